"""Traces and metrics of clients, for OpenTelemetry: the extra ``otel`` of this package.

Only OpenTelemetry's API is needed; what is done with the data is the business of the SDK that
the application chooses. Nothing is imported or counted unless a `Telemetry` is made.
"""

from __future__ import annotations

from ._telemetry import Telemetry as Telemetry

__all__ = ["Telemetry"]
