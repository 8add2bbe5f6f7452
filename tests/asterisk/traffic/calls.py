"""Calls: their outcomes, digits, hold, hangup handlers, pickup, spying, optimisation, AOC, AGI."""

from __future__ import annotations

from typing import TYPE_CHECKING

import anyio

from anyio_ami import actions, events

if TYPE_CHECKING:
    from .stage import Stage

# Applications to run on the first half of a Local channel while its second half is in the dialplan.
WAIT = ("Wait", "60")


async def outcomes(stage: Stage) -> None:
    """A call that is answered, busy, congested, declined, rings too long, over Local and SIP channels."""
    for target in ("busy", "congestion", "decline", "nosuch"):
        call = await stage.originate(f"Local/{target}@traffic/n", *WAIT)
        await stage.gone(call)
    # Ringing is a state of dialling that chan_pjsip tells.
    for number in ("610", "611", "612", "614"):
        await stage.call(f"PJSIP/{number}@loop", *WAIT, answered=number == "614")
    for name in ("busy", "congestion", "decline"):
        dialled = await stage.call("Local/answer@traffic/n", "Dial", f"Local/{name}@traffic/n,5,g")
        await stage.wait(events.DialEnd, dialled.has)
    unanswered = await stage.call("Local/answer@traffic/n", "Dial", "PJSIP/613@loop,1,g")
    await stage.wait(events.DialState)
    await stage.wait(events.DialEnd, lambda e: e.unique_id == unanswered.unique_id)


async def details(stage: Stage) -> None:
    """Account, caller ID, music, hangup handlers, variables, status lists of one call."""
    call = await stage.call("Local/handlers@traffic/n", *WAIT, variables={"A": "one, two"}, account="a1")
    await stage.wait(events.HangupHandlerRun, call.other_has)
    await stage.wait(events.HangupHandlerPop, call.other_has)
    await stage.wait(events.NewAccountCode, call.other_has)
    await stage.wait(events.MusicOnHoldStop)
    other = await stage.call("Local/answer@traffic/n", *WAIT, caller_id='"Ben" <12>')
    await stage.send(actions.Setvar(channel=other.channel, variable="COLOUR", value='blue, "light"'))
    await stage.send(actions.Status(channel=other.channel, variables="COLOUR,NOPE"))
    await stage.send(actions.Status(all_variables=True))
    await stage.send(actions.CoreShowChannels())
    if stage.major >= 18:
        mapped = await stage.call("Local/tocallee@traffic/n", *WAIT)
        await stage.wait(events.BridgeEnter, mapped.other_has)
        await stage.send(actions.CoreShowChannelMap(channel=mapped.other))
    await stage.send(actions.AbsoluteTimeout(channel=other.channel, timeout=1))
    await stage.send(actions.SendText(channel=other.channel, message="hello"))
    await stage.send(actions.MuteAudio(channel=other.channel, direction="in", state=True))
    await stage.gone(other)
    regex = await stage.call("Local/answer@traffic/n", *WAIT)
    name = regex.channel.replace(";1", "").replace("/", ".")
    await stage.send(actions.Hangup(channel=f"/^{name};1/", cause=16))
    await stage.gone(regex)


async def digits(stage: Stage) -> None:
    """DTMF and flash, both ways, and a speaker who is heard."""
    call = await stage.call("Local/answer@traffic/n", "SendDTMF", "12f")
    await stage.wait(events.DTMFBegin, call.other_has)
    await stage.wait(events.DTMFEnd, call.other_has)
    await stage.wait(events.Flash)
    played = await stage.call("Local/answer@traffic/n", "Milliwatt")
    await stage.send(actions.PlayDTMF(channel=played.channel, digit="5", duration=0.1))
    await stage.wait(events.DTMFEnd, lambda e: e.digit == "5")
    if stage.major >= 18:
        await stage.send(actions.PlayMF(channel=played.channel, digit="5", duration=0.1))
        await stage.send(actions.SendFlash(channel=played.channel, receive=True))
    talker = await stage.call("Local/talk@traffic/n", "Playback", "demo-congrats")
    await stage.wait(events.ChannelTalkingStart, talker.other_has)
    await stage.wait(events.ChannelTalkingStop, talker.other_has)


async def hold(stage: Stage) -> None:
    """A SIP call that is put on hold by an attended transfer's beginning; RTCP both ways."""
    call = await stage.call("PJSIP/tone@hold", "Milliwatt")
    await stage.wait(events.RTCPSent)
    await stage.wait(events.RTCPReceived)
    await stage.hang_up(call)
    # Music requests pass through a Local channel that says /m.
    parted = await stage.call("Local/tocallee@traffic/nm", *WAIT)
    enter = await stage.wait(events.BridgeEnter, parted.other_has)
    peer = await stage.wait(
        events.BridgeEnter,
        lambda e: e.bridge_unique_id == enter.bridge_unique_id and e.unique_id != enter.unique_id,
    )
    await _consult(stage, peer.channel, "900")
    await stage.wait(events.Hold)
    await stage.tried(actions.CancelAtxfer(channel=peer.channel))
    await stage.wait(events.Unhold)


