"""Every action that a real server knows, sent once: the answer is of the class that the action declares."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import AMIClient, actions, errors, events, responses

from .._fit import misfits
from .fixtures import VERSIONS, AsteriskServer, connect, started
from .traffic.stage import Recorder, Stage, recording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from anyio_ami.actions import Action

pytestmark = [pytest.mark.anyio, pytest.mark.asterisk, pytest.mark.slow]

# Why an action of the server's is not sent here.
LEFT_OUT = {
    "Login": "the session's own",
    "Logoff": "the session's own: it ends the session",
    "Challenge": "the session's own: part of the login",
    "Events": "refused by the client: it holds the mask itself",
    "Filter": "refused by the client: a filter cannot be taken back",
    "WaitEvent": "refused by the client: it would hold back all events",
    "IAXnetstats": "refused by the client: its answer has no ActionID",
    "SKINNYshowdevice": "refused by the client: its answer has no ActionID",
    "SKINNYshowline": "refused by the client: its answer has no ActionID",
    "JabberSend": "needs a Jabber server",
}

# What is asked for here is not there, or cannot be done: the refusal is the answer.
REFUSED = {
    "AGI": "the channel is not in AGI(agi:async)",
    "BlindTransfer": "the channel is in no bridge",
    "BridgeKick": "the channel is in no bridge",
    "FAXSession": "no fax under way",
    "MessageSend": "nobody to send to",
    "QueueChangePriorityCaller": "no such caller",
    "QueueWithdrawCaller": "no such caller",
    "SorceryMemoryCacheExpire": "no such cache",
    "SorceryMemoryCacheExpireObject": "no such cache",
    "SorceryMemoryCachePopulate": "no such cache",
    "SorceryMemoryCacheStale": "no such cache",
    "SorceryMemoryCacheStaleObject": "no such cache",
}


class Scene:
    """What the actions are about."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.channel = ""
        """A channel that stays."""
        self.others: list[str] = []
        """Channels to part with."""
        self.bridges: list[str] = []
        """Bridges to part with."""
        self.room = ""
        """The channel in the conference "actions"."""
        self.file = f"made-{secrets.token_hex(4)}.conf"
        self.spool = f"/var/spool/asterisk.{stage.server.name}"

    async def build(self) -> None:
        stage = self.stage
        self.channel = (await stage.call("Local/answer@traffic/n", "Milliwatt")).channel
        for _ in range(8):
            self.others.append((await stage.call("Local/answer@traffic/n", "Wait", "60")).channel)
        for _ in range(2):
            call = await stage.call("Local/tocallee@traffic/n", "Wait", "60")
            entered = await stage.wait(events.BridgeEnter, call.other_has)
            self.bridges.append(entered.bridge_unique_id)
        talker = await stage.call("Local/answer@traffic/n", "ConfBridge", "actions,room,talker")
        await stage.wait(events.ConfbridgeJoin, talker.has)
        self.room = talker.channel
        await stage.send(actions.DBPut(family="actions", key="kept", val="1"))
        # The run before, on another backend, left it there.
        await stage.tried(actions.QueueAdd(queue="traffic", interface=MEMBER))


MEMBER = "Local/ring@traffic/n"
CONF = {"conference": "actions"}
MONITOR = "Local/nobody@traffic/n"

