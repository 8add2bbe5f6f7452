"""What goes on at the simulated servers that the documents' snippets connect to."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import anyio

from anyio_ami.testing import DIALPLAN, Dialplan, FakeAsterisk

if TYPE_CHECKING:
    from anyio_ami.testing import FakeRequest

CONTEXTS: Dialplan = {
    name: {**DIALPLAN["default"], "_X.": (("Answer", ""), ("Wait", "5"))}
    for name in ("default", "outbound", "internal", "from-internal", "office")
}
_HINTS = [("100", "PJSIP/alice"), ("101", "PJSIP/bob")]
_STATES = [(0, "Idle"), (1, "InUse"), (8, "Ringing")]


def furnish(pbx: FakeAsterisk) -> None:
    """Endpoints, a queue, a call that never ends; and answers that the simulated server does not have."""
    for name in ("alice", "bob", "eve"):
        pbx.endpoint(name)
    pbx.queue("support", members=["PJSIP/alice", "PJSIP/bob"])
    pbx.start_call("PJSIP/carol", to="PJSIP/dave", talk=None)
    pbx.commands["module reload"] = "Module reloaded.\n"
    pbx.respond("ExtensionStateList", _extension_states)
    pbx.respond("AGI", partial(_agi, pbx))
    pbx.respond("ModuleLoad", lambda request: request.success("Module loaded."))


async def one_round(pbx: FakeAsterisk, second: float) -> None:
    """A call that is answered and some that are not, a caller in a queue, and what else is seen in a day.

    `second` is how long a second of it takes.
    """
    call = partial(pbx.call, "PJSIP/alice", to="PJSIP/bob", caller_id_num="100", caller_id_name="Alice")
    await anyio.sleep(second)
    await call(answer_after=2 * second, talk=5 * second, hung_up_by="callee")
    await call(refuses=17)
    await call(answer_after=math.inf, ring_seconds=3 * second)
    await pbx.queue("support").call(caller_id_num="0123", talk=5 * second, hung_up_by="agent")
    await pbx.call("Local/610@default")
    bob = pbx.endpoint("bob")
    bob.unregister()
    await anyio.sleep(second)
    bob.register()
    pbx.emit("ConfbridgeJoin", {"Conference": "1234", "Channel": "PJSIP/alice-00000009", "Admin": "No"})
    pbx.emit("Cdr", {"Source": "100", "Destination": "bob", "Disposition": "ANSWERED", "BillableSeconds": 5})
    pbx.emit("UserEvent", {"UserEvent": "Hello", "Key1": "value one"})
    for status, text in _STATES:
        pbx.emit("ExtensionStatus", _extension_state("100", "PJSIP/alice", status, text))
        await anyio.sleep(second)
    await _asks_a_program(pbx, second)


# -- hints --


def _extension_state(exten: str, hint: str, status: int = 0, text: str = "Idle") -> dict[str, Any]:
    return {"Exten": exten, "Context": "default", "Hint": hint, "Status": status, "StatusText": text}


def _extension_states(request: FakeRequest) -> bytes:
    items = [request.event("ExtensionStatus", _extension_state(*one)) for one in _HINTS]
    return request.listing("Extension Statuses will follow", items, "ExtensionStateListComplete")


# -- AsyncAGI --


async def _asks_a_program(pbx: FakeAsterisk, second: float) -> None:
    """A channel in AGI(agi:async), whose caller stays for some commands."""
    call = pbx.start_call("PJSIP/frank", to="PJSIP/grace", talk=None)
    await call.dialled.wait()
    [channel, *_] = call.channels
    environment = {"agi_request": "async", "agi_channel": channel.name, "agi_extension": "300"}
    lines = "".join(f"{name}: {value}\n" for name, value in environment.items())
    pbx.emit("AsyncAGIStart", [*channel.snapshot(), ("Env", quote(f"{lines}\n"))])
    with anyio.move_on_after(10 * second):
        await call.ended.wait()
    call.hangup()
    pbx.emit("AsyncAGIEnd", channel.snapshot())


def _agi(pbx: FakeAsterisk, request: FakeRequest) -> bytes:
    channel = pbx.exchange.find(request.get("Channel"))
    if channel is None:
        return request.error("Channel does not exist.")
    answer = [("CommandID", request.get("CommandID")), ("Result", quote("200 result=1\n"))]
    pbx.emit("AsyncAGIExec", [*channel.snapshot(), *answer])
    return request.success("Added AGI command to queue")
