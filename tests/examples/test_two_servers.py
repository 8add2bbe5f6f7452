"""examples/two_servers: both servers' calls in one stream, while one of them comes and goes."""

from __future__ import annotations

import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

import anyio
import pytest

from anyio_ami import ConnectionState, ReconnectPolicy, connect_fleet
from anyio_ami.testing import FakeAsterisk
from tests.asterisk.fixtures import started

from .helpers import Application, account, admin, granted, load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.asterisk.fixtures import AsteriskServer


@pytest.mark.anyio
async def test_one_goes_down_and_comes_back_and_the_other_is_not_disturbed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = load("two_servers")
    async with AsyncExitStack() as stack:
        users = [account("two_servers").fake()]
        one = await stack.enter_async_context(FakeAsterisk(users=users))
        two = await stack.enter_async_context(FakeAsterisk(users=users))
        fleet = await stack.enter_async_context(
            connect_fleet(
                {"one": {"transport": one.connect}, "two": {"transport": two.connect}},
                username="fleet",
                secret="s3cret",
                reconnect=ReconnectPolicy.fixed(0.05),
            )
        )
        tasks = await stack.enter_async_context(anyio.create_task_group())
        changes = await stack.enter_async_context(fleet.changes())

        async def until(state: ConnectionState) -> None:
            async for change in changes:
                if change == ("two", state):
                    return

        def news(pbx: FakeAsterisk, channel: str) -> None:
            pbx.emit("Newchannel", {"Channel": channel, "Exten": "100"})

        await fleet.wait_connected()
        tasks.start_soon(app.show_states, fleet)
        tasks.start_soon(app.show_calls, fleet)
        await anyio.wait_all_tasks_blocked()
        two.cut()
        two.refuse()
        await until(ConnectionState.RECONNECTING)
        news(one, "PJSIP/a-1")
        await one.flush()
        two.accept()
        await until(ConnectionState.CONNECTED)
        await anyio.wait_all_tasks_blocked()
        news(two, "PJSIP/b\x07-1")
        two.emit("Hangup", {"Channel": "PJSIP/b-1", "Cause-txt": "Normal Clearing"})
        await two.flush()
        text = ""
        with anyio.fail_after(20):
            while "- PJSIP/b-1" not in text:
                await anyio.wait_all_tasks_blocked()
                text += capsys.readouterr().out
        tasks.cancel_scope.cancel()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    assert lines[:2] == ["one connected", "two connected"]
    assert "two reconnecting" in lines
    assert "two the line was lost: what happens now is missing here" in lines
    assert "one + PJSIP/a-1 for 100" in lines
    assert "two + PJSIP/b?-1 for 100" in lines
    assert lines[-1] == "two - PJSIP/b-1 (Normal Clearing)"
    again = next(line for line in lines if "events come again" in line)
    assert lines.index("two reconnecting") < lines.index(again) < lines.index("two + PJSIP/b?-1 for 100")


@pytest.mark.anyio
async def test_a_refused_login_is_told_and_the_other_server_goes_on(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = load("two_servers")
    async with FakeAsterisk() as pbx:
        nodes = {
            "good": f"ami://admin:s3cret@127.0.0.1:{pbx.port}",
            "bad": f"ami://no:way@127.0.0.1:{pbx.port}",
        }
        text = ""
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(app.main, nodes)
            with anyio.fail_after(20):
                while "Authentication failed" not in text or "good       connected" not in text:
                    await anyio.wait_all_tasks_blocked()
                    text += capsys.readouterr().out
            tasks.cancel_scope.cancel()
    assert "way" not in text.replace("always", "")


@pytest.mark.asterisk
def test_on_real_servers(asterisk_servers: Mapping[str, AsteriskServer]) -> None:
    there = asterisk_servers["22"]
    with started("16") as other, granted(there, "two_servers") as one, granted(other, "two_servers") as two:
        with Application("two_servers", None, f"first={one}", f"second={two}") as app:
            for asterisk, node in ((there, "first"), (other, "second")):
                app.wait_for(f"^{node} +connected")
                with admin(asterisk) as ami:
                    ami.originate("Local/201@default", application="Wait", data="0.1")
                app.wait_for(rf"^{node} +\+ Local/201@default-\S+;1 for 201")
                app.wait_for(rf"^{node} +- Local/201@default-\S+;1")
            # This user is told its start in whole seconds: a run of two is told from the next one.
            while int(other.cli("core show uptime seconds").split()[2]) < 3:
                time.sleep(0.1)
            # In place: `stop` and `start` would write its configuration anew.
            other.cli("core restart now")
            app.wait_for("^second +reconnecting")
            with admin(there) as ami:
                ami.originate("Local/201@default", application="Wait", data="0.1")
            app.wait_for(r"^first +\+ Local/201@default-\S+;1 for 201", times=2)
            app.wait_for("^second +connected", times=2)
            app.wait_for("^second +events come again: it was restarted, its calls are gone")
            with admin(other, wait=True) as ami:
                ami.originate("Local/201@default", application="Wait", data="0.1")
            app.wait_for(r"^second +\+ Local/201@default-\S+;1 for 201", times=2)
            assert app.end() == 0
