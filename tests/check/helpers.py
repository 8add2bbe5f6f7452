"""What the tests of `check` share."""

from __future__ import annotations

from typing import Any

from anyio_ami import CheckReport, check
from anyio_ami.testing import FakeAsterisk, FakeUser

SECRET = "s3cret-of-the-tests"
SETTINGS = (
    "Global Settings:\n----------------\n  Disabled events:             \n  Debug:                     No\n"
)


def pbx_of(*, read: str = "all", write: str = "all", version: str = "22", **options: Any) -> FakeAsterisk:
    """A server with one user, ``robot``."""
    pbx = FakeAsterisk(version, users=[FakeUser("robot", SECRET, read=read, write=write)], **options)
    pbx.commands["manager show settings"] = SETTINGS
    return pbx


async def checked(pbx: FakeAsterisk, **options: Any) -> CheckReport:
    chosen: dict[str, Any] = {
        "transport": pbx.connect, "username": "robot", "secret": SECRET, **options
    }  # fmt: skip
    return await check(**chosen)


def codes(report: CheckReport) -> set[str]:
    return {finding.code for finding in report.findings}
