"""Before a call is placed: its parameters checked, its unique ids chosen."""

from __future__ import annotations

import itertools
import math
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

import msgspec

from anyio_ami._check import seconds
from anyio_ami.errors import InvalidAction

if TYPE_CHECKING:
    from collections.abc import Generator

    from anyio_ami import actions


class ChannelIds:
    """Unique ids for channels of ours, in the shape of Asterisk's own (``name-seconds.number``).

    They share no text with our ActionIDs: frames that hold one of those are
    looked at one by one.
    """

    def __init__(self) -> None:
        self._name = f"ami{os.urandom(6).hex()}"
        self._numbers = itertools.count(1)
        self._claimed: set[str] = set()

    def new(self) -> str:
        """An id that no other client in the world gives.

        All are of one length: a server takes an id for one in use when another
        channel's begins with it (22 refused ``...1`` because of ``...12``).
        """
        return f"{self._name}-{int(time.time())}.{next(self._numbers):08d}"

    @contextmanager
    def claimed(self, action: actions.Originate) -> Generator[actions.Originate, None, None]:
        """The action with its unique ids, which no other call of ours may ask for meanwhile."""
        unique_id = action.channel_id or self.new()
        other_id = action.other_channel_id
        if other_id is None and action.channel.lower().startswith("local/"):
            other_id = f"{unique_id};2"
        if unique_id in self._claimed:
            msg = f"Originate: channel_id {unique_id!r} is that of a call that is being placed already"
            raise InvalidAction(msg, field="channel_id")
        self._claimed.add(unique_id)
        try:
            yield msgspec.structs.replace(action, channel_id=unique_id, other_channel_id=other_id)
        finally:
            self._claimed.discard(unique_id)


def checked(action: actions.Originate) -> actions.Originate:
    """The action as it is; InvalidAction that names a parameter which cannot be."""
    channel = cast("object", action.channel)
    if not isinstance(channel, str):
        msg = f"Originate: channel must be text, not {type(channel).__name__}"
        raise InvalidAction(msg, field="channel")
    if action.application is None and (action.exten is None or action.context is None):
        msg = "Originate needs application=, or both exten= and context="
        raise InvalidAction(msg, field="application" if action.exten is None else "context")
    if action.application is not None and action.exten is not None:
        msg = "Originate takes application= or exten=, not both"
        raise InvalidAction(msg, field="exten")
    for field in ("channel_id", "other_channel_id"):
        unique_id = getattr(action, field)
        if unique_id is not None and not _is_unique_id(unique_id):
            msg = f"Originate: {field} must be text without blanks at its ends, not {unique_id!r}"
            raise InvalidAction(msg, field=field)
    if not 0.001 <= seconds("timeout", action.timeout) < math.inf:
        msg = "Originate: timeout must be more than 0 seconds, and bounded"
        raise InvalidAction(msg, field="timeout")
    return action


def _is_unique_id(value: object) -> bool:
    # The server drops blanks, and then the events have another id than the one that is looked for.
    return isinstance(value, str) and bool(value) and value[0] > " " and value[-1] > " "
