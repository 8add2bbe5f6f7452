"""Log records say in fields of their own whom they are about."""

from __future__ import annotations

import logging
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from anyio_ami import ReconnectPolicy, actions, connect_ami, errors
from anyio_ami._log import Logger
from anyio_ami.testing import FakeAsterisk
from tests.client.helpers import ADMIN, client, lost

if TYPE_CHECKING:
    from logging import LogRecord

pytestmark = pytest.mark.anyio


def fields(record: LogRecord) -> dict[str, Any]:
    return {key: value for key, value in vars(record).items() if key.startswith("ami_")}


async def test_records_about_a_connection_have_its_fields(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "anyio_ami")
    async with FakeAsterisk() as pbx:
        async with client(pbx, name="pbx1", reconnect=ReconnectPolicy.fixed(0.01)) as ami:
            await lost(ami, pbx)
            await ami.wait_connected()
    about = {"ami_node": "pbx1", "ami_endpoint": "127.0.0.1:5038"}
    ours = [(r.getMessage(), fields(r)) for r in caplog.records if r.name == "anyio_ami"]
    assert ours[0] == ("pbx1: connected", {**about, "ami_session": 1})
    assert ours[1][0].startswith("pbx1: connection lost: ")
    assert ours[1][1] == {**about, "ami_session": 1, "ami_error": "ConnectionLost"}
    assert ours[-1] == ("pbx1: connected again", {**about, "ami_session": 2})


async def test_the_end_for_good_is_an_error_with_its_fields(caplog: pytest.LogCaptureFixture) -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(errors.ConnectionLost):
            async with connect_ami(
                pbx.host, pbx.port, **ADMIN, name="pbx1", reconnect=ReconnectPolicy.none()
            ) as ami:
                pbx.cut()
                await ami.wait_closed()
    (record,) = [r for r in caplog.records if r.levelno == logging.ERROR]
    assert fields(record) == {
        "ami_node": "pbx1", "ami_endpoint": f"{pbx.host}:{pbx.port}", "ami_error": "ConnectionLost",
    }  # fmt: skip


def test_nothing_is_printed_unless_the_application_asks() -> None:
    code = (
        "import logging, anyio_ami\n"
        "logging.getLogger('anyio_ami').error('x'); logging.getLogger('anyio_ami.wire').error('x')\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("", "")


class Failing(logging.Handler):
    """A handler of an application that does without `handleError`."""

    def emit(self, record: logging.LogRecord) -> None:
        raise OSError("No space left on device")


def _failing(record: logging.LogRecord) -> bool:
    raise AttributeError("no such field")


@pytest.mark.parametrize("how", ["handler", "filter"])
async def test_a_handler_or_filter_that_raises_disturbs_no_connection(
    how: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("anyio_ami")
    if how == "handler":
        monkeypatch.setattr(logger, "handlers", [Failing()])
    else:
        monkeypatch.setattr(logger, "filters", [_failing])
    async with FakeAsterisk() as pbx, client(pbx, reconnect=ReconnectPolicy.fixed(0.01)) as ami:
        await lost(ami, pbx)
        await ami.wait_connected()
        assert (await ami.send(actions.Ping())).ping == "Pong"
    assert ("OSError" if how == "handler" else "AttributeError") in capsys.readouterr().err
    monkeypatch.setattr(logging, "raiseExceptions", False)
    Logger("anyio_ami").error("nothing is printed of it then")
    assert capsys.readouterr().err == ""
