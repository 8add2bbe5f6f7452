"""The dialplan."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class ListDialplan(Event, frozen=True, gc=False, tag="ListDialplan"):
    """Asterisk 16 to 23. Only as an answer to ShowDialPlan. Seen from real Asterisk 16 and 22.

    ``extension_label``, ``switch``, ``ignore_pattern``: never seen on a real server.
    """

    context: str = ""
    exten: str = ""
    extension_label: str = ""
    priority: str = ""
    application: str = ""
    app_data: str = ""
    registrar: str = ""
    include_context: str = ""
    switch: str = ""
    ignore_pattern: str = ""

    name = "ListDialplan"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Extension", "exten", "str"),
        ("ExtensionLabel", "extension_label", "str"),
        ("Priority", "priority", "str"),
        ("Application", "application", "str"),
        ("AppData", "app_data", "str"),
        ("Registrar", "registrar", "str"),
        ("IncludeContext", "include_context", "str"),
        ("Switch", "switch", "str"),
        ("IgnorePattern", "ignore_pattern", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class Newexten(ChannelEvent, frozen=True, gc=False, tag="Newexten"):
    """Asterisk 16 to 23; event class dialplan. Seen from real Asterisk 16 and 22."""

    extension: str = ""
    application: str = ""
    app_data: str = ""

    name = "Newexten"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Extension", "extension", "str"),
        ("Application", "application", "str"),
        ("AppData", "app_data", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("dialplan",)


class ShowDialPlanComplete(ListComplete, frozen=True, gc=False, tag="ShowDialPlanComplete"):
    """Asterisk 16 to 23. Only as an answer to ShowDialPlan. Seen from real Asterisk 16 and 22."""

    list_extensions: int | None = None
    list_priorities: int | None = None
    list_contexts: int | None = None

    name = "ShowDialPlanComplete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ListExtensions", "list_extensions", "int"),
        ("ListPriorities", "list_priorities", "int"),
        ("ListContexts", "list_contexts", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class UserEvent(ChannelEvent, frozen=True, gc=False, tag="UserEvent"):
    """Asterisk 16 to 23; event class user. Seen from real Asterisk 16 and 22. Further headers may come: see
    `extra`. May repeat the ActionID of the action that caused it.
    """

    user_event: str = ""

    name = "UserEvent"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("UserEvent", "user_event", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("user",)
    __carries_action_id__: ClassVar[bool] = True


class VarSet(ChannelEvent, frozen=True, gc=False, tag="VarSet"):
    """Asterisk 16 to 23; event class dialplan. Seen from real Asterisk 16 and 22."""

    variable: str = ""
    value: str = ""

    name = "VarSet"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Variable", "variable", "str"),
        ("Value", "value", "cstr"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("dialplan",)
