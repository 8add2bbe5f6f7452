"""Whether two messages are the same in all that a user can see of them."""

from __future__ import annotations

from typing import Any

from anyio_ami import from_json, to_json


def require_same(one: Any, other: Any) -> None:
    """Two messages from the same bytes."""
    assert type(one) is type(other), (type(one), type(other))
    for field in other.__struct_fields__:
        a, b = getattr(one, field), getattr(other, field)
        assert type(a) is type(b), (field, a, b)
        # The text shows the order of keys and their types, which == does not see.
        assert a == b, (field, a, b)
        assert repr(a) == repr(b), (field, a, b)
    assert one == other
    assert hash(one) == hash(other)
    assert repr(one) == repr(other)
    assert one.raw == other.raw
    assert one.headers == other.headers
    assert one.headers.unparsed == other.headers.unparsed
    assert (one.seq, one.session, one.received) == (other.seq, other.session, other.received)
    assert to_json(one) == to_json(other)


def require_lossless(message: Any) -> None:
    """A message from a socket comes back from JSON equal, with every header that it came with."""
    written = to_json(message)
    again: Any = from_json(written)
    assert type(again) is type(message)
    assert again == message, (again, message)
    assert repr(again) == repr(message)
    assert hash(again) == hash(message)
    came, back = message.headers, again.headers
    (first, value), *pairs = came.multi_items()
    # How the first line is spelt tells nothing.
    pairs.insert(0, (first.capitalize(), value))
    assert _by_name(back.multi_items()) == _by_name(pairs), (back, came)
    assert back.unparsed == came.unparsed
    # The texts that stand beside their fields come first from now on.
    once = to_json(again)
    assert to_json(from_json(once)) == once


def _by_name(pairs: list[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    # Rebuilt headers have the typed ones first: only the order within one name must be kept.
    found: dict[str, list[tuple[str, str]]] = {}
    for name, value in pairs:
        found.setdefault(name.lower(), []).append((name, value))
    return found
