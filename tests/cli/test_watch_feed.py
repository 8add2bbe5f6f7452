"""What keeps the model of the board true: lists, events, reconnects, rights, on every backend."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ConnectionState, ReconnectPolicy
from anyio_ami.cli.watch._columns import notices
from anyio_ami.cli.watch._feed import Feed
from anyio_ami.cli.watch.model import BoardModel
from anyio_ami.errors import AMIError, AuthenticationError, ConnectError
from anyio_ami.testing import FakeAsterisk, FakeCall, FakeUser

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

pytestmark = pytest.mark.anyio


def options(pbx: FakeAsterisk, **more: Any) -> dict[str, Any]:
    login = {"username": "admin", "secret": "s3cret"}
    again = ReconnectPolicy.fixed(1.0)
    return {"host": pbx.host, "port": pbx.port, "reconnect": again, "transport": pbx.connect, **login, **more}


@asynccontextmanager
async def fed(pbx: FakeAsterisk, **more: Any) -> AsyncGenerator[BoardModel, None]:
    """A model that is kept up to date inside the block."""
    model, leave = BoardModel(), anyio.Event()
    async with anyio.create_task_group() as tasks:
        tasks.start_soon(Feed(options(pbx, **more), model).run, leave)
        books = (model.channels, model.queues)
        await until(lambda: model.current and all(book.listed or book.refusal for book in books))
        yield model
        leave.set()


async def until(true: Callable[[], object]) -> None:
    """On a virtual clock, which jumps on when nothing else is left to do: wait until it is true."""
    while not true():  # noqa: ASYNC110 - the model has no event for each of its numbers
        await anyio.sleep(0.1)


def names_in(model: BoardModel) -> set[str]:
    return {one.name for one in model.channels.channels.values()}


def names_of(call: FakeCall) -> set[str]:
    return {one.name for one in call.channels}


def join(pbx: FakeAsterisk, unique_id: str) -> None:
    pbx.emit("QueueCallerJoin", {"Queue": "support", "Uniqueid": unique_id, "Position": 1, "Count": 1})


async def test_channels_and_queues_are_listed_and_followed(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        old = pbx.start_call("Local/100@default")
        async with fed(pbx) as model:
            assert names_in(model) == names_of(old)
            assert set(model.queues.queues) == {"support", "sales"}
            new = pbx.start_call("Local/100@default")
            join(pbx, "c1")
            names = names_of(old) | names_of(new)
            await until(lambda: names_in(model) == names)
            await until(lambda: model.queues.queues["support"].callers)
            old.hangup()
            new.hangup()
            await until(lambda: not model.channels.channels)
            assert notices(model.channels) == []


async def test_leaving_logs_off(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with fed(pbx):
            pass
        assert pbx.requests[-1].name == "Logoff"


async def test_events_that_come_while_the_list_is_made_are_counted_once(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        model, leave = BoardModel(), anyio.Event()
        hold = pbx.hold("CoreShowChannels")
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(Feed(options(pbx), model).run, leave)
            await hold.reached()
            # In the list, and told by events behind it as well: they are held back until then.
            call = pbx.start_call("Local/100@default")
            hold.release()
            await until(lambda: model.channels.listed)
            await until(lambda: len(model.channels.channels) == 2)
            assert names_in(model) == names_of(call)
            leave.set()


async def test_a_lost_connection_leaves_the_old_board_and_a_new_one_replaces_it(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        call = pbx.start_call("Local/100@default")
        async with fed(pbx) as model:
            pbx.refuse()
            pbx.cut()
            await until(lambda: model.link.attempt >= 2)
            assert model.link.state is ConnectionState.RECONNECTING
            assert len(model.channels.channels) == 2
            assert model.link.reason
            at = model.as_of(anyio.current_time())
            await anyio.sleep(1)
            assert model.as_of(anyio.current_time()) == at, "the old board stands still"
            call.hangup()  # nobody is told
            pbx.accept()
            await until(lambda: model.current and model.channels.listed)
            await until(lambda: not model.channels.channels)
            assert (model.link.attempt, model.link.reason, model.link.reconnects) == (0, "", 1)


async def test_each_attempt_is_counted_and_its_reason_told(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with fed(pbx) as model:
            pbx.refuse()
            pbx.cut()
            seen: set[int] = set()

            def third() -> bool:
                seen.add(model.link.attempt)
                return model.link.attempt == 3

            await until(third)
            assert seen >= {1, 2, 3}
            await until(lambda: "refused" in model.link.reason)
            pbx.accept()
            await until(lambda: model.current)


async def test_ended_calls_of_a_queue_are_read_from_the_server(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with fed(pbx) as model:
            before = asked(pbx, "QueueStatus")
            for _ in range(20):
                pbx.emit("AgentComplete", {"Queue": "support", "HoldTime": 1, "TalkTime": 2})
            began = anyio.current_time()
            await until(lambda: asked(pbx, "QueueStatus") > before)
            assert anyio.current_time() - began < 3
            await anyio.sleep(1)
            assert asked(pbx, "QueueStatus") == before + 1
            assert model.queues.queues["support"].completed == 0


def asked(pbx: FakeAsterisk, action: str) -> int:
    return len([request for request in pbx.requests if request.name == action])


async def test_a_list_is_read_once_in_two_seconds_however_often_it_changes(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with fed(pbx):
            before = asked(pbx, "QueueStatus")
            for _ in range(40):
                pbx.emit("AgentComplete", {"Queue": "support"})
                await anyio.sleep(0.2)
            assert 3 <= asked(pbx, "QueueStatus") - before <= 5


async def test_after_a_reconnect_the_lists_are_read_at_once(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with fed(pbx, reconnect=ReconnectPolicy.fixed(0.1)) as model:
            before = [asked(pbx, action) for action in ("CoreShowChannels", "QueueStatus")]
            began = anyio.current_time()
            pbx.cut()
            await until(lambda: model.link.reconnects)
            await until(lambda: model.channels.listed and model.queues.listed)
            assert anyio.current_time() - began < 1
            after = [asked(pbx, action) for action in ("CoreShowChannels", "QueueStatus")]
            assert all(now > then for now, then in zip(after, before, strict=True))


async def test_who_may_not_list_sees_what_is_missing_and_what_events_tell(virtual_clock: None) -> None:
    user = FakeUser("me", "secret", read="call", write="")
    async with FakeAsterisk(users=[user]) as pbx:
        async with fed(pbx, username="me", secret="secret") as model:
            assert "CoreShowChannels is not permitted" in notices(model.channels)[0]
            assert "write = " in notices(model.channels)[0]
            pbx.start_call("Local/100@default")
            await until(lambda: len(model.channels.channels) == 2)


async def test_who_does_not_read_the_events_is_told_so(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        pbx.commands['manager show user "admin"'] = "      username: admin\n     read perm: call,cdr\n"
        async with fed(pbx) as model:
            await until(lambda: model.queues.reads is False)
            assert model.channels.reads is True
            assert notices(model.queues) == ["no events without read = agent; the list is read every 5 s."]


async def test_an_event_mask_is_taken_for_what_it_hides(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with fed(pbx, events="agent") as model:
            await until(lambda: model.channels.reads is False)
            assert model.queues.reads is True
            pbx.start_call("Local/100@default")
            await until(lambda: len(model.channels.channels) == 2)  # from the list


async def test_a_server_without_queues_says_so(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        pbx.respond("QueueStatus", lambda request: request.error("Invalid/unknown command"))
        async with fed(pbx) as model:
            (notice,) = notices(model.queues)
            assert notice == "QueueStatus: Invalid/unknown command; shown is what events tell."


async def test_all_events_count_in_the_rates(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        async with fed(pbx) as model:
            for _ in range(50):
                pbx.emit("VarSet", {"Variable": "X", "Value": "1"})
            await until(lambda: "VarSet" in model.rates.names)
            await anyio.sleep(2)
            assert model.rates.names["VarSet"].total == 50
            assert model.rates.all.rate > 0


async def test_ping_and_lag_are_measured(virtual_clock: None) -> None:
    async with FakeAsterisk(timestamps=True) as pbx:
        async with fed(pbx) as model:
            assert model.link.lag is None
            join(pbx, "1")
            await until(lambda: model.link.lag is not None)
            assert model.link.server_lag is not None
            assert model.link.round_trip is not None
            assert model.link.server is not None
            assert model.link.server.major == 22


async def test_a_refused_login_is_raised(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(AuthenticationError):
            await Feed(options(pbx, secret="wrong"), BoardModel()).run(anyio.Event())


async def test_a_connection_that_is_lost_for_good_is_raised_as_it_is(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        model = BoardModel()
        caught: list[BaseException] = []

        async def watch() -> None:
            try:
                await Feed(options(pbx, reconnect=ReconnectPolicy.none()), model).run(anyio.Event())
            except Exception as exc:
                caught.append(exc)

        async with anyio.create_task_group() as tasks:
            tasks.start_soon(watch)
            await until(lambda: model.current and model.channels.listed)
            pbx.cut()
        (error,) = caught
        assert isinstance(error, AMIError)


async def test_nobody_there_is_raised(virtual_clock: None) -> None:
    async with FakeAsterisk() as pbx:
        pbx.refuse()
        with pytest.raises(ConnectError):
            await Feed(options(pbx), BoardModel()).run(anyio.Event())
