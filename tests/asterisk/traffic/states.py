"""Device, presence and extension states, the database, user events, the dialplan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from anyio_ami import actions, events

if TYPE_CHECKING:
    from .stage import Stage


async def states(stage: Stage) -> None:
    """A lamp and a person whose states change, and the lists of all of them."""
    for state in ("BUSY", "NOT_INUSE", "RINGING", "INUSE"):
        await stage.send(actions.Setvar(variable="DEVICE_STATE(Custom:lamp)", value=state))
    await stage.wait(events.DeviceStateChange, lambda e: e.device == "Custom:lamp")
    await stage.wait(events.ExtensionStatus, lambda e: e.exten == "800")
    presence = "PRESENCE_STATE(CustomPresence:anna)"
    await stage.send(actions.Setvar(variable=presence, value="away,lunch,back at 1"))
    await stage.send(actions.Setvar(variable=presence, value="available,desk,here"))
    await stage.wait(events.PresenceStateChange, lambda e: e.presentity == "CustomPresence:anna")
    await stage.wait(events.PresenceStatus)
    await stage.send(actions.PresenceState(provider="CustomPresence:anna"))
    await stage.send(actions.ExtensionState(exten="800", context="default"))
    await stage.send(actions.DeviceStateList())
    await stage.send(actions.PresenceStateList())
    await stage.send(actions.ExtensionStateList())


async def database(stage: Stage) -> None:
    """The server's small database."""
    for key in ("a", "b"):
        await stage.send(actions.DBPut(family="traffic", key=key, val="v"))
    await stage.send(actions.DBGet(family="traffic", key="a"))
    if stage.major >= 18:
        await stage.send(actions.DBGetTree(family="traffic"))
    else:
        await stage.tried(actions.DBGetTree(family="traffic"))
    await stage.send(actions.DBDel(family="traffic", key="a"))
    await stage.send(actions.DBDelTree(family="traffic"))


async def said(stage: Stage) -> None:
    """User events from AMI and from the dialplan."""
    await stage.send(actions.UserEvent(user_event="Traffic", body=[("Key", "one"), ("Key", "two")]))
    await stage.call("Local/answer@traffic/n", "UserEvent", "Dialplan,Key: value")
    await stage.wait(events.UserEvent, lambda e: e.user_event == "Dialplan")
    await stage.send(actions.Setvar(variable="TRAFFIC", value="global"))
    await stage.wait(events.VarSet, lambda e: e.variable == "TRAFFIC")


async def dialplan(stage: Stage) -> None:
    """An extension comes and goes; the dialplan as a list."""
    await stage.send(
        actions.DialplanExtensionAdd(
            context="added", exten="1", priority="1", application="NoOp", app_data="x"
        )
    )
    await stage.send(actions.ShowDialPlan(context="added"))
    await stage.send(actions.DialplanExtensionRemove(context="added", exten="1"))
    await stage.send(actions.ShowDialPlan())


SCENARIOS = (states, database, said, dialplan)
