"""The simulated Asterisk: events by mask and filter, answers and events in turn, delays, own handlers."""

from __future__ import annotations

import anyio
import pytest

from anyio_ami.testing import FakeAsterisk, FakeRequest

from .wire import connected, name_of

pytestmark = pytest.mark.anyio


async def test_events_go_by_mask_and_filter() -> None:
    async with FakeAsterisk(system_name="pbx1") as pbx:
        off, call = await connected(pbx), await connected(pbx, "call,user")
        assert pbx.emit("Hangup", [("Channel", "a"), ("V", b"\xff"), ("V", None)]) == 1
        assert await call.message() == (
            "Event: Hangup\nPrivilege: call,all\nSystemName: pbx1\nChannel: a\nV: \udcff\nV: "
        )
        assert pbx.emit("VarSet", {"Variable": "x"}) == 0
        with pytest.raises(ValueError, match="no event class"):
            pbx.emit("Hangup", event_class="Call")
        assert await off.ask("Action: Events\nEventMask: 2") == "Response: Success\nEvents: On"
        assert await off.ask("Action: Events\nEventMask: Call,bogus") == "Response: Success\nEvents: Off"
        assert await call.ask("Action: Filter\nOperation: Add\nFilter: !Key: [23]\n") == (
            "Response: Success\nMessage: Success"
        )
        assert await call.message() == "Response: Error\nMessage: Missing action in request"
        assert [pbx.emit("UserEvent", {"Key": number}) for number in range(1, 5)] == [1, 0, 0, 1]


async def test_advanced_filters() -> None:
    criteria = "MatchCriteria: name(UserEvent),header(Key),method(starts_with),action(exclude)"
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, "user")
        assert "Success" in await wire.ask(f"Action: Filter\nOperation: Add\nFilter: ab\n{criteria}")
        assert [pbx.emit("UserEvent", {"Key": key}) for key in ("abc", "cab", "ab")] == [0, 1, 0]
        assert pbx.emit("UserEvent", {"Other": "ab"}) == 1
        assert [name_of(await wire.message()) for _ in range(2)] == ["UserEvent", "UserEvent"]
        for wrong in ("name(x),colour(red)", "name(x)\nFilter: text", "method(none)\nFilter: text"):
            answer = await wire.ask(f"Action: Filter\nOperation: Add\nMatchCriteria: {wrong}")
            assert "formatted incorrectly" in answer


async def test_answers_come_before_the_events_they_cause() -> None:
    async with FakeAsterisk() as pbx:
        asker, other = await connected(pbx, "user"), await connected(pbx, "user")
        with pbx.hold("QueueStatus") as hold:
            await asker.act(
                "Action: QueueStatus\nActionID: q\nQueue: sales\n\nAction: UserEvent\nUserEvent: E"
            )
            await hold.reached()
            pbx.emit("UserEvent", {"UserEvent": "waits"})
            assert "UserEvent: waits" in await other.message()
        names = [name_of(await asker.message()) for _ in range(6)]
        assert names == ["Success", "QueueParams", "QueueStatusComplete", "UserEvent", "Success", "UserEvent"]
        assert "UserEvent: E" in await other.message()


async def test_slow_and_reordered_answers() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        held = pbx.hold("CoreStatus", in_order=False)
        await wire.act("Action: CoreStatus\nActionID: slow")
        await held.reached()
        await wire.nothing_before_ping()
        held.release()
        assert "ActionID: slow" in await wire.message()
        pbx.reorder(3)
        await wire.act("\n\n".join(f"Action: Ping\nActionID: {number}" for number in range(4)))
        assert [(await wire.message()).split("\n")[1][-1] for _ in range(3)] == ["2", "1", "0"]
        pbx.reorder(0)
        assert "ActionID: 3" in await wire.message()


@pytest.mark.usefixtures("virtual_clock")
async def test_delay() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        pbx.delay(90, "ping")
        begun = anyio.current_time()
        await wire.act("Action: CoreStatus\n\nAction: Ping")
        await wire.message()
        assert anyio.current_time() == pytest.approx(begun)
        pbx.delay(0, "ping")
        with anyio.fail_after(100):
            while b"Pong" not in wire.buffer:
                wire.buffer += await wire.stream.receive()
        assert anyio.current_time() - begun == pytest.approx(90)


async def test_database_and_odd_answers() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx)
        assert "Updated" in await wire.ask("Action: DBPut\nFamily: f\nKey: k\nVal: v")
        assert "EventList: start" in await wire.ask("Action: DBGet\nActionID: d\nFamily: f\nKey: k")
        assert await wire.message() == "Event: DBGetResponse\nFamily: f\nKey: k\nVal: v\nActionID: d"
        assert "ListItems: 1" in await wire.message()
        assert "Key deleted successfully" in await wire.ask("Action: DBDel\nFamily: f\nKey: k")
        assert "Database entry not found" in await wire.ask("Action: DBGet\nFamily: f\nKey: k")
        await wire.act("Action: QueueRule\nActionID: r")
        assert await wire.until(b"\r\n\r\n\r\n") == b"Response: Success\r\nActionID: r"
        assert await wire.ask("Action: PJSIPShowContacts") == "Response: Error\nMessage: No Contacts found\n"


async def test_own_handlers_and_their_faults() -> None:
    async def answer(request: FakeRequest) -> bytes:
        await anyio.lowlevel.checkpoint()
        return request.listing("Here", [request.event("Thing", {"N": 1})], "Done", count=7)

    async with FakeAsterisk() as pbx:
        pbx.respond("MyAction", answer)
        pbx.respond("Ping", lambda request: None)
        wire = await connected(pbx)
        await wire.act("Action: Ping\n\nAction: myaction\nActionID: m")
        request = await pbx.wait_for_request("MyAction")
        assert (request.action_id, request.headers[0]) == ("m", ("Action", "myaction"))
        assert [name_of(await wire.message()) for _ in range(2)] == ["Success", "Thing"]
        assert "ActionID: m\nEventList: Complete\nListItems: 7" in await wire.message()

    def broken(request: FakeRequest) -> bytes:
        raise LookupError(request.name)

    async def use_broken() -> None:
        async with FakeAsterisk() as pbx:
            pbx.respond("Ping", broken)
            await (await connected(pbx)).act("Action: Ping")
            await anyio.sleep_forever()

    with pytest.raises(LookupError, match="Ping"):
        await use_broken()


async def test_the_body_s_own_error_leaves_as_it_is() -> None:
    error = KeyError("mine")

    async def fail() -> None:
        async with FakeAsterisk() as pbx:
            await connected(pbx)
            raise error

    with pytest.raises(KeyError) as caught:
        await fail()
    assert caught.value is error
