"""Completion in bash, which parts words at ``:``, ``=`` and ``@`` before anybody sees them."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator

_MARK: Final = re.compile("[:=@]+")
_TYPED: Final = re.compile(".*[:=@]", re.DOTALL)


@contextmanager
def whole_words() -> Generator[None]:
    """While bash asks for completions: tell typer the words as they were typed, and bash the part it wants.

    Bash tells ``a=b`` as ``a``, ``=`` and ``b``, and takes an answer in place of ``b`` alone.
    """
    current = os.environ.get("COMP_CWORD", "")
    if os.environ.get("_ANYIO_AMI_COMPLETE") != "complete_bash" or not current.isdecimal():
        yield
        return
    words, position = _joined(os.environ.get("COMP_WORDS", "").split("\n"), int(current))
    os.environ["COMP_WORDS"], os.environ["COMP_CWORD"] = "\n".join(words), str(position)
    typed = _TYPED.match(words[position]) if position < len(words) else None
    answer = StringIO()
    try:
        with redirect_stdout(answer):
            yield
    finally:
        known = typed.group() if typed else ""
        found = [line.removeprefix(known) for line in answer.getvalue().splitlines()]
        if len(found) == 1 and found[0].endswith("="):
            found.append(f"{found[0]}...")  # else bash puts a blank behind it
        sys.stdout.writelines(f"{one}\n" for one in found)


def _joined(parts: list[str], current: int) -> tuple[list[str], int]:
    words: list[str] = []
    position = len(parts)
    goes_on = False
    for index, part in enumerate(parts):
        mark = _MARK.fullmatch(part) is not None
        # An empty one is a word that is about to begin.
        if words and part and (mark or goes_on):
            words[-1] += part
        else:
            words.append(part)
        goes_on = mark
        if index == current:
            position = len(words) - 1
    return words, position
