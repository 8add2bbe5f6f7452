"""Learned header layouts: the fast path from a frame to an event.

Asterisk sends the headers of one kind of event in the same order nearly every
time. A layout is that order turned into one regular expression, matched in
place in what was received, and one generated function that calls the class
with the matched texts. What does not match goes through `Plan.decode`, which
takes anything; both give the same event.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from anyio_ami._messages.headers import Headers
from anyio_ami._messages.message import Message, Read, set_frame
from anyio_ami._messages.plans import Field, Plan, plan_of
from anyio_ami._messages.values import unescape

if TYPE_CHECKING:
    from collections.abc import Mapping

Build = Callable[["re.Match[str]", "int | None", Read], Any]
Match = Callable[[str, int], "re.Match[str] | None"]
# One line of a layout: the header as spelt, what stands between colon and value, and the value
# itself where it is the same every time.
Line = tuple[str, str, "str | None"]

LAYOUTS_PER_DECODER: Final = 8
# Compiling costs as much as hundreds of general decodes, so a server that never repeats a
# layout must not make us compile for ever.
COMPILED_PER_DECODER: Final = 16
# A layout is compiled when a frame has it for the third time.
_SEEN: Final = 3
_CANDIDATES: Final = 16
# Looking whether a frame has a layout that is worth learning costs a tenth of decoding it: after so many that
# had none, only one of a few is looked at.
_EAGER: Final = 64
_SAMPLED: Final = 8
_LINES: Final = 200
# Each layout that does not match costs nearly as much as decoding. After so many frames that none has matched
# half of them go, unless by then there were so many others for each of these.
_FRUITLESS: Final = 16
_OTHERS: Final = 4
# Longer frames are rare, and what is learned is kept for as long as the process lives.
_LENGTH: Final = 16_384


# Possessive where Python knows it (3.11): what cannot match is found out without going back.
_VALUE: Final = r"([^\r]*+)\r\n" if sys.version_info >= (3, 11) else r"([^\r]*)\r\n"


class Layout:
    """One learned layout: ``match(text, position)`` and ``build(found, seq, read)``."""

    __slots__ = ("build", "match")

    def __init__(self, match: Match, build: Build) -> None:
        self.match: Match = match
        self.build: Build = build


class Decoder:
    """Frames of one event class to events. Not shared between connections."""

    __slots__ = (
        "_candidates",
        "_compiled",
        "_fruitless",
        "_misses",
        "_since",
        "_taken",
        "cls",
        "layouts",
        "learns",
    )

    def __init__(self, cls: type[Message], *, learns: bool = True) -> None:
        self.cls: type[Message] = cls
        self.layouts: list[Layout] = []
        self.learns: bool = learns
        # How often each signature was seen that is not compiled yet.
        self._candidates: dict[tuple[Line, ...], int] = {}
        self._compiled = 0
        self._misses = 0
        self._taken = 0
        # Frames since the last look at it that no layout has matched, and the number of the first.
        self._fruitless = 0
        self._since = 0

    def decode(self, frame: str, seq: int | None, read: Read) -> Any:
        """A message from a whole frame; never raises."""
        self._taken += 1
        layouts = self.layouts
        for layout in layouts:
            found = layout.match(frame, 0)
            # The match ends with the first empty line, and so does a frame.
            if found is not None:
                if layout is not layouts[0]:
                    self.promote(layout)
                return layout.build(found, seq, read)
        return self.general(frame, seq, read)

    def promote(self, layout: Layout) -> None:
        """Try this layout first from now on: most frames are like the one before."""
        self.layouts.remove(layout)
        self.layouts.insert(0, layout)

    def general(self, frame: str, seq: int | None, read: Read) -> Any:
        """An event from a whole frame by the general way; learns its layout if it comes again."""
        if self.layouts:
            self._missed(self._taken if seq is None else seq)
        plan = plan_of(self.cls)
        head, tail = (frame, []) if plan.tail is None else _without_tail(frame, plan.tail.header)
        headers = Headers.from_frame(head)
        pairs = headers.multi_items()
        event = plan.decode(pairs, tail)
        set_frame(event, (frame, seq, read))
        if self.learns and not headers.unparsed:
            self._learn(frame, len(pairs) + len(tail))
        return event

    def _missed(self, number: int) -> None:
        # Of the events only their number in the session tells how many there were between.
        if self._fruitless == 0:
            self._since = number
        self._fruitless += 1
        if self._fruitless >= _FRUITLESS:
            if number - self._since < _FRUITLESS * _OTHERS:
                # The ones that matched last stand first.
                del self.layouts[len(self.layouts) // 2 :]
            self._fruitless = 0

    def _learn(self, frame: str, count: int) -> None:
        if self._compiled >= COMPILED_PER_DECODER or count > _LINES or len(frame) > _LENGTH:
            return
        self._misses += 1
        if self._misses > _EAGER and self._misses % _SAMPLED:
            return
        signature = _signature(self.cls, frame)
        if signature is None:
            return
        seen = self._candidates.get(signature, 0) + 1
        if seen < _SEEN:
            if len(self._candidates) >= _CANDIDATES:
                self._candidates.clear()
            self._candidates[signature] = seen
            return
        del self._candidates[signature]
        self._compiled += 1
        self._misses = 0
        self._fruitless = 0
        self.layouts.insert(0, compile_layout(self.cls, signature))
        del self.layouts[LAYOUTS_PER_DECODER:]


def _without_tail(frame: str, header: str) -> tuple[str, list[str]]:
    """A frame without the lines of this header at its end, and their values, if there are any.

    The output of a command can be megabytes long: as one pair a line it would
    keep the garbage collector busy, and the more so the longer it is.
    """
    begin = f"\r\n{header}: "
    at = frame.find(begin)
    if at >= 0:
        first, end = at + len(begin), len(frame) - 4
        values = frame[first:end].split(begin)
        # Otherwise there are other lines among them.
        if frame.count("\r\n", first, end) == len(values) - 1:
            return frame[:at], values
    return frame, []


def _signature(cls: type[Message], frame: str) -> tuple[Line, ...] | None:
    lines = frame[:-4].split("\r\n")
    single = plan_of(cls).single
    signature: list[Line] = [(lines[0], "", None)]
    for line in lines[1:]:
        name, colon, value = line.partition(":")
        if not colon or not name:
            return None
        separator = ": " if value[:1] == " " else ":"
        field = single.get(name.lower())
        constant = value[len(separator) - 1 :] if field is not None and field.base == "csv" else None
        signature.append((name, separator, constant))
    return tuple(signature)


@lru_cache(maxsize=1024)
def compile_layout(cls: type[Message], signature: tuple[Line, ...]) -> Layout:
    """The pattern and the builder of one layout, shared by all connections."""
    plan = plan_of(cls)
    pattern = [re.escape(signature[0][0]), r"\r\n"]
    # Field index to the (key, text) pairs that fill it; only families and repeats have several.
    texts: dict[int, list[tuple[Any, str]]] = {}
    constants: dict[int, str] = {}
    left: list[str] = []
    captured = 0
    if plan.named is not None:
        first = signature[0][0].partition(":")[2]
        constants[plan.named.index] = first[1:] if first[:1] == " " else first
    places = plan.places([(name, None) for name, _, _ in signature[1:]])
    for (name, separator, constant), (field, key) in zip(signature[1:], places, strict=True):
        pattern.append(re.escape(name + separator))
        if constant is not None:
            pattern.append(re.escape(constant) + r"\r\n")
            if field is None:
                left.append(f"({name!r}, {constant!r})")
            else:
                constants[field.index] = constant
            continue
        # With a space behind a bare colon it would be another layout: the parser drops one space.
        pattern.append(_VALUE if separator == ": " else "(?! )" + _VALUE)
        text = f"t{captured}"
        captured += 1
        if field is None:
            left.append(f"({name!r}, {text})")
        else:
            texts.setdefault(field.index, []).append((key, text))
    pattern.append(r"\r\n")
    build = _builder(plan, texts, constants, left, captured)
    return Layout(re.compile("".join(pattern)).match, build)


def _builder(
    plan: Plan,
    texts: Mapping[int, list[tuple[Any, str]]],
    constants: Mapping[int, str],
    left: list[str],
    captured: int,
) -> Build:
    names: dict[str, Any] = {"cls": plan.cls, "set_frame": set_frame, "unescape": unescape}
    arguments: list[str] = []
    for field in plan.fields:
        found = texts.get(field.index, ())
        if field is plan.extra:
            arguments.append(f"({''.join(f'{pair}, ' for pair in left)})")
        elif field.index in constants:
            constant = constants[field.index]
            names[f"c{field.index}"] = field.convert(constant) if field.convert else constant
            arguments.append(f"c{field.index}")
        elif not found:
            arguments.append(repr(field.new_default()))
        elif field.pattern is not None:
            items = ", ".join(f"{key!r}: {_expression(field, text, names)}" for key, text in found)
            arguments.append(f"{{{items}}}")
        elif field.repeated:
            items = "".join(f"{_expression(field, text, names)}, " for _, text in found)
            arguments.append(f"[{items}]" if callable(field.default) else f"({items})")
        else:
            arguments.append(_expression(field, found[0][1], names))
    last = max((*texts, *constants, 0))
    groups = "".join(f"t{n}, " for n in range(captured))
    source = [
        "def build(found, seq, read):",
        f"    {groups}= found.groups()" if captured else "    pass",
        f"    event = cls({', '.join(arguments[: last + 1])})",
        "    set_frame(event, (found[0], seq, read))",
        "    return event",
    ]
    # What a server sent stands in it as quoted text alone.
    exec(compile("\n".join(source), f"<layout of {plan.cls.__name__}>", "exec"), names)
    build: Build = names["build"]
    return build


def _expression(field: Field, text: str, names: dict[str, Any]) -> str:
    if field.table is not None:
        names[f"v{field.index}"] = field.table
        return f"v{field.index}[{text}]"
    if field.base == "cstr":
        return f'{text} if "\\\\" not in {text} else unescape({text})'
    return f"{text}.strip()" if field.base == "text" else text
