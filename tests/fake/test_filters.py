"""Event filters of the simulated Asterisk: POSIX expressions and their errors, as real servers take them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio
import pytest

from anyio_ami.testing import FakeAsterisk

from .wire import Wire, connected

if TYPE_CHECKING:
    from ..asterisk.fixtures import AsteriskServer

pytestmark = pytest.mark.anyio

TAKEN = "Response: Success\nMessage: Success"
NOT_COMPILED = "Response: Error\nMessage: Filter did not compile.  Check the syntax of the filter given."

# What is asked for, and which of the user events `KEYS` it lets through.
KEYS = ("a", "B", "7", "a b", "a\tb", "_", "F", "g")
EXPRESSIONS = [
    ("Key: [[:digit:]]", ("7",)),
    ("Key: [[:upper:]]", ("B", "F")),
    ("Key: [[:lower:]]", ("a", "a b", "a\tb", "g")),
    ("Key: [[:alpha:]]", ("a", "B", "a b", "a\tb", "F", "g")),
    ("Key: [[:alnum:]]+[[:cntrl:]]", ("a", "B", "7", "a\tb", "F", "g")),
    ("Key: [[:xdigit:]][[:cntrl:]]", ("a", "B", "7", "a\tb", "F")),
    ("Key: [[:alnum:]][[:blank:]]", ("a b", "a\tb")),
    ("Key: a[[:space:]]b", ("a b", "a\tb")),
    ("Key: [^[:alnum:]]", ("_",)),
    ("Key: [[:digit:]_]", ("7", "_")),
    ("Key: [[:punct:]]", ("_",)),
    ("Key: [[:graph:]]{2}", ()),
    ("Key: [[:print:]]{2}", ("a b",)),
    ("^Event: (FullyBooted|UserEvent)[[:cntrl:]]", KEYS),
    ("^Event: (FullyBooted|UserEven)[[:cntrl:]]", ()),
    ("^UserEvent: ", ()),
    ("!Key: [[:alnum:]]", ("_",)),
    ("![[:cntrl:]]Key: [a-g][[:cntrl:]]", ("B", "7", "a b", "_", "F")),
]


async def test_two_filters_let_through_what_either_matches() -> None:
    async with FakeAsterisk() as pbx:
        wire = await connected(pbx, "user")
        for text in ("Key: a[[:cntrl:]]", "Key: [[:digit:]]"):
            assert await wire.ask(f"Action: Filter\nOperation: Add\nFilter: {text}") == TAKEN
        assert await seen(wire) == ["a", "a\tb", "7"]


async def seen(wire: Wire) -> list[str]:
    """Which of the user events come back to the session that caused them."""
    for key in KEYS:
        await wire.act(f"Action: UserEvent\nActionID: u\nUserEvent: Keys\nKey: {key}")
    await wire.act("Action: Ping\nActionID: end")
    found: list[str] = []
    while True:
        message = await wire.message()
        if "ActionID: end" in message:
            return sorted(found, key=["a", "a b", "a\tb", "B", "F", "g", "7", "_"].index)
        if message.startswith("Event: UserEvent"):
            found.append(message.partition("Key: ")[2].partition("\n")[0])


@pytest.mark.parametrize(("text", "keys"), EXPRESSIONS, ids=[text for text, _ in EXPRESSIONS])
@pytest.mark.parametrize("version", ["22", "16"])
async def test_posix_expressions(text: str, keys: tuple[str, ...], version: str) -> None:
    async with FakeAsterisk(version) as pbx:
        wire = await connected(pbx, "user")
        assert await wire.ask(f"Action: Filter\nOperation: Add\nFilter: {text}") == TAKEN
        assert set(await seen(wire)) == set(keys)


async def test_the_same_of_a_real_server(asterisk: AsteriskServer) -> None:
    for text, keys in EXPRESSIONS:
        async with await anyio.connect_tcp(asterisk.host, asterisk.port) as stream:
            wire = Wire(stream)
            await wire.until(b"\r\n")
            await wire.login("user")
            assert await wire.ask(f"Action: Filter\nOperation: Add\nFilter: {text}") == TAKEN
            assert (text, set(await seen(wire))) == (text, set(keys))


@pytest.mark.parametrize("text", ["(", "[", "[[:nonsense:]]", "a{2,1}"])
async def test_what_does_not_compile(text: str, asterisk: AsteriskServer) -> None:
    async with FakeAsterisk(asterisk.version) as pbx:
        async with await anyio.connect_tcp(asterisk.host, asterisk.port) as stream:
            for wire in (Wire(stream), Wire(await pbx.connect())):
                await wire.until(b"\r\n")
                await wire.login("off")
                assert await wire.ask(f"Action: Filter\nOperation: Add\nFilter: {text}") == NOT_COMPILED
