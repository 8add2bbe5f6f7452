"""What stands between a program and its server: `check`."""

from __future__ import annotations

from ._check import check as check
from ._report import CheckReport as CheckReport
from ._report import Finding as Finding
from ._report import Need as Need
from ._report import Rights as Rights
from ._report import Security as Security

__all__ = ["CheckReport", "Finding", "Need", "Rights", "Security", "check"]
