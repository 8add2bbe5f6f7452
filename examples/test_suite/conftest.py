"""What every test here gets: the dialplan of this company, on both backends (by AnyIO's plugin)."""

from __future__ import annotations

from typing import Any

import pytest

from anyio_ami import ReconnectPolicy


@pytest.fixture
def fake_asterisk_options() -> dict[str, Any]:
    """A number that begins with 0 is a customer's, on the trunk."""
    return {"dialplan": {"outbound": {"_0.": [("Dial", "PJSIP/${EXTEN}@trunk,30")]}}}


@pytest.fixture
def ami_options() -> dict[str, Any]:
    """Back at once after a loss."""
    return {"reconnect": ReconnectPolicy.fixed(0.01)}
