"""A thread has the same client: names, types, errors, streams."""

from __future__ import annotations

import inspect
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING, Any

import pytest

import anyio_ami
import anyio_ami.sync
from anyio_ami import ConnectionState, Gap, OriginateOutcome, ReconnectPolicy, actions, errors, events

from .conftest import WAIT

if TYPE_CHECKING:
    from .conftest import Calls, Server


def number(event: events.UserEvent | Gap) -> int:
    assert isinstance(event, events.UserEvent)
    return int(event.headers["Number"])


def test_actions_have_their_own_answers_and_errors(connect: Any) -> None:
    with connect() as ami:
        assert ami.send(actions.Ping()).ping == "Pong"
        assert ami.send(actions.CoreShowChannels()).items == []
        with pytest.raises(errors.ActionError) as failed:
            ami.send(actions.Hangup(channel="none"))
        assert failed.value.response.message == "No such channel"
        with pytest.raises(errors.InvalidAction, match="instance"):
            ami.send(actions.Ping)
        assert ami.state is ConnectionState.CONNECTED
        assert ami.server.major == 22
        assert ami.stats.pending == 0
        assert repr(ami).startswith("<AMIClient 127.0.0.1:")
    assert ami.state.value == "disconnected"
    assert ami.stats.frames > 3
    for call in (lambda: ami.send(actions.Ping()), ami.states, ami.wait_connected, ami.subscribe):
        with pytest.raises(errors.ClientClosed, match=r"sync\.connect"):
            call()


def test_a_traceback_shows_the_caller_and_where_it_failed(connect: Any) -> None:
    with connect() as ami:
        with pytest.raises(errors.ActionError) as failed:
            ami.send(actions.Hangup(channel="none"))
    names = [frame.name for frame in traceback.extract_tb(failed.value.__traceback__)]
    assert names[:2] == ["test_a_traceback_shows_the_caller_and_where_it_failed", "send"]
    assert names[-1] == "_check"
    assert failed.value.__context__ is None


def test_a_list_item_by_item(connect: Any, server: Server) -> None:
    with connect() as ami:
        server.portal.call(server.pbx.start_call, "Local/201@default")
        with ami.stream(actions.CoreShowChannels()) as items:
            assert items.response.ok
            channels = [item.channel for item in items]
        assert len(channels) == items.expected == 2
        assert items.complete.name == "CoreShowChannelsComplete"
        none = actions.PJSIPShowEndpoint(endpoint="none")
        with pytest.raises(errors.ActionError), ami.stream(none):
            pytest.fail("entered")


def test_events_come_in_order_and_many_at_once(connect: Any, server: Server, calls: Calls) -> None:
    with connect() as ami, ami.subscribe(events.UserEvent) as stream:
        server.emit(*range(2_000))
        ami.send(actions.Ping())  # what the server has written before its answer has been read by now
        assert stream.unread == 2_000
        before = calls.count
        for expected, event in enumerate(stream):
            assert number(event) == expected
            if expected == 1_999:
                break
        assert calls.count - before <= 4
        assert stream.unread == 0


def test_receive_waits_no_longer_than_it_is_told(connect: Any, server: Server) -> None:
    with connect() as ami, ami.subscribe(events.UserEvent) as stream:
        for timeout in (0, 0.02):
            with pytest.raises(errors.WaitTimeout, match="nothing came within 0"):
                stream.receive(timeout=timeout)
        server.emit(1, 2, 3)
        ami.send(actions.Ping())
        assert [number(stream.receive(timeout=0)) for _ in range(2)] == [1, 2]
        assert number(stream.receive()) == 3


def test_a_slow_reader_is_told_at_the_place_and_goes_on(connect: Any, server: Server) -> None:
    with connect() as ami, ami.subscribe(events.UserEvent, buffer=10) as stream:
        for start in range(0, 100, 10):
            server.emit(*range(start, start + 10))
            ami.send(actions.Ping())
        with pytest.raises(errors.EventsLost) as lost:
            next(stream)
        assert lost.value.count == stream.lost > 0
        first = number(next(stream))
        assert first == lost.value.count
        for expected in range(first + 1, 100):
            assert number(next(stream)) == expected


def test_gaps_stand_where_the_line_was_lost(connect: Any, server: Server) -> None:
    with connect(reconnect=ReconnectPolicy.fixed(0.01)) as ami:
        with ami.subscribe(events.UserEvent, gaps=True) as stream, ami.states() as states:
            server.emit(1)
            assert number(stream.receive(WAIT)) == 1
            server.cut()
            assert [states.receive(WAIT) for _ in range(2)] == [
                ConnectionState.RECONNECTING, ConnectionState.CONNECTED,
            ]  # fmt: skip
            ami.wait_connected(timeout=WAIT)
            server.emit(2)
            kinds = [stream.receive(WAIT) for _ in range(3)]
            assert [getattr(item, "kind", None) for item in kinds] == ["disconnected", "resubscribed", None]


def test_a_predicate_that_fails_ends_its_stream_with_its_error(connect: Any, server: Server) -> None:
    with connect() as ami, ami.subscribe(events.UserEvent, where=lambda event: 1 / 0) as stream:
        server.emit(1)
        with pytest.raises(ZeroDivisionError):
            stream.receive(WAIT)


def test_a_call_in_the_loop_itself_is_refused(connect: Any, server: Server) -> None:
    with connect() as ami:
        with ami.subscribe(events.UserEvent, where=lambda _: ami.send(actions.Ping())) as stream:
            server.emit(1)
            with pytest.raises(RuntimeError, match="own loop"):
                stream.receive(WAIT)


