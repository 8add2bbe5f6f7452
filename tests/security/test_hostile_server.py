"""A hostile server after the login: a named error where a bound is passed, and then the policy finds an
honest one; nothing but the truth where none is."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ConnectionState, Limits, actions
from anyio_ami.errors import ActionTimeout, ListOverflow, OutcomeUnknown, ProtocolError

from .hostile import OLD_GREETING, HostileServer, MiB, endless, hostile, message, still_works, success

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from anyio_ami import AMIClient

pytestmark = [pytest.mark.anyio, pytest.mark.slow]

EVENT = r"Limits\.event_bytes \(262144\)"
ANSWER = r"Limits\.response_bytes \(16777216\)"


def drips(begin: bytes, piece: bytes) -> Iterator[bytes]:
    """The beginning of something that would have 1 GiB in the end, in pieces of one read each."""
    yield begin
    for _ in range((1 << 30) // len(piece)):
        yield piece


# What a server writes unasked, and what the error says.
BREAKS: dict[str, tuple[Callable[[], Iterable[bytes]], str]] = {
    "an endless line": (lambda: drips(b"x", b"x" * 65_536), EVENT),
    "an endless event": (lambda: drips(b"Event: Hangup\r\n", b"A: b\r\n" * 5_000), EVENT),
    "an endless event of no known kind": (lambda: drips(b"Event: X\r\n", b"A: b\r\n" * 5_000), EVENT),
    "an endless first line": (lambda: drips(b"Event: ", b"x" * 1_000), EVENT),
    "an endless answer": (lambda: drips(b"Response: Success\r\n", b"A: b\r\n" * 9_000), ANSWER),
    "an endless answer of one line": (lambda: drips(b"Response: Success\r\nA: ", b"b" * 65_536), ANSWER),
    "a greeting without an end": (lambda: drips(b"Asterisk Call Manager/", b"1" * 65_536), EVENT),
    "1 GiB in drips": (lambda: drips(b"Event: Hangup\r\nA: ", b"x" * 511), EVENT),
    "1 GiB of line ends that are none": (lambda: drips(b"Event: X", b"\r\n\n\r\r\n\0" * 1_000), EVENT),
    "a million headers": (lambda: drips(b"Event: Hangup\r\n", b"A:\r\n" * 1_000), EVENT),
    "a million headers of an answer": (
        lambda: [b"Response: Success\r\n", *[b"A:\r\n" * 1_000] * 1_000, b"\r\n"],
        r"Limits\.response_lines \(262144\)",
    ),
    "1,025 headers": (
        lambda: [b"Event: Hangup\r\n" + b"A:\r\n" * 1_024 + b"\r\n"],
        r"Limits\.event_headers \(1024\)",
    ),
}


@pytest.mark.parametrize("kind", BREAKS)
async def test_a_bound(kind: str) -> None:
    data, text = BREAKS[kind]
    memory = 96 if "answer" in kind else 12
    async with hostile(memory=memory) as server, server.client() as ami:
        async with ami.subscribe() as stream:
            with pytest.raises(OutcomeUnknown) as caught:
                await given(ami, server, data())
            await still_works(ami)
            assert (await stream.receive()).name == "FullyBooted"
    (reason,) = server.errors
    assert type(reason) is ProtocolError
    with pytest.raises(ProtocolError, match=text):
        raise reason
    assert caught.value.__cause__ is reason
    assert str(reason).isprintable()
    assert len(str(reason)) < 300
    assert server.line.written < 18 * MiB


async def given(ami: AMIClient, server: HostileServer, data: Iterable[bytes]) -> None:
    """Send an action that is answered with this, and with nothing else."""
    server.scripts["Attack"] = lambda i: data
    await ami.send(actions.Custom("Attack"))


# -- lists -------------------------------------------------------------------------------------------


def items(action_id: str, size: int = 10) -> Iterator[bytes]:
    """An endless list of this action."""
    yield success(action_id, "EventList: start")
    item = message("Event: CoreShowChannel", f"ActionID: {action_id}", "Channel: " + "x" * size)
    yield from endless(item * 100)


async def test_an_endless_list_ends_at_its_bound() -> None:
    limits = Limits(list_items=5_000)
    async with (
        hostile({"CoreShowChannels": items}, memory=32) as server,
        server.client(limits=limits) as ami,
    ):
        with pytest.raises(OutcomeUnknown) as caught:
            await ami.send(actions.CoreShowChannels())
        assert caught.value.partial is not None
        assert len(caught.value.partial) == 5_001
        await still_works(ami)
    with pytest.raises(ProtocolError, match=r"more than 5000 items \(Limits\.list_items\)"):
        raise server.errors[0]


async def test_an_endless_list_that_nobody_reads_overflows_and_ends_nothing_else() -> None:
    """A streamed list has no bound but its buffer; the connection is as good as before."""

    def some(action_id: str) -> Iterator[bytes]:
        yield from itertools.islice(items(action_id), 200)

    async with hostile({"CoreShowChannels": some}, memory=32) as server, server.client() as ami:
        async with ami.stream(actions.CoreShowChannels(), buffer=1_000) as stream:
            await ami.send(actions.Ping())
            with pytest.raises(ListOverflow):
                async for _ in stream:
                    pass
        await still_works(ami)
        assert ami.stats.abandoned > 0
    assert server.errors == []


async def test_an_endless_list_of_a_caller_who_gave_up_is_kept_nowhere(virtual_clock: None) -> None:
    def some(action_id: str) -> Iterator[bytes]:
        listing = items(action_id, 1_000)
        yield next(listing)
        server.more = lambda: server.line.say(itertools.islice(listing, 100))

    async with hostile({"CoreShowChannels": some}, memory=16) as server, server.client() as ami:
        with pytest.raises(ActionTimeout):
            await ami.send(actions.CoreShowChannels(), timeout=1)
        server.more()
        await still_works(ami)
        assert ami.stats.abandoned == 10_000
    assert server.errors == []


# -- output of a command ---------------------------------------------------------------------------------


async def test_output_of_an_old_server_without_its_end_marker_ends_at_a_bound() -> None:
    def output(action_id: str) -> Iterator[bytes]:
        yield f"Response: Follows\r\nPrivilege: Command\r\nActionID: {action_id}\r\n".encode()
        yield from endless(b"line\n\r\n\r\n--END COMMAND--\r\n" * 500)

    async with (
        hostile({"Command": output}, greeting=[OLD_GREETING], memory=96) as server,
        server.client() as ami,
    ):
        with pytest.raises(OutcomeUnknown):
            await ami.send(actions.Command(command="core show version"))
        await still_works(ami)
    with pytest.raises(ProtocolError, match=ANSWER):
        raise server.errors[0]


@pytest.mark.parametrize("greeting", [OLD_GREETING, b"Asterisk Call Manager/11.0.0\r\n"])
@pytest.mark.parametrize(
    "text",
    [
        "Response: Follows\r\n\r\n",
        "Response: Follows\r\n--END COMMAND--\r\n\r\n",
        "Response: Follows\r\nActionID: {}\r\n\n--END COMMAND--\r\n\r\n",
        "Response: Follows\r\nActionID: {}\r\nResponse: Follows\r\n\r\n--END COMMAND--\r\n\r\n",
        "response: follows\r\nActionID: {}\r\n\r\n",
        "\r\nResponse: Follows\r\nActionID: {}\r\nOutput: x\r\n\r\n",
        "Response:Follows\r\nActionID: {}\r\n\r\n",
    ],
)
async def test_output_with_its_end_at_the_wrong_place(
    greeting: bytes, text: str, virtual_clock: None
) -> None:
    """It may be the answer or not; it ends no connection and holds nobody longer than the caller waits."""
    scripts = {"Command": lambda i: [text.format(i).encode(), success(i, "Output: x")]}
    async with hostile(scripts, greeting=[greeting]) as server, server.client(action_timeout=1) as ami:
        try:
            await ami.send(actions.Command(command="core show version"))
        except ActionTimeout:
            # What comes up to the next end marker is its output.
            server.line.say([b"--END COMMAND--\r\n\r\n"])
        await still_works(ami)
    assert server.errors == []


# -- answers that are nobody's ------------------------------------------------------------------------------


async def test_answers_twice_and_answers_to_nothing_settle_nothing_else() -> None:
    count = itertools.count(1)

    def ping(action_id: str) -> list[bytes]:
        mine = success(action_id, f"Ping: Pong {next(count)}")
        nobodys = success(action_id + "1", "Ping: forged") + success(action_id[:-1], "Ping: forged")
        return [
            nobodys + mine + mine + message("Response: Error", f"ActionID: {action_id}") + success("never")
        ]

    async with hostile({"Ping": ping}) as server, server.client() as ami:
        answers = [await ami.send(actions.Ping()) for _ in range(100)]
        assert [answer.ping for answer in answers] == [f"Pong {n}" for n in range(1, 101)]
        assert ami.stats.pending == 0
        assert ami.stats.unmatched == 500
        assert ami.state is ConnectionState.CONNECTED
    assert server.errors == []


async def test_duplicate_ids_and_several_ids_in_one_answer_settle_one_action() -> None:
    ids: list[str] = []
    got: list[Any] = [None, None]

    def held(action_id: str) -> list[bytes]:
        ids.append(action_id)
        return []

    def crossed(action_id: str) -> list[bytes]:
        first, second = ids
        both = message("Response: Success", f"ActionID: {first}", f"ActionID: {second}", "Message: first")
        return [both, both, success(second, "Message: second"), success(action_id, "Ping: Pong")]

    async with hostile({"Held": held, "Ping": crossed}) as server, server.client() as ami:
        async with anyio.create_task_group() as group:

            async def ask(place: int) -> None:
                got[place] = await ami.send(actions.Custom("Held"))

            for place in (0, 1):
                group.start_soon(ask, place)
                while len(ids) <= place:
                    await anyio.lowlevel.checkpoint()
            assert (await ami.send(actions.Ping())).ping == "Pong"
        assert [answer.message for answer in got] == ["first", "second"]
        assert ami.stats.pending == 0
        assert ami.stats.unmatched == 1
    assert server.errors == []


async def test_many_answers_to_nothing_are_counted_and_no_more() -> None:
    async with hostile(memory=8) as server, server.client() as ami:
        parts = [b"".join(success(f"{part}-{n}") for n in range(1_000)) for part in range(10)]
        server.line.say(itertools.chain.from_iterable(itertools.repeat(parts, 3)))
        await still_works(ami)
        assert ami.stats.unmatched == 30_000
    assert server.errors == []


async def test_events_with_our_action_id_before_its_answer_are_no_items() -> None:
    def listing(action_id: str) -> list[bytes]:
        item = message("Event: CoreShowChannel", f"ActionID: {action_id}", "Channel: x")
        end = message("Event: CoreShowChannelsComplete", f"ActionID: {action_id}", "EventList: Complete")
        return [item * 3 + end, success(action_id, "EventList: start"), item + end + end + item]

    async with hostile({"CoreShowChannels": listing}) as server, server.client() as ami:
        found = await ami.send(actions.CoreShowChannels())
        assert len(found) == 1
        await still_works(ami)
    assert server.errors == []
