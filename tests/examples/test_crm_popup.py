"""examples/crm_popup: which phone rings for whom, whatever the CRM does."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import actions

from .helpers import Application, admin, granted, load

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from anyio_ami import AMIClient
    from anyio_ami.testing import FakeAsterisk
    from tests.asterisk.fixtures import AsteriskServer

    from .conftest import Server


def test_a_ringing_phone_is_told_with_the_customer(server: Server) -> None:
    with server.run("crm_popup") as app:
        app.wait_for("waiting")
        server.call(server.pbx.endpoint("bob", answer_after=math.inf).register)

        async def call() -> None:
            await server.pbx.call("PJSIP/alice", to="PJSIP/bob", caller_id_num="0123456", ring_seconds=1)

        server.later(call)
        app.wait_for("^PJSIP/bob rings: 0123456")
        app.wait_for("^PJSIP/bob, 0123456: Erika Mustermann")
        server.call(server.pbx.endpoint("bob").answer)
        app.wait_for("^PJSIP/bob answered")
        assert app.end() == 0


async def told(
    ami: AMIClient, pbx: FakeAsterisk, look_up: Callable[[str], Awaitable[str | None]], *numbers: str
) -> list[str]:
    """What is said of phones that ring for these numbers, once that is all."""
    lines: list[str] = []
    popups: Any = load("crm_popup").PopUps(look_up=look_up, say=lines.append)
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(popups.follow, ami, tasks)
        await anyio.wait_all_tasks_blocked()
        for place, number in enumerate(numbers):
            pbx.emit("DialBegin", {"DestChannel": f"PJSIP/p{place}-0000000a", "DestConnectedLineNum": number})
        await ami.send(actions.Ping())
        await anyio.sleep(10)  # on the virtual clock: longer than a look-up may take
        tasks.cancel_scope.cancel()
    return lines[1:]


@pytest.mark.anyio
@pytest.mark.usefixtures("virtual_clock")
async def test_a_slow_crm_delays_nobody_and_a_broken_one_is_told(
    ami: AMIClient, fake_asterisk: FakeAsterisk
) -> None:
    async def look_up(number: str) -> str | None:
        if number == "1":
            await anyio.sleep_forever()
        if number == "2":
            raise OSError("no route")
        return f"customer {number}"

    lines = await told(ami, fake_asterisk, look_up, "1", "2", "3", "<unknown>")
    # That they ring waits for no CRM.
    assert lines[:4] == [
        "PJSIP/p0 rings: 1",
        "PJSIP/p1 rings: 2",
        "PJSIP/p2 rings: 3",
        "PJSIP/p3 rings: no number",
    ]
    assert sorted(lines[4:6]) == ["PJSIP/p1, 2: the CRM failed: no route", "PJSIP/p2, 3: customer 3"]
    assert lines[6:] == ["PJSIP/p0, 1: the CRM takes too long"]


@pytest.mark.anyio
@pytest.mark.usefixtures("virtual_clock")
async def test_so_many_look_ups_at_a_time_and_no_more(ami: AMIClient, fake_asterisk: FakeAsterisk) -> None:
    running: list[str] = []
    most = 0

    async def look_up(number: str) -> str | None:
        nonlocal most
        running.append(number)
        most = max(most, len(running))
        await anyio.sleep(0.1)
        running.remove(number)
        return None

    lines = await told(ami, fake_asterisk, look_up, *(f"{number}" for number in range(100)))
    assert len(lines) == 200
    assert most == 8


def test_on_a_real_server(asterisk: AsteriskServer) -> None:
    with (
        granted(asterisk, "crm_popup") as url,
        Application("crm_popup", url, env={"CRM_PHONES": "Local/613@"}) as app,
    ):
        app.wait_for("waiting")
        with admin(asterisk) as ami:
            caller = '"Erika" <0123456>'
            ami.originate(
                "Local/100@default", application="Dial", data="Local/613@default,1", caller_id=caller
            )
            app.wait_for("^Local/613@default rings: 0123456")
            app.wait_for("^Local/613@default, 0123456: Erika Mustermann")
            app.wait_for("^Local/613@default rings no more")
        assert app.end() == 0