# Parameters of each action, in the order in which they are sent: what makes comes before what breaks.
PARAMETERS: dict[str, Callable[[Scene], dict[str, Any]]] = {
    "AGI": lambda s: {"channel": s.channel, "command": "NOOP"},
    "AOCMessage": lambda s: {"channel": s.channel, "msg_type": "D", "charge_type": "Free"},
    "AbsoluteTimeout": lambda s: {"channel": s.channel, "timeout": 300},
    "AgentLogoff": lambda s: {"agent": "1002"},
    "Command": lambda s: {"command": "core show uptime"},
    "ConfbridgeList": lambda s: CONF,
    "ConfbridgeLock": lambda s: CONF,
    "ConfbridgeUnlock": lambda s: CONF,
    "ConfbridgeMute": lambda s: {**CONF, "channel": s.room},
    "ConfbridgeUnmute": lambda s: {**CONF, "channel": s.room},
    "ConfbridgeSetSingleVideoSrc": lambda s: {**CONF, "channel": s.room},
    "ConfbridgeStartRecord": lambda s: {**CONF, "record_file": f"{s.spool}/actions.wav"},
    "ConfbridgeStopRecord": lambda s: CONF,
    "ControlPlayback": lambda s: {"channel": s.channel, "control": "pause"},
    "CoreShowChannelMap": lambda s: {"channel": s.channel},
    "CreateConfig": lambda s: {"file_name": s.file},
    "UpdateConfig": lambda s: {
        "src_file_name": s.file,
        "dst_file_name": s.file,
        "actions": {0: "NewCat"},
        "cats": {0: "one"},
    },
    "GetConfig": lambda s: {"file_name": "queues.conf"},
    "GetConfigJSON": lambda s: {"file_name": "queues.conf"},
    "ListCategories": lambda s: {"file_name": "queues.conf"},
    "DBPut": lambda s: {"family": "actions", "key": "gone", "val": "1"},
    "DBGet": lambda s: {"family": "actions", "key": "kept"},
    "DBGetTree": lambda s: {"family": "actions"},
    "DBDel": lambda s: {"family": "actions", "key": "gone"},
    "DBDelTree": lambda s: {"family": "actions"},
    "DialplanExtensionAdd": lambda s: {
        "context": "actions",
        "exten": "1",
        "priority": 1,
        "application": "NoOp",
    },
    "DialplanExtensionRemove": lambda s: {"context": "actions", "exten": "1"},
    "ExtensionState": lambda s: {"exten": "800", "context": "default"},
    "FAXSession": lambda s: {"session_number": 1},
    "Getvar": lambda s: {"channel": s.channel, "variable": "CHANNEL"},
    "LocalOptimizeAway": lambda s: {"channel": s.channel},
    "MWIUpdate": lambda s: {"mailbox": "actions@default"},
    "MWIGet": lambda s: {"mailbox": "actions@default"},
    "MWIDelete": lambda s: {"mailbox": "actions@default"},
    "MailboxCount": lambda s: {"mailbox": "1001@default"},
    "MailboxStatus": lambda s: {"mailbox": "1001@default"},
    "MessageSend": lambda s: {"to": "pjsip:nobody", "from_": "a", "body": "b"},
    "MixMonitor": lambda s: {"channel": s.channel, "file": f"{s.spool}/actions-mix.wav"},
    "MixMonitorMute": lambda s: {"channel": s.channel, "direction": "both", "state": True},
    "StopMixMonitor": lambda s: {"channel": s.channel},
    "ModuleCheck": lambda s: {"module": "app_queue"},
    "ModuleLoad": lambda s: {"module": "app_queue.so", "load_type": "reload"},
    "Monitor": lambda s: {"channel": s.channel, "file": f"{s.spool}/actions-mon"},
    "ChangeMonitor": lambda s: {"channel": s.channel, "file": f"{s.spool}/actions-mon2"},
    "PauseMonitor": lambda s: {"channel": s.channel},
    "UnpauseMonitor": lambda s: {"channel": s.channel},
    "StopMonitor": lambda s: {"channel": s.channel},
    "MuteAudio": lambda s: {"channel": s.channel, "direction": "in", "state": True},
    "Originate": lambda s: {
        "channel": "Local/short@traffic/n",
        "application": "Wait",
        "data": "1",
        "async_": True,
    },
    "PJSIPHangup": lambda s: {"channel": s.channel, "cause": 16},
    "PJSIPNotify": lambda s: {"endpoint": "alice", "variables": {"Event": "hello"}},
    "PJSIPQualify": lambda s: {"endpoint": "hold"},
    "PJSIPRegister": lambda s: {"registration": "wrong-home"},
    "PJSIPUnregister": lambda s: {"registration": "wrong-home"},
    "PJSIPSetMaintenance": lambda s: {"endpoint": "trunk", "state": True},
    "PJSIPShowEndpoint": lambda s: {"endpoint": "hold"},
    "Park": lambda s: {"channel": s.others.pop(), "parking_lot": "lot"},
    "PlayDTMF": lambda s: {"channel": s.channel, "digit": "1", "duration": 0.1},
    "PlayMF": lambda s: {"channel": s.channel, "digit": "1", "duration": 0.1},
    "PresenceState": lambda s: {"provider": "CustomPresence:anna"},
    "QueueAdd": lambda s: {"queue": "traffic", "interface": MONITOR},
    "QueueChangePriorityCaller": lambda s: {"queue": "traffic", "caller": "nobody", "priority": 1},
    "QueueLog": lambda s: {"queue": "traffic", "event_": "NOTE"},
    "QueueMemberRingInUse": lambda s: {"queue": "traffic", "interface": MEMBER, "ring_in_use": False},
    "QueuePause": lambda s: {"queue": "traffic", "interface": MEMBER, "paused": True},
    "QueuePenalty": lambda s: {"queue": "traffic", "interface": MEMBER, "penalty": 2},
    "QueueWithdrawCaller": lambda s: {"queue": "traffic", "caller": "nobody"},
    "QueueRemove": lambda s: {"queue": "traffic", "interface": MONITOR},
    "Reload": lambda s: {"module": "cdr"},
    "SIPnotify": lambda s: {"channel": "erik", "variables": {"Event": "hello"}},
    "SIPqualifypeer": lambda s: {"peer": "erik"},
    "SIPshowpeer": lambda s: {"peer": "erik"},
    "SendFlash": lambda s: {"channel": s.channel},
    "SendText": lambda s: {"channel": s.channel, "message": "hello"},
    "Setvar": lambda s: {"channel": s.channel, "variable": "ACTIONS", "value": "1"},
    "ShowDialPlan": lambda s: {"context": "traffic"},
    "SorceryMemoryCacheExpire": lambda s: {"cache": "none"},
    "SorceryMemoryCacheExpireObject": lambda s: {"cache": "none", "object": "none"},
    "SorceryMemoryCachePopulate": lambda s: {"cache": "none"},
    "SorceryMemoryCacheStale": lambda s: {"cache": "none"},
    "SorceryMemoryCacheStaleObject": lambda s: {"cache": "none", "object": "none"},
    "UserEvent": lambda s: {"user_event": "Actions"},
    "VoicemailUserStatus": lambda s: {"context": "default", "mailbox": "1001"},
    "VoicemailBoxSummary": lambda s: {"context": "default", "mailbox": "1001"},
    "VoicemailForward": lambda s: {
        "context": "default",
        "mailbox": "1001",
        "folder": "INBOX",
        "id": "none",
        "to_context": "default",
        "to_mailbox": "1002",
        "to_folder": "INBOX",
    },
    "VoicemailMove": lambda s: {
        "context": "default",
        "mailbox": "1001",
        "folder": "INBOX",
        "id": "none",
        "to_folder": "Old",
    },
    "VoicemailRemove": lambda s: {"context": "default", "mailbox": "1001", "folder": "INBOX", "id": "none"},
    "BridgeInfo": lambda s: {"bridge_unique_id": s.bridges[0]},
    "BridgeTechnologySuspend": lambda s: {"bridge_technology": "simple_bridge"},
    "BridgeTechnologyUnsuspend": lambda s: {"bridge_technology": "simple_bridge"},
    "Atxfer": lambda s: {"channel": s.others.pop(), "exten": "900", "context": "traffic"},
    "CancelAtxfer": lambda s: {"channel": s.channel},
    "Bridge": lambda s: {"channel1": s.others.pop(), "channel2": s.others.pop()},
    "BlindTransfer": lambda s: {"channel": s.others[0], "exten": "900", "context": "traffic"},
    "Redirect": lambda s: {
        "channel": s.others.pop(),
        "context": "traffic",
        "exten": "900",
        "priority": 1,
    },
    "Hangup": lambda s: {"channel": s.others.pop()},
    "BridgeKick": lambda s: {"bridge_unique_id": s.bridges[0], "channel": s.others[0]},
    "BridgeDestroy": lambda s: {"bridge_unique_id": s.bridges.pop()},
    "ConfbridgeKick": lambda s: {**CONF, "channel": s.room},
}


