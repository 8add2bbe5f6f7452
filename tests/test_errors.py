"""The tree of errors, as it is drawn, pickled and raised anew."""

from __future__ import annotations

import copy
import pickle
import re
import traceback
from typing import Any

import pytest

from anyio_ami import errors, events
from anyio_ami.errors import AMIError, fresh
from anyio_ami.responses import ListResponse, Response

TREE = {
    "AMIError": "Exception",
    "ConnectError": "AMIError",
    "ConnectTimeout": "ConnectError",
    "TLSError": "ConnectError",
    "CertificateError": "TLSError",
    "AuthenticationError": "AMIError",
    "FilterRefused": "AMIError",
    "ConnectionLost": "AMIError",
    "OutcomeUnknown": "ConnectionLost",
    "NotSent": "ConnectionLost",
    "NotConnected": "NotSent",
    "ActionTimeout": "AMIError",
    "ActionError": "AMIError",
    "PermissionDenied": "ActionError",
    "NotFound": "ActionError",
    "ShuttingDown": "ActionError",
    "InvalidAction": "AMIError",
    "UnsupportedAction": "InvalidAction",
    "WaitTimeout": "AMIError",
    "ProtocolError": "AMIError",
    "EventsLost": "AMIError",
    "ListOverflow": "AMIError",
    "ClientClosed": "AMIError",
}
REPLY = Response(outcome="Error", action_id="a1", message="Permission denied")
TORN = ListResponse(response=REPLY, items=[events.Hangup(channel="c")], complete=None, expected=None)


def make(name: str) -> AMIError:
    cls: Any = getattr(errors, name)
    made: AMIError
    if name == "OutcomeUnknown":
        return errors.OutcomeUnknown("text", action_id="a1", partial=TORN)
    if name == "ActionTimeout":
        return errors.ActionTimeout("text", sent=True, action_id="a1")
    if name == "WaitTimeout":
        return errors.WaitTimeout("text", types=("Hangup",), seconds=1.5)
    if name == "UnsupportedAction":
        return errors.UnsupportedAction("text", field="codecs", versions=(16, 18))
    if name == "PermissionDenied":
        return errors.PermissionDenied("text", response=REPLY, action="Reload", classes=("system",))
    if issubclass(cls, errors.ActionError):
        made = cls("text", response=REPLY)
        return made
    if name == "InvalidAction":
        return errors.InvalidAction("text", field="command")
    if name == "FilterRefused":
        return errors.FilterRefused("text", filter="!RTCP")
    if name == "EventsLost":
        return errors.EventsLost(42)
    if name == "CertificateError":
        return errors.CertificateError("text", reason="expired")
    made = cls("text")
    return made


ATTRIBUTES: dict[str, dict[str, Any]] = {
    "OutcomeUnknown": {"action_id": "a1", "partial": TORN},
    "ActionTimeout": {"action_id": "a1", "sent": True},
    "ActionError": {"response": REPLY},
    "PermissionDenied": {"response": REPLY, "action": "Reload", "classes": ("system",)},
    "NotFound": {"response": REPLY},
    "ShuttingDown": {"response": REPLY},
    "InvalidAction": {"field": "command"},
    "UnsupportedAction": {"field": "codecs", "versions": (16, 18)},
    "WaitTimeout": {"types": ("Hangup",), "seconds": 1.5},
    "EventsLost": {"count": 42},
    "FilterRefused": {"filter": "!RTCP"},
    "CertificateError": {"reason": "expired"},
}


def test_the_tree_is_the_one_that_is_promised() -> None:
    assert sorted(errors.__all__) == sorted(TREE)
    for name, base in TREE.items():
        cls = getattr(errors, name)
        assert cls.__bases__[0].__name__ == base
    timeouts = ("ConnectTimeout", "ActionTimeout", "WaitTimeout")
    for name in timeouts:
        assert getattr(errors, name).__bases__[1] is TimeoutError
    others = [n for n in TREE if n not in timeouts]
    assert not any(issubclass(getattr(errors, n), (TimeoutError, OSError)) for n in others)


def test_the_tree_is_drawn_at_the_top_of_the_module() -> None:
    assert errors.__doc__ is not None
    drawn: list[tuple[int, str]] = [(0, "AMIError")]
    parents: dict[str, str] = {}
    for line in errors.__doc__.splitlines():
        found = re.match(r"    ((?:│   |    )*)[├└]── (\w+)", line)
        if found:
            depth = len(found[1]) // 4 + 1
            drawn = [entry for entry in drawn if entry[0] < depth]
            parents[found[2]] = drawn[-1][1]
            drawn.append((depth, found[2]))
    assert parents == {name: base for name, base in TREE.items() if name != "AMIError"}


def pickled(error: AMIError) -> Any:
    return pickle.loads(pickle.dumps(error))


@pytest.mark.parametrize("rebuild", [pickled, copy.copy, copy.deepcopy])
@pytest.mark.parametrize("name", TREE)
def test_every_error_survives_pickle_and_copy_with_what_it_carries(name: str, rebuild: Any) -> None:
    error = make(name)
    again = rebuild(error)
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert again.args == error.args
    assert {key: getattr(again, key) for key in ATTRIBUTES.get(name, {})} == ATTRIBUTES.get(name, {})


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_every_pickle_protocol_works(protocol: int) -> None:
    for name in TREE:
        again = pickle.loads(pickle.dumps(make(name), protocol))
        assert (type(again).__name__, str(again)) == (name, str(make(name)))


@pytest.mark.parametrize("name", TREE)
def test_fresh_gives_a_new_instance_chained_to_the_stored_one(name: str) -> None:
    stored = make(name)
    try:
        raise stored
    except AMIError:
        pass
    deep = traceback.extract_tb(stored.__traceback__)
    first, second = fresh(stored), fresh(stored)
    assert first is not stored
    assert first is not second
    assert type(first) is type(stored)
    assert str(first) == str(stored)
    assert first.__cause__ is stored
    assert first.__suppress_context__
    assert first.__traceback__ is None
    assert {key: getattr(first, key) for key in ATTRIBUTES.get(name, {})} == ATTRIBUTES.get(name, {})
    with pytest.raises(type(stored)):
        raise first
    assert list(traceback.extract_tb(stored.__traceback__)) == list(deep), (
        "the stored one's traceback does not grow"
    )


def test_fresh_does_not_hand_on_notes() -> None:
    stored = make("ConnectionLost")
    stored.__dict__["__notes__"] = ["seen elsewhere"]
    again = fresh(stored)
    assert not getattr(again, "__notes__", [])
    assert stored.__dict__["__notes__"] == ["seen elsewhere"]


def test_messages_say_what_to_do() -> None:
    lost = errors.EventsLost(42)
    assert "42 events were lost" in str(lost)
    assert "buffer=" in str(lost)
    assert str(make("NotSent")) == "text"


def test_defaults() -> None:
    assert (errors.OutcomeUnknown("x").action_id, errors.OutcomeUnknown("x").partial) == (None, None)
    assert errors.ActionTimeout("x", sent=False).action_id is None
    assert errors.InvalidAction("x").field is None
