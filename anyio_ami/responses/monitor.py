"""Recording of channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Response


class MixMonitorResponse(Response, frozen=True, gc=False, tag="MixMonitorResponse"):
    """The reply to MixMonitor. Run on real Asterisk 16 and 22."""

    mix_monitor_id: str = ""

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("MixMonitorID", "mix_monitor_id", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
