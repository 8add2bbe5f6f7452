"""What the tests of `ami.originate()` share: what real servers make of a call, and one made up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import anyio
from anyio.lowlevel import checkpoint

from anyio_ami import ReconnectPolicy
from anyio_ami._client.originate import OriginateOutcome

if TYPE_CHECKING:
    from anyio_ami import AMIClient
    from anyio_ami._client.originate import OriginateResult
    from anyio_ami.testing import FakeAsterisk, FakeRequest

Outcome = OriginateOutcome
Part = tuple[str, dict[str, Any]]

NEW: Part = ("Newchannel", {"Channel": "PJSIP/a-1"})
QUEUED = "Originate successfully queued"
# What a call is told by, on real servers: outcome, cause on 22 and on 16, reason.
STORIES: dict[str, tuple[Outcome, int | None, int | None, int]] = {
    "PJSIP/100@loop": (Outcome.ANSWERED, None, None, 4),
    "PJSIP/610@loop": (Outcome.BUSY, 17, 17, 0),
    "PJSIP/611@loop": (Outcome.CONGESTION, 34, 34, 0),
    "PJSIP/612@loop": (Outcome.FAILED, 21, 21, 0),
    "PJSIP/613@loop": (Outcome.NO_ANSWER, 19, 0, 3),
    "PJSIP/614@loop": (Outcome.ANSWERED, None, None, 4),
    "PJSIP/999@loop": (Outcome.FAILED, 1, 1, 0),
    "PJSIP/nosuch": (Outcome.FAILED, None, None, 0),
    "Nope/1": (Outcome.FAILED, None, None, 0),
    "Local/100@default": (Outcome.ANSWERED, None, None, 4),
    "Local/610@default": (Outcome.BUSY, 17, 17, 5),
    "Local/611@default": (Outcome.CONGESTION, 34, 34, 8),
    "Local/612@default": (Outcome.FAILED, 21, 21, 0),
    "Local/613@default": (Outcome.NO_ANSWER, 19, 0, 3),
    "Local/614@default": (Outcome.ANSWERED, None, None, 4),
    "Local/999@default": (Outcome.FAILED, 0, 0, 0),
    "PJSIP/500@loop": (Outcome.FAILED, 21, 16, 0),
    "Local/500@default": (Outcome.FAILED, 16, 16, 0),
    "PJSIP/602@loop": (Outcome.NO_ANSWER, 19, 0, 3),
    "Local/602@default": (Outcome.NO_ANSWER, 19, 0, 3),
    "PJSIP/@loop": (Outcome.FAILED, 1, 28, 0),
    "PJSIP/": (Outcome.FAILED, None, None, 0),
    "Local/@default": (Outcome.FAILED, 0, 0, 0),
    "Local/": (Outcome.FAILED, 0, 0, 0),
}
UNMADE = ("PJSIP/nosuch", "PJSIP/", "Nope/1")
"""Those of `STORIES` of which no channel is made."""
WAIT: dict[str, Any] = {"application": "Wait", "data": "0.1"}
TO_100: dict[str, Any] = {"exten": "100", "context": "default"}
NO_EXTEN = "Extension does not exist."
TOO_LONG = "Uniqueid length exceeds maximum of 149"
# What real servers (16 and 22) refuse at once, and the text.
REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("Local/101@default", {**TO_100, "priority": 7}, NO_EXTEN),
    ("Local/101@default", {**TO_100, "priority": -1}, NO_EXTEN),
    ("Local/101@default", {**TO_100, "exten": ""}, NO_EXTEN),
    ("Local/101@default", {**TO_100, "priority": "x1"}, "Invalid priority"),
    ("Local", {**TO_100, "exten": "no"}, "Invalid channel"),
    ("", WAIT, "Channel not specified"),
    ("", {**WAIT, "channel_id": "r" * 150}, TOO_LONG),
    ("Local/101@default", {**WAIT, "channel_id": "s" * 148}, TOO_LONG),  # with ;2 for the other half
    ("Local/101@default", {**WAIT, "other_channel_id": "t" * 150}, TOO_LONG),
    ("PJSIP/101@loop", {**WAIT, "channel_id": "u" * 150}, TOO_LONG),
]
# What they take although it looks wrong, and whether it is answered then.
TAKEN: list[tuple[str, dict[str, Any], bool]] = [
    ("Local/101@default", {**TO_100, "priority": ""}, True),
    ("Local/101@default", {**TO_100, "priority": "1x"}, True),
    ("Local/101@default", {**TO_100, "priority": 0}, True),
    ("Local/101@default", {"application": ""}, True),
    ("Local/101@default", {"application": "Wait"}, True),
    ("Local/101@default", {"application": "Wait", "data": "x"}, True),
    ("Local/101@default", {**WAIT, "channel_id": "v" * 147}, True),
    ("Local/101@default", {**WAIT, "channel_id": "w" * 149, "other_channel_id": "x"}, True),
    ("PJSIP/101@loop", {**WAIT, "channel_id": "y" * 149}, True),
    ("Local/101@default", {**WAIT, "channel_id": "both", "other_channel_id": "BOTH"}, False),
]
RETRY = ReconnectPolicy.fixed(3600)


def hangup(cause: int) -> Part:
    return ("Hangup", {"Channel": "PJSIP/a-1", "Cause": cause})


def response(answer: str, reason: int, channel: str = "PJSIP/a") -> Part:
    return ("OriginateResponse", {"Response": answer, "Reason": reason, "Channel": channel})


def busy() -> Part:
    return response("Failure", 0)


def play(pbx: FakeAsterisk, parts: list[Part], *, pause: float = 0) -> None:
    """Answer each Originate with `QUEUED` and then these events, ``pause`` seconds apart."""

    async def tell(channel_id: str, action_id: str | None) -> None:
        await checkpoint()  # the answer goes first
        for name, headers in parts:
            own = {"ActionID": action_id} if name == "OriginateResponse" else {}
            pbx.emit(name, {**own, "Uniqueid": channel_id, **headers})
            await anyio.sleep(pause)

    def originate(request: FakeRequest) -> bytes:
        pbx.in_background(tell, request.get("ChannelId"), request.action_id)
        return request.success(QUEUED)

    pbx.respond("Originate", originate)


async def call(ami: AMIClient, channel: str = "PJSIP/a", **options: Any) -> OriginateResult:
    """Place a call with an application and a timeout, where the options do not say otherwise."""
    chosen: dict[str, Any] = {"application": "Wait", "data": "1", "timeout": 1.5, **options}
    return await ami.originate(channel, **chosen)
