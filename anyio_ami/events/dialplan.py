"""The dialplan."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class ListDialplan(Event, frozen=True, gc=False, tag="ListDialplan"):
    """Asterisk 16 to 23. Only as an answer to ShowDialPlan. Seen from real Asterisk 16 and 22.

    ``extension_label``, ``switch``, ``ignore_pattern``: never seen on a real server.
    """

    context: str = ""
    extension: str = ""
    extension_label: str = ""
    priority: str = ""
    application: str = ""
    app_data: str = ""
    registrar: str = ""
    include_context: str = ""
    switch: str = ""
    ignore_pattern: str = ""

    name = "ListDialplan"
    __wire__ = (
        ("Context", "context", "str"),
        ("Extension", "extension", "str"),
        ("ExtensionLabel", "extension_label", "str"),
        ("Priority", "priority", "str"),
        ("Application", "application", "str"),
        ("AppData", "app_data", "str"),
        ("Registrar", "registrar", "str"),
        ("IncludeContext", "include_context", "str"),
        ("Switch", "switch", "str"),
        ("IgnorePattern", "ignore_pattern", "str"),
    )


class Newexten(ChannelEvent, frozen=True, gc=False, tag="Newexten"):
    """Asterisk 16 to 23; event class dialplan. Seen from real Asterisk 16 and 22."""

    extension: str = ""
    application: str = ""
    app_data: str = ""

    name = "Newexten"
    __wire__ = (
        ("Extension", "extension", "str"),
        ("Application", "application", "str"),
        ("AppData", "app_data", "str"),
    )
    __classes__ = ("dialplan",)


class ShowDialPlanComplete(ListComplete, frozen=True, gc=False, tag="ShowDialPlanComplete"):
    """Asterisk 16 to 23. Only as an answer to ShowDialPlan. Seen from real Asterisk 16 and 22."""

    list_extensions: int | None = None
    list_priorities: int | None = None
    list_contexts: int | None = None

    name = "ShowDialPlanComplete"
    __wire__ = (
        ("ListExtensions", "list_extensions", "int"),
        ("ListPriorities", "list_priorities", "int"),
        ("ListContexts", "list_contexts", "int"),
    )


class UserEvent(ChannelEvent, frozen=True, gc=False, tag="UserEvent"):
    """Asterisk 16 to 23; event class user. Seen from real Asterisk 16 and 22. Further headers may come: see
    `extra`. May repeat the ActionID of the action that caused it.
    """

    user_event: str = ""

    name = "UserEvent"
    __wire__ = (("UserEvent", "user_event", "str"),)
    __classes__ = ("user",)
    __carries_action_id__ = True


class VarSet(ChannelEvent, frozen=True, gc=False, tag="VarSet"):
    """Asterisk 16 to 23; event class dialplan. Seen from real Asterisk 16 and 22."""

    variable: str = ""
    value: str = ""

    name = "VarSet"
    __wire__ = (
        ("Variable", "variable", "str"),
        ("Value", "value", "cstr"),
    )
    __classes__ = ("dialplan",)
