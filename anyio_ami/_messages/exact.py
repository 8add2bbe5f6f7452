"""What typed fields alone would lose: texts that a field cannot give back as they came.

A number spelt ``007``, a header that came empty, a name in another case: the
field has the value, and the text has to be kept beside it wherever the frame
itself is not (JSON, pickle, copy).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .headers import Headers
from .plans import family_header, plan_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import msgspec

    from .plans import Plan

Pair = tuple[str, str]
Place = tuple[int, Any]


class Kept(NamedTuple):
    """What is kept of a frame that is gone."""

    texts: tuple[Pair, ...] = ()
    """The headers of typed fields that do not give back the text that came."""
    unparsed: tuple[str, ...] = ()
    """The lines without a colon."""


def kept_from(message: msgspec.Struct, headers: Headers) -> Kept:
    """What the fields and `extra` of a message would lose of the headers that it came with."""
    plan = plan_of(type(message))
    texts = [pair for pair, place in _untold(plan, message, headers.multi_items()[1:]) if place is not None]
    return Kept(tuple(texts), tuple(headers.unparsed))


def untyped(
    message: msgspec.Struct, extra: Sequence[Pair], headers: Headers | None, kept: Kept
) -> list[Pair]:
    """`extra`, and among it every text that must stand beside its field: what JSON has as ``extra``.

    Where `extra` repeats the header of a field, the field's own text stands before it.
    """
    plan = plan_of(type(message))
    repeated = _by_place(plan, extra)
    if headers is not None:
        return [pair for pair, _ in _untold(plan, message, headers.multi_items()[1:], repeated.keys())]
    texts = list(kept.texts)
    told = _by_place(plan, texts)
    for place, found in repeated.items():
        # Made by hand: only where it would be taken for the field's own.
        if place not in told and _own_count(plan, message, place, found):
            texts.extend(_own_texts(plan, message, place))
    return [*texts, *extra]


def told_apart(message: msgspec.Struct, pairs: Sequence[Pair]) -> tuple[tuple[Pair, ...], tuple[Pair, ...]]:
    """(texts of fields, `extra`): `untyped` undone, for a message whose other fields are set already."""
    plan = plan_of(type(message))
    texts: list[Pair] = []
    extra: list[Pair] = []
    own = {place: _own_count(plan, message, place, found) for place, found in _by_place(plan, pairs).items()}
    for pair, (field, key) in zip(pairs, plan.places(pairs), strict=True):
        if field is not None and own[field.index, key] > 0:
            own[field.index, key] -= 1
            texts.append(pair)
        else:
            extra.append(pair)
    return tuple(texts), tuple(extra)


def rebuilt(message: msgspec.Struct, extra: Sequence[Pair], first: Pair, kept: Kept) -> Headers:
    """The headers of a message that has no frame, from its fields and what was kept."""
    plan = plan_of(type(message))
    texts: dict[Place, list[Pair]] = {}
    for pair, (field, key) in zip(kept.texts, plan.places(kept.texts), strict=True):
        if field is not None:
            texts.setdefault((field.index, key), []).append(pair)
    pairs = [first]
    for holder, key, header, text in plan.pairs(message):
        if (holder.index, key) not in texts:
            pairs.append((header, text))
        else:
            # Once for all values of a repeated header.
            pairs.extend(texts[holder.index, key])
            texts[holder.index, key] = []
    pairs.extend(pair for rest in texts.values() for pair in rest)
    return Headers([*pairs, *extra], list(kept.unparsed))


def _untold(
    plan: Plan, message: msgspec.Struct, pairs: Sequence[Pair], repeated: Collection[Place] = ()
) -> list[tuple[Pair, Place | None]]:
    """The pairs that the fields do not give back, each with its field's place; None for `extra`."""
    given: dict[Place, list[Pair]] = {}
    for holder, key, header, text in plan.pairs(message):
        given.setdefault((holder.index, key), []).append((header, text))
    came: dict[Place, list[Pair]] = {}
    found: list[tuple[Pair, Place | None]] = []
    for pair, (field, key) in zip(pairs, plan.places(pairs), strict=True):
        place = None if field is None else (field.index, key)
        found.append((pair, place))
        if place is not None:
            came.setdefault(place, []).append(pair)
    exact = {place for place, texts in came.items() if given.get(place) == texts and place not in repeated}
    return [(pair, place) for pair, place in found if place not in exact]


def _by_place(plan: Plan, pairs: Sequence[Pair]) -> dict[Place, list[Pair]]:
    """Pairs by the field whose header each is, taken by itself."""
    found: dict[Place, list[Pair]] = {}
    for pair in pairs:
        field, key = plan.places([pair])[0]
        if field is not None:
            found.setdefault((field.index, key), []).append(pair)
    return found


def _own_count(plan: Plan, message: msgspec.Struct, place: Place, pairs: Sequence[Pair]) -> int:
    """How many of these pairs, from the first on, may be the texts that the field was read from."""
    field, key = plan.fields[place[0]], place[1]
    value = getattr(message, field.name)
    texts = [text for _, text in pairs]
    if field.convert is not None:
        texts = [field.convert(text) for text in texts]
    if field.repeated:
        return len(value) if texts[: len(value)] == list(value) else 0
    if field.pattern is not None:
        return int(key in value and texts[0] == value[key])
    return int(texts[0] == value)


def _own_texts(plan: Plan, message: msgspec.Struct, place: Place) -> list[Pair]:
    texts = [(header, text) for one, key, header, text in plan.pairs(message) if (one.index, key) == place]
    field, key = plan.fields[place[0]], place[1]
    if texts or field.repeated:
        return texts
    # A field that says nothing is read from an empty text.
    return [(field.header if key is None else family_header(field.header, key), "")]
