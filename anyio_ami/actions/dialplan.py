"""The dialplan."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response


class DialplanExtensionAdd(Action["Response"], frozen=True, kw_only=True, tag="DialplanExtensionAdd"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    context: str
    exten: str
    priority: int | str
    application: str
    app_data: str | None = None
    replace: bool | None = None

    name = "DialplanExtensionAdd"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Extension", "exten", "str"),
        ("Priority", "priority", "str"),
        ("Application", "application", "str"),
        ("ApplicationData", "app_data", "str"),
        ("Replace", "replace", "bool:yes/no"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class DialplanExtensionRemove(Action["Response"], frozen=True, kw_only=True, tag="DialplanExtensionRemove"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    context: str
    exten: str
    priority: int | str | None = None

    name = "DialplanExtensionRemove"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Extension", "exten", "str"),
        ("Priority", "priority", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class ShowDialPlan(
    Action["ListResponse[events.ListDialplan]"],
    frozen=True,
    kw_only=True,
    tag="ShowDialPlan",
):
    """Asterisk 16 to 23; privilege config or reporting. Run on real Asterisk 16 and 22."""

    exten: str | None = None
    context: str | None = None

    name = "ShowDialPlan"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Extension", "exten", "str"),
        ("Context", "context", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("ListDialplan",),
        complete="ShowDialPlanComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("config", "reporting")
    __reads_only__: ClassVar[bool] = True