@pytest.fixture(scope="module", params=VERSIONS, ids=lambda version: f"asterisk{version}")
def server(
    request: pytest.FixtureRequest, asterisk_servers: Mapping[str, AsteriskServer]
) -> Iterator[AsteriskServer]:
    """A server with everything configured, for these tests alone, once for each version."""
    assert asterisk_servers  # installed, or this is skipped
    with started(request.param, "full") as server:
        yield server


def _wrong(action: Action[Any], answer: object, version: str) -> list[str]:
    """What about an answer is not as the action's class says."""
    declared = responses.lookup(action.answer.response)
    assert declared is not None
    items = tuple(filter(None, map(events.lookup, action.answer.items)))
    reply: object = answer
    wrong: list[str] = []
    parts: list[events.Event] = []
    if isinstance(answer, responses.ListResponse):
        reply = answer.response
        parts = list(answer)
        wrong += [f"an item is a {item.name}" for item in parts if items and not isinstance(item, items)]
        if answer.complete is not None:
            parts.append(answer.complete)
            if answer.complete.name != action.answer.complete:
                wrong.append(f"the list ends with {answer.complete.name}")
    elif action.answer.is_list:
        wrong.append("no list")
    if not isinstance(reply, declared):
        wrong.append(f"answered by {type(reply).__name__}")
    else:
        wrong += misfits(reply.headers.multi_items(), version, action.name)
    for part in parts:
        wrong += misfits(part.headers.multi_items(), version)
    return wrong


