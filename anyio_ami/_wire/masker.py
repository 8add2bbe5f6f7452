"""Secrets masked in a stream of frames, at a small part of what looking at each header would cost."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Final

from anyio_ami._messages.masking import mask_frame
from anyio_ami._messages.secrets import displayed, is_secret

from .frames import FOLLOWS, frame_end

if TYPE_CHECKING:
    from collections.abc import Sequence

# A name may hold a bare CR or LF, as in `mask_frame`.
_names = re.compile(r"\r\n([^:\r]*(?:\r(?!\n)[^:\r]*)*):").findall
# Headers whose value may be a secret, or the name of one.
_depends = re.compile(r"variable|data$|^val|^key$|^family$|^command$|^output$", re.IGNORECASE).search
# Those of which the whole value counts.
_NAMERS: Final = {"variable", "key", "family", "command", "output"}
_KINDS: Final = {"event", "response", "action"}
_BOUND: Final = 8_192
# Longer frames are not remembered.
_LONG: Final = 2_048
# What has come so often is told by one look from then on; so many kinds in all, and of one first line.
_OFTEN: Final = 8
_LAYOUTS: Final = 1_024
_EACH: Final = 4
_TOLD: Final = 16
_VALUE: Final = r"[^\r]*+" if sys.version_info >= (3, 11) else r"[^\r]*"


class _Names(set[str]):
    """The names of headers of one kind of message, none of which always holds a secret."""

    def __init__(self) -> None:
        super().__init__()
        self.depend: set[str] = set()
        """Those among them whose values may be secrets, or say of which value that is so."""


class _Layout:
    """The names of one kind of message in their order, as an expression that fits nothing else."""

    def __init__(self, first: str, names: Sequence[str], depend: set[str]) -> None:
        lines = [
            # Without a choice, such as an optional blank: what fails is tried once.
            re.escape(f"\r\n{name}:") + (f"({_VALUE})" if name in depend else _VALUE)
            for name in names
        ]
        self.match = re.compile("".join([re.escape(first), *lines, "\r\n\r\n"])).match
        self._namers = [name.lower() in _NAMERS for name in names if name in depend]
        # What stands in the headers that depend on values, of frames in which there is no secret.
        self.open: set[tuple[str, ...]] = set()

    def key(self, values: Sequence[str]) -> tuple[str, ...]:
        """Of most values only counts that they are there: not of names, nor of what has a `=`."""
        told = zip(values, self._namers, strict=True)
        return tuple([value if namer or "=" in value else "" for value, namer in told])


class Masker:
    """Masks whole frames; what is often there and holds no secret is told by one look."""

    def __init__(self) -> None:
        # By the first line of a frame.
        self._layouts: dict[str, list[_Layout]] = {}
        self._known: dict[str, _Names] = {}
        self._size = 0
        self._seen: dict[tuple[str, ...], int] = {}
        self._compiled = 0

    def mask(self, text: str, *, follows: bool) -> str:
        """The same frames with `***` for every secret; ``follows``: as `frame_end` takes it."""
        parts: list[str] = []
        position, kept, stop = 0, 0, len(text)
        find = text.find
        # In the old form of answers to `Command` the frame's first empty line may not be its end.
        layouts: dict[str, list[_Layout]] = {} if follows else self._layouts
        while position < stop:
            if text.startswith("\r\n", position):
                position += 2
                continue
            layout = found = None
            for one in layouts.get(text[position : find("\r\n", position)], ()):
                if found := one.match(text, position):
                    layout = one
                    break
            if found is not None and layout is not None:
                values = found.groups()
                if not values or (key := layout.key(values)) in layout.open:
                    position = found.end()
                    continue
                end = found.end()
                if self._is_harmless(text[position:end]):
                    if len(layout.open) >= _BOUND:
                        layout.open.clear()
                    if end - position <= _LONG:
                        layout.open.add(key)
                    position = end
                    continue
            else:
                end = frame_end(text, position, follows=follows)
                if self._is_harmless(text[position:end], learns=not follows):
                    position = end
                    continue
            parts += (text[kept:position], _masked(text[position:end]))
            position = kept = end
        if not parts:
            return text
        parts.append(text[kept:])
        return "".join(parts)

    def _is_harmless(self, frame: str, *, learns: bool = False) -> bool:
        first = frame[: frame.find("\r\n")]
        if frame.startswith(FOLLOWS):
            return False  # what a command has printed has no headers
        names: list[str] = _names(frame)
        known = self._known.get(first)
        if known is None or not known.issuperset(names):
            known = self._vet(first, names)
        if known is None:
            return False
        depend = known.depend.intersection(names)
        if learns:
            self._learn(first, names, depend)
        if not depend:
            return True
        lines = [line.partition(":") for line in frame.split("\r\n")]
        pairs = [(name, value.removeprefix(" ")) for name, _, value in lines if name in depend]
        message = first.partition(":")[2].strip(" ")
        return displayed(message, pairs) == [value for _, value in pairs]

    def _vet(self, first: str, names: list[str]) -> _Names | None:
        """Look at names that are new; None if one of them always holds a secret."""
        kind, _, message = first.partition(":")
        if kind.lower() not in _KINDS:
            return None
        message = message.strip(" ")
        if any(is_secret(message, name) for name in names):
            return None
        if len(self._known) >= _BOUND or self._size >= _BOUND:
            # A server cannot make them grow.
            self._known.clear()
            self._size = 0
        known = self._known.setdefault(first, _Names())
        self._size += len(set(names) - known)
        known.update(names)
        known.depend |= {name for name in names if _depends(name)}
        return known

    def _learn(self, first: str, names: list[str], depend: set[str]) -> None:
        key = (first, *names)
        count = self._seen[key] = self._seen.get(key, 0) + 1
        # Compiling costs as much as a hundred looks; what a command printed is of another length each time.
        told = sum(name in depend for name in names)
        if count == _OFTEN and len(names) < _BOUND and told <= _TOLD and self._compiled < _LAYOUTS:
            self._compiled += 1
            layouts = self._layouts.setdefault(first, [])
            layouts.insert(0, _Layout(first, names, depend))
            del layouts[_EACH:]
        if len(self._seen) > _BOUND:
            self._seen.clear()


def _masked(frame: str) -> str:
    return mask_frame(frame.encode("utf-8", "surrogateescape")).decode("utf-8", "surrogateescape")
