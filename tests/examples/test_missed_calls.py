"""examples/missed_calls: an unanswered call is told once, an answered one is not, a loss is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from anyio_ami import events

from .helpers import Application, admin, granted, load

if TYPE_CHECKING:
    from tests.asterisk.fixtures import AsteriskServer

    from .conftest import Server


def test_only_what_nobody_answered_is_told(server: Server) -> None:
    pbx = server.pbx

    async def calls() -> None:
        await pbx.call("PJSIP/trunk", to="PJSIP/alice", caller_id_num="0111", answer_after=0)
        await pbx.call("PJSIP/trunk", to="PJSIP/alice", caller_id_num="0222", refuses=17)
        queue = pbx.queue("desk", members=["PJSIP/bob", "PJSIP/eve"])
        for phone in ("bob", "eve"):
            pbx.endpoint(phone, answer_after=60)
        await queue.call(caller_id_num="0333", caller_id_name="Max\x1b[2J", give_up_after=0.01)

    with server.run("missed_calls") as app:
        app.wait_for("watching")
        server.call(calls)
        app.wait_for("0333")
        assert app.end() == 0
    missed = [line for line in app.lines if line.startswith("missed")]
    assert missed[0] == "missed: 0222; rang PJSIP/alice"
    assert missed[1].startswith("missed: 0333 (Max?[2J); rang PJSIP/bob, PJSIP/eve")
    assert len(missed) == 2


def test_a_loss_is_told_with_the_calls_that_rang(server: Server) -> None:
    with server.run("missed_calls") as app:
        app.wait_for("watching")
        server.call(
            server.pbx.emit,
            "DialBegin",
            {"Channel": "PJSIP/t-1", "Uniqueid": "1.1", "CallerIDNum": "0444", "DestChannel": "PJSIP/bob-1"},
        )
        server.call(server.pbx.flush)
        server.call(server.pbx.cut)
        app.wait_for("Asterisk is away; then rang: 0444")
        app.wait_for(r"^from \d\d:\d\d:\d\d to \d\d:\d\d:\d\d nothing was seen")
        assert app.end() == 0


def test_an_unknown_end_is_no_call_and_a_second_ring_no_second_call() -> None:
    missed = load("missed_calls").MissedCalls(asyncio.Queue())
    begin = events.DialBegin(unique_id="1", caller_id_num="<unknown>", dest_channel="PJSIP/bob-00000001")
    again = events.DialBegin(unique_id="1", caller_id_num="<unknown>", dest_channel="PJSIP/bob-00000002")
    assert missed.take(events.Hangup(unique_id="2")) is None
    assert missed.take(begin) is None
    assert missed.take(again) is None
    assert missed.take(events.Hangup(unique_id="1")) == "missed: no number; rang PJSIP/bob"
    assert missed.take(events.Hangup(unique_id="1")) is None


def test_on_a_real_server(asterisk: AsteriskServer) -> None:
    with granted(asterisk, "missed_calls") as url, Application("missed_calls", url) as app:
        app.wait_for("watching")
        with admin(asterisk) as ami:
            caller = '"Erika" <0123456>'
            for data in ("Local/101@default,5,S(1)", "Local/613@default,1"):
                ami.originate("Local/100@default", application="Dial", data=data, caller_id=caller)
            app.wait_for(r"^missed: 0123456 \(Erika\); rang Local/613@default")
        assert app.end() == 0
    assert "Local/101" not in app.text
