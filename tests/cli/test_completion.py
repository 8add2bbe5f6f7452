"""What a shell is told when TAB is pressed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pytest


def _completed(*words: str) -> list[str]:
    """What is told to bash, which parts words at ":", "=" and "@", and joins them by line ends."""
    parted = ["anyio-ami", *(part for word in words for part in re.findall("[:=@]+|[^:=@]+", word) or [""])]
    environment = {
        **os.environ,
        "_ANYIO_AMI_COMPLETE": "complete_bash",
        "COMP_WORDS": "\n".join(parted),
        "COMP_CWORD": str(len(parted) - 1),
    }
    done = subprocess.run(
        [sys.executable, "-c", "from anyio_ami.cli import main; main()"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.split()


def test_names_of_commands_events_actions_and_fields_are_completed(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "config.toml").write_text('[profiles.office]\nurl = "ami://a@b"\n')
    assert "originate" in _completed("or")
    assert "office" in _completed("tail", "of")
    assert _completed("tail", "x", "--event", "Hangup")[0] == "Hangup"
    assert "CoreShowChannels" in _completed("send", "x", "CoreSh")
    fields = _completed("send", "x", "Originate", "channel=y", "c")
    assert {"context=", "caller_id=", "codecs=", "channel_id="} <= set(fields)
    assert "channel=" not in fields
    assert _completed("send", "x", "QueuePause", "paused=t") == ["true"]
    assert set(_completed("send", "x", "QueuePause", "paused=")) == {"true", "false"}
    url = "ami://admin@127.0.0.1:5038"
    assert "CoreShowChannels" in _completed("send", url, "CoreSh")
    assert "context=" in _completed("send", url, "Originate", "channel=PJSIP/a:b=c", "c")
    # Bash puts a blank behind what is the only one.
    assert _completed("send", url, "Originate", "chan") == ["channel=", "channel_id="]
    assert _completed("send", url, "Hangup", "cau") == ["cause=", "cause=..."]
    assert _completed("tail", url, "--event=Hangup")[0] == "Hangup"
    assert "Hangup" in _completed("tail", url, "--event", "")
