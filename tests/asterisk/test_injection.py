"""Real servers: what would begin a second line never leaves, and what does leave is one action."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import actions, events
from anyio_ami.errors import AMIError, InvalidAction

from .fixtures import connect

if TYPE_CHECKING:
    from collections.abc import Callable

    from .fixtures import AsteriskServer

pytestmark = pytest.mark.anyio

SECOND = "Action: UserEvent{0}UserEvent: forged{0}{0}"
HOSTILE = [f"x{end}{SECOND.format(end)}" for end in ("\r\n", "\n", "\r", "\0")]
# Line ends elsewhere, and in the eyes of other encodings; and what would be undone by a second decoding.
ODD = [
    f"x{end}{SECOND.format(end)}" for end in ("\x0b", "\x0c", "\x85", "\u2028", "\udc8a", "\\r\\n", "%0d%0a")
]
PLACES: dict[str, Callable[[str], actions.Action[Any]]] = {
    "UserEvent": lambda text: actions.UserEvent(user_event=text),
    "UserEvent's body": lambda text: actions.UserEvent(user_event="x", body={"A": text}),
    "UserEvent's header": lambda text: actions.UserEvent(user_event="x", body={text.replace(":", ""): "A"}),
    "Setvar": lambda text: actions.Setvar(variable="INJECTED", value=text),
    "Setvar's name": lambda text: actions.Setvar(variable=text, value="x"),
    "Originate": lambda text: actions.Originate(channel=text, application="Wait", data="0.1", async_=True),
    "Originate's data": lambda text: actions.Originate(
        channel="Local/100@default", application="NoOp", data=text, async_=True
    ),
    "Originate's variables": lambda text: actions.Originate(
        channel="Local/100@default", application="NoOp", data="x", async_=True, variables={"X": text}
    ),
    "Command": lambda text: actions.Command(command=f"core show {text}"),
    "DBPut": lambda text: actions.DBPut(family="injected", key="k", val=text),
    "DBPut's key": lambda text: actions.DBPut(family="injected", key=text, val="x"),
    "Custom": lambda text: actions.Custom("Ping", {"X": text}),
}


@pytest.mark.parametrize("place", PLACES)
async def test_a_value_runs_no_second_action(asterisk: AsteriskServer, place: str) -> None:
    with anyio.fail_after(60):
        async with connect(asterisk) as ami, connect(asterisk) as other:
            async with ami.subscribe(events.UserEvent, buffer=10_000) as told:
                sent = ami.stats.bytes_sent
                for text in HOSTILE:
                    with pytest.raises(InvalidAction):
                        await ami.send(PLACES[place](text))
                assert ami.stats.bytes_sent == sent
                for text in ODD:
                    # A server may refuse it, as it likes; it is one action for it.
                    with suppress(AMIError):
                        await ami.send(PLACES[place](text))
                assert (await ami.send(actions.Ping())).ping == "Pong"
                assert ami.stats.pending == 0
                assert ami.stats.unmatched == 0
                # Actions of one session run in order: a second one would have told by now.
                await other.send(actions.UserEvent(user_event="end"))
                while (event := await told.receive()).user_event != "end":
                    assert event.user_event != "forged"
            assert ami.stats.reconnects == 0
            with suppress(AMIError):
                await ami.send(actions.DBDelTree(family="injected"))
            await ami.send(actions.Setvar(variable="INJECTED", value=""))


async def test_what_was_put_comes_back_as_it_was(asterisk: AsteriskServer) -> None:
    """An odd value is not only harmless: it is kept."""
    with anyio.fail_after(60):
        async with connect(asterisk) as ami:
            for text in ODD:
                await ami.send(actions.DBPut(family="injected", key="k", val=text))
                (item,) = await ami.send(actions.DBGet(family="injected", key="k"))
                assert item.val == text
            await ami.send(actions.DBDelTree(family="injected"))
