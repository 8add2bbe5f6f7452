"""The older channel drivers: IAX2, and in Asterisk 16 chan_sip, Skinny and call completion over SIP."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio_ami import actions, events

if TYPE_CHECKING:
    from collections.abc import Callable

    from .stage import Stage


async def iax(stage: Stage) -> None:
    """The lists of peers and registrations."""
    await stage.send(actions.IAXregistry())
    await stage.send(actions.IAXpeers())
    await stage.send(actions.IAXpeerlist())


async def chan_sip(stage: Stage) -> None:
    """Peers of chan_sip: states, registrations, qualification (to 20)."""
    if stage.major > 20:
        return
    await stage.until(actions.SIPshowregistry, lambda found: any(i.state == "Registered" for i in found))
    await stage.send(actions.SIPpeers())
    await stage.send(actions.SIPpeerstatus())
    await stage.send(actions.SIPshowpeer(peer="erik"))
    await stage.send(actions.SIPqualifypeer(peer="erik"))
    await stage.wait(events.SIPQualifyPeerDone)
    await stage.tried(actions.SIPnotify(channel="erik", variables={"Event": "hello"}))


async def skinny(stage: Stage) -> None:
    """Devices and lines of Skinny (to 20)."""
    if stage.major > 20:
        return
    await stage.send(actions.SKINNYdevices())
    await stage.send(actions.SKINNYlines())


async def completion(stage: Stage) -> None:
    """A caller who finds somebody busy is called back when both are free, or gives up (to 20)."""
    if stage.major > 20:
        return
    await _request(stage)
    # The caller talks when the callee becomes free: the call back waits until he has done.
    talk = await stage.call("PJSIP/answer@tochansip", "Milliwatt")
    await stage.send(actions.Setvar(variable="CCFREE", value="1"))
    await stage.call("SIP/ccallee", "Wait", "0.1")
    await stage.wait(events.CCCallerStartMonitoring)
    await stage.hang_up(talk)
    await stage.wait(events.CCCallerStopMonitoring)
    await stage.wait(events.CCCallerRecalling)
    done = await stage.wait(events.CCRecallComplete)
    await stage.send(actions.Hangup(channel="/^SIP\\/cc/"))
    await _request(stage, lambda e: e.core_id != done.core_id)
    await stage.originate("PJSIP/cccancel@tochansip", "Wait", "1")
    await stage.wait(events.CCFailure)


async def _request(stage: Stage, where: Callable[[events.CCAvailable], object] | None = None) -> None:
    """Find the callee busy, and ask to be called back."""
    await stage.send(actions.Setvar(variable="CCFREE", value="0"))
    await stage.originate("PJSIP/ccdial@tochansip", "Wait", "1")
    offered = await stage.wait(events.CCAvailable, where)
    await stage.wait(events.CCOfferTimerStart, lambda e: e.core_id == offered.core_id)
    await stage.originate("PJSIP/ccrequest@tochansip", "Wait", "1")
    await stage.wait(events.CCRequestAcknowledged, lambda e: e.core_id == offered.core_id)


SCENARIOS = (iax, chan_sip, skinny, completion)