def test_waiting_for_an_event_and_placing_a_call(connect: Any) -> None:
    with connect() as ami:
        with pytest.raises(errors.WaitTimeout, match="Hangup"):
            ami.wait_for(events.Hangup, timeout=0.01)
        result = ami.originate("Local/610@default", application="Wait", data="1", timeout=5)
        assert result.outcome is OriginateOutcome.BUSY
        with pytest.raises(errors.WaitTimeout, match="not closed within"):
            ami.wait_closed(timeout=0.01)


def test_streams_outside_of_their_blocks(connect: Any, server: Server) -> None:
    with connect() as ami:
        stream = ami.subscribe(events.UserEvent)
        with pytest.raises(RuntimeError, match="begin the stream first: with"):
            next(stream)
        with stream:
            server.emit(1)
        for read in (stream.receive, lambda: next(stream)):
            with pytest.raises(errors.ClientClosed, match="after its `with` block"):
                read()
        with pytest.raises(RuntimeError, match="only once"), stream:
            pytest.fail("entered")


def test_options_that_make_no_sense_are_refused_before_anything_happens(connect: Any) -> None:
    with pytest.raises(ValueError, match="backend must be 'asyncio' or 'trio'"):
        with anyio_ami.sync.connect(username="a", secret="b", backend="curio"):  # type: ignore[arg-type]
            pass
    with pytest.raises(ValueError, match="username and secret go together"):
        with anyio_ami.sync.connect(username="a"):
            pass
    with connect() as ami:
        with pytest.raises(TypeError, match=r"classes of anyio_ami\.events"):
            ami.subscribe(actions.Ping)
        with pytest.raises(ValueError, match="buffer"):
            ami.subscribe(buffer=0)


def test_a_refused_login_is_raised_on_entering(server: Server, backend: dict[str, Any]) -> None:
    pbx = server.pbx
    with pytest.raises(errors.AuthenticationError):
        with anyio_ami.sync.connect(pbx.host, pbx.port, username="admin", secret="wrong", **backend):
            pytest.fail("entered")


def test_the_secret_is_in_no_local_variable_of_a_traceback(server: Server, backend: dict[str, Any]) -> None:
    pbx = server.pbx
    with pytest.raises(errors.AuthenticationError) as failed:
        with anyio_ami.sync.connect(pbx.host, pbx.port, username="admin", secret="hu5h-hu5h", **backend):
            pass
    shown = traceback.TracebackException.from_exception(failed.value, capture_locals=True)
    ours = [frame for frame in shown.stack if "anyio_ami" in frame.filename]
    assert len(ours) > 3
    assert not [frame for frame in ours if "hu5h-hu5h" in str(frame.locals) and "tests" not in frame.filename]


def test_a_fleet(server: Server, backend: dict[str, Any]) -> None:
    with anyio_ami.sync.connect_fleet({"one": server.url}, boot_timeout=0, **backend) as fleet:
        fleet.add("two", server.url)
        fleet.wait_connected(timeout=WAIT)
        assert fleet.states() == dict.fromkeys(("one", "two"), ConnectionState.CONNECTED)
        assert fleet["two"].send(actions.Ping()).ping == "Pong"
        assert repr(fleet) == "<Fleet of 2 nodes, 2 connected>"
        with pytest.raises(KeyError, match="three"):
            fleet["three"]
        assert fleet["two"] is fleet["two"]
        with fleet.subscribe(events.UserEvent) as stream, fleet.changes() as changes:
            server.emit(1)
            nodes = {
                event.session.node for event in (stream.receive(WAIT), stream.receive(WAIT)) if event.session
            }
            assert nodes == {"one", "two"}
            fleet.remove("two")
            assert changes.receive(WAIT) == ("two", ConnectionState.DISCONNECTED)
        assert list(fleet) == ["one"]
    with pytest.raises(errors.ClientClosed):
        fleet.wait_connected()


def test_the_synchronous_face_has_what_the_asynchronous_one_has() -> None:
    def parameters(function: Any) -> dict[str, tuple[Any, Any]]:
        found = inspect.signature(function).parameters.values()
        return {one.name: (one.default, one.annotation) for one in found if one.name != "self"}

    theirs, ours = parameters(anyio_ami.connect_ami), parameters(anyio_ami.sync.connect)
    assert {name: ours[name] for name in theirs} == theirs
    assert list(ours)[len(theirs) :] == ["backend", "backend_options"]
    for face, model in (
        (anyio_ami.sync.AMIClient, anyio_ami.AMIClient),
        (anyio_ami.sync.Fleet, anyio_ami.Fleet),
        (anyio_ami.sync.ListStream, anyio_ami.ListStream),
        (anyio_ami.sync.Subscription, anyio_ami.Subscription),
    ):
        # A stream's `close` is the synchronous one of the two; a list is iterated, to its end.
        spared = {"aclose"} if model is anyio_ami.Subscription else {"aclose", "receive"}
        public = {name for name in vars(model) if not name.startswith("_")} - spared
        assert not {name for name in public if not hasattr(face, name)}, model
    for name in ("send", "originate", "stream"):
        theirs = parameters(getattr(anyio_ami.AMIClient, name))
        assert parameters(getattr(anyio_ami.sync.AMIClient, name)).keys() == theirs.keys()


def test_nobody_pays_for_it_who_does_not_use_it() -> None:
    code = "import sys, anyio_ami; print([name for name in sys.modules if name.startswith('anyio_ami.sync')])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
