"""The test framework."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Event


class TestEvent(Event, frozen=True, gc=False, tag="TestEvent"):
    """Asterisk 16 to 23; event class reporting. Seen from real Asterisk 16 and 22. Further headers may come:
    see `extra`.
    """

    type: str = ""
    states: tuple[str, ...] = ()
    app_file: str = ""
    app_function: str = ""
    app_line: int | None = None

    name = "TestEvent"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Type", "type", "str"),
        ("State", "states", "str*"),
        ("AppFile", "app_file", "str"),
        ("AppFunction", "app_function", "str"),
        ("AppLine", "app_line", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)