async def _known(ami: AMIClient) -> list[str]:
    """The actions of this server that have a class here, those with parameters in the order of the table."""
    listed = {name for name, _ in (await ami.send(actions.ListCommands())).headers.multi_items()}
    names = [name for name in actions.NAMES if name in listed and name not in PARAMETERS]
    return [name for name in (*names, *PARAMETERS) if name in listed and name not in LEFT_OUT]


async def test_every_action_is_answered_as_its_class_says(server: AsteriskServer) -> None:
    recorder = Recorder()
    wrong: dict[str, object] = {}
    async with (
        connect(server) as ami,
        recording(ami, recorder),
    ):
        scene = Scene(Stage(server, ami, recorder))
        await scene.build()
        known = await _known(ami)
        assert len(known) >= 120
        for name in known:
            cls: Any = actions.lookup(name)
            build = PARAMETERS.get(name)
            action: Action[Any] = cls(**(build(scene) if build is not None else {}))
            try:
                with anyio.fail_after(10):
                    answer = await ami.send(action)
            except errors.ActionError as exc:
                if name not in REFUSED:
                    wrong[name] = str(exc)
                elif found := misfits(exc.response.headers.multi_items(), server.version, name):
                    wrong[name] = found
            except (errors.AMIError, TimeoutError) as exc:
                wrong[name] = repr(exc)
            else:
                if name in REFUSED:
                    wrong[name] = "was not refused"
                elif found := _wrong(action, answer, server.version):
                    wrong[name] = found
        await scene.stage.clear()
    assert wrong == {}


def test_nothing_is_left_out_without_a_reason() -> None:
    assert set(PARAMETERS) | set(LEFT_OUT) | set(REFUSED) <= set(actions.NAMES)
    assert not set(PARAMETERS) & set(LEFT_OUT)