async def optimised(stage: Stage) -> None:
    """Local channels between others that are taken out of the way."""
    # Only where sound flows do they notice that nobody needs them.
    call = await stage.call("Local/tone@traffic/n", "Dial", "Local/tocallee@traffic")
    await stage.wait(events.LocalOptimizationBegin)
    await stage.wait(events.LocalOptimizationEnd)
    await stage.tried(actions.LocalOptimizeAway(channel=call.channel))


async def picked_up(stage: Stage) -> None:
    """A ringing call taken by somebody else."""
    ringing = await stage.originate("Local/ring@traffic/n", *WAIT, variables={"PICKUPMARK": "x"})
    await stage.wait(events.Newstate, lambda e: e.unique_id == ringing.unique_id and e.channel_state == 5)
    await stage.call("Local/answer@traffic/n", "PickupChan", ringing.channel)
    await stage.wait(events.Pickup)


async def spied_on(stage: Stage) -> None:
    """ChanSpy begins and ends."""
    victim = await stage.call("Local/tone@traffic/n", *WAIT)
    await stage.call("Local/answer@traffic/n", "ChanSpy", f"{victim.channel},qEX")
    await stage.wait(events.ChanSpyStart)
    await stage.hang_up(victim)
    await stage.wait(events.ChanSpyStop)


async def agi(stage: Stage) -> None:
    """A channel that takes its AGI commands from AMI."""
    call = await stage.call("Local/answer@traffic/n", "AGI", "agi:async")
    await stage.wait(events.AsyncAGIStart, call.has)
    await stage.send(actions.AGI(channel=call.channel, command="EXEC NoOp hello", command_id="first"))
    await stage.wait(events.AGIExecStart, call.has)
    await stage.wait(events.AGIExecEnd, call.has)
    await stage.wait(events.AsyncAGIExec, call.has)
    await stage.send(actions.AGI(channel=call.channel, command="ASYNCAGI BREAK"))
    await stage.wait(events.AsyncAGIEnd, call.has)


async def costs(stage: Stage) -> None:
    """Advice of charge, given to a channel."""
    call = await stage.call("Local/answer@traffic/n", *WAIT)
    for kind in ("D", "E"):
        await stage.send(
            actions.AOCMessage(
                channel=call.channel,
                msg_type=kind,
                charge_type="Currency",
                currency_name="EUR",
                currency_amount="5",
                currency_multiplier="OneHundredth",
                total_type="Total",
            )
        )


async def redirected(stage: Stage) -> None:
    """Redirect, blind and attended transfers, of calls that are bridged."""
    async with anyio.create_task_group() as group:
        group.start_soon(_blind, stage)
        group.start_soon(_attended, stage)
        group.start_soon(_redirect, stage)


async def _bridged(stage: Stage) -> tuple[str, str]:
    """The two channels of a new bridge: the caller's, and the one that was called."""
    call = await stage.call("Local/tocallee@traffic/n", *WAIT)
    enter = await stage.wait(events.BridgeEnter, call.other_has)
    peer = await stage.wait(
        events.BridgeEnter,
        lambda e: e.bridge_unique_id == enter.bridge_unique_id and e.unique_id != enter.unique_id,
    )
    return enter.channel, peer.channel


async def _blind(stage: Stage) -> None:
    _, peer = await _bridged(stage)
    await stage.send(actions.BlindTransfer(channel=peer, exten="answer", context="traffic"))
    await stage.wait(events.BlindTransfer, lambda e: e.transferer_channel == peer)


async def _attended(stage: Stage) -> None:
    _, peer = await _bridged(stage)
    await _consult(stage, peer, "900")
    # The transferer and the target are in a bridge: hanging up completes the transfer.
    await stage.send(actions.Hangup(channel=peer))
    await stage.wait(events.AttendedTransfer)


async def _consult(stage: Stage, peer: str, exten: str) -> None:
    """Begin an attended transfer, and wait until its target is there."""
    await stage.send(actions.Atxfer(channel=peer, exten=exten, context="traffic"))
    left = await stage.wait(events.BridgeLeave, lambda e: e.channel == peer)
    second = await stage.wait(
        events.BridgeEnter,
        lambda e: e.channel == peer and e.bridge_unique_id != left.bridge_unique_id,
    )
    await stage.wait(
        events.BridgeEnter,
        lambda e: e.channel != peer and e.bridge_unique_id == second.bridge_unique_id,
    )


async def _redirect(stage: Stage) -> None:
    caller, peer = await _bridged(stage)
    await stage.send(
        actions.Redirect(
            channel=caller,
            extra_channel=peer,
            context="traffic",
            exten="answer",
            priority=1,
            extra_context="traffic",
            extra_exten="short",
            extra_priority=1,
        )
    )
    await stage.wait(events.BridgeLeave, lambda e: e.channel == caller)


SCENARIOS = (outcomes, details, digits, hold, optimised, picked_up, spied_on, agi, costs, redirected)
