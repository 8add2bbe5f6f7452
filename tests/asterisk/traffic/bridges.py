"""Bridges, conferences, parking, recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio_ami import actions, events

if TYPE_CHECKING:
    from .stage import Stage

WAIT = ("Wait", "60")


async def bridges(stage: Stage) -> None:
    """Two calls joined, looked at, merged, kicked, destroyed; technologies on and off."""
    first = await stage.call("Local/answer@traffic/n", *WAIT)
    second = await stage.call("Local/answer@traffic/n", *WAIT)
    await stage.send(actions.Bridge(channel1=first.channel, channel2=second.channel, tone="no"))
    entered = await stage.wait(events.BridgeEnter, second.has)
    listed = await stage.send(actions.BridgeList())
    assert entered.bridge_unique_id in {item.bridge_unique_id for item in listed}
    await stage.send(actions.BridgeInfo(bridge_unique_id=entered.bridge_unique_id))
    technologies = await stage.send(actions.BridgeTechnologyList())
    assert len(technologies) > 1
    name = "native_rtp"
    await stage.send(actions.BridgeTechnologySuspend(bridge_technology=name))
    await stage.send(actions.BridgeTechnologyUnsuspend(bridge_technology=name))
    third = await stage.call("Local/answer@traffic/n", *WAIT)
    fourth = await stage.call("Local/answer@traffic/n", *WAIT)
    await stage.send(actions.Bridge(channel1=third.channel, channel2=fourth.channel))
    other = await stage.wait(events.BridgeEnter, fourth.has)
    await stage.send(actions.BridgeKick(bridge_unique_id=other.bridge_unique_id, channel=fourth.channel))
    await stage.wait(events.BridgeLeave, fourth.has)
    await stage.send(actions.BridgeDestroy(bridge_unique_id=entered.bridge_unique_id))
    await stage.wait(events.BridgeDestroy, lambda e: e.bridge_unique_id == entered.bridge_unique_id)


async def conference(stage: Stage) -> None:
    """ConfBridge: who joins, is muted, heard, recorded, locked in, kicked."""
    room = "traffic"
    talker = await stage.call("Local/tone@traffic/n", "ConfBridge", f"{room},room,talker")
    joined = await stage.wait(events.ConfbridgeJoin, talker.has)
    admin = await stage.call("Local/answer@traffic/n", "ConfBridge", f"{room},room,admin")
    await stage.wait(events.ConfbridgeJoin, admin.has)
    await stage.wait(events.ConfbridgeTalking, talker.has)
    await stage.send(actions.ConfbridgeListRooms())
    await stage.send(actions.ConfbridgeList(conference=room))
    await stage.send(actions.ConfbridgeMute(conference=room, channel=admin.channel))
    await stage.wait(events.ConfbridgeMute)
    await stage.send(actions.ConfbridgeUnmute(conference=room, channel=admin.channel))
    await stage.wait(events.ConfbridgeUnmute)
    await stage.send(actions.ConfbridgeLock(conference=room))
    await stage.send(actions.ConfbridgeUnlock(conference=room))
    await stage.send(actions.ConfbridgeSetSingleVideoSrc(conference=room, channel=talker.channel))
    await stage.wait(events.BridgeVideoSourceUpdate)
    file = f"/var/spool/asterisk.{stage.server.name}/conference.wav"
    await stage.send(actions.ConfbridgeStartRecord(conference=room, record_file=file))
    await stage.wait(events.ConfbridgeRecord)
    await stage.send(actions.ConfbridgeStopRecord(conference=room))
    await stage.wait(events.ConfbridgeStopRecord)
    await stage.send(actions.ConfbridgeKick(conference=room, channel=admin.channel))
    await stage.wait(events.ConfbridgeLeave, admin.has)
    await stage.hang_up(talker)
    await stage.wait(events.ConfbridgeEnd, lambda e: e.conference == joined.conference)


async def parking(stage: Stage) -> None:
    """Parked calls: listed, fetched, given up, timed out, swapped."""
    space = await stage.call("Local/answer@traffic/n", "Park", "lot")
    parked = await stage.wait(events.ParkedCall, lambda e: e.parkee_unique_id == space.unique_id)
    await stage.send(actions.Parkinglots())
    await stage.send(actions.ParkedCalls())
    await stage.send(actions.ParkedCalls(parking_lot="lot"))
    await stage.call("Local/answer@traffic/n", "ParkedCall", f"lot,{parked.parking_space}")
    await stage.wait(events.UnParkedCall)
    quitter = await stage.call("Local/answer@traffic/n", "Park", "lot")
    await stage.wait(events.ParkedCall, lambda e: e.parkee_unique_id == quitter.unique_id)
    await stage.hang_up(quitter)
    await stage.wait(events.ParkedCallGiveUp)
    await stage.call("Local/answer@traffic/n", "Park", "brief")
    # The Local channel between is optimised away: the caller takes its place on the parking space.
    await stage.call("Local/tone@traffic/n", "Dial", "Local/park@traffic,30")
    await stage.wait(events.ParkedCallSwap)
    moved = await stage.call("Local/answer@traffic/n", *WAIT)
    await stage.send(actions.Park(channel=moved.channel, parking_lot="lot", timeout=30))
    await stage.wait(events.ParkedCall, lambda e: e.parkee_unique_id == moved.unique_id)
    await stage.wait(events.ParkedCallTimeOut)


async def recording(stage: Stage) -> None:
    """MixMonitor, and Monitor where there still is one (to 20)."""
    call = await stage.call("Local/tone@traffic/n", *WAIT)
    spool = f"/var/spool/asterisk.{stage.server.name}"
    await stage.send(actions.MixMonitor(channel=call.channel, file=f"{spool}/mix.wav", options="i(ID)"))
    await stage.wait(events.MixMonitorStart)
    for state in (True, False):
        await stage.send(actions.MixMonitorMute(channel=call.channel, direction="both", state=state))
    await stage.wait(events.MixMonitorMute)
    await stage.send(actions.StopMixMonitor(channel=call.channel))
    await stage.wait(events.MixMonitorStop)
    if stage.major <= 20:
        await stage.send(actions.Monitor(channel=call.channel, file=f"{spool}/mon", format="wav"))
        await stage.wait(events.MonitorStart)
        await stage.send(actions.ChangeMonitor(channel=call.channel, file=f"{spool}/mon2"))
        await stage.send(actions.PauseMonitor(channel=call.channel))
        await stage.send(actions.UnpauseMonitor(channel=call.channel))
        await stage.send(actions.StopMonitor(channel=call.channel))
        await stage.wait(events.MonitorStop)


SCENARIOS = (bridges, conference, parking, recording)
