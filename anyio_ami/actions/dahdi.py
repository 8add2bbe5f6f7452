"""DAHDI, PRI and analogue lines."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from anyio_ami.types import PriDebugLevel

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response


class DAHDIDNDoff(Action["Response"], frozen=True, kw_only=True, tag="DAHDIDNDoff"):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    dahdi_channel: str

    name = "DAHDIDNDoff"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("DAHDIChannel", "dahdi_channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DAHDIDNDon(Action["Response"], frozen=True, kw_only=True, tag="DAHDIDNDon"):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    dahdi_channel: str

    name = "DAHDIDNDon"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("DAHDIChannel", "dahdi_channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DAHDIDialOffhook(Action["Response"], frozen=True, kw_only=True, tag="DAHDIDialOffhook"):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    dahdi_channel: str
    number: str

    name = "DAHDIDialOffhook"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("DAHDIChannel", "dahdi_channel", "str"),
        ("Number", "number", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DAHDIHangup(Action["Response"], frozen=True, kw_only=True, tag="DAHDIHangup"):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    dahdi_channel: str

    name = "DAHDIHangup"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("DAHDIChannel", "dahdi_channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DAHDIRestart(Action["Response"], frozen=True, kw_only=True, tag="DAHDIRestart"):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    name = "DAHDIRestart"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DAHDIShowChannels(
    Action["ListResponse[events.DAHDIShowChannels]"],
    frozen=True,
    kw_only=True,
    tag="DAHDIShowChannels",
):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    dahdi_channel: int | None = None

    name = "DAHDIShowChannels"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("DAHDIChannel", "dahdi_channel", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("DAHDIShowChannels",),
        complete="DAHDIShowChannelsComplete",
    )
    __reads_only__: ClassVar[bool] = True


class DAHDIShowStatus(
    Action["ListResponse[events.DAHDIShowStatus]"],
    frozen=True,
    kw_only=True,
    tag="DAHDIShowStatus",
):
    """Asterisk 18 and 20 to 23; no privilege. Not run on a real server."""

    name = "DAHDIShowStatus"
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("DAHDIShowStatus",),
        complete="DAHDIShowStatusComplete",
    )
    __reads_only__: ClassVar[bool] = True


class DAHDITransfer(Action["Response"], frozen=True, kw_only=True, tag="DAHDITransfer"):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    dahdi_channel: str

    name = "DAHDITransfer"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("DAHDIChannel", "dahdi_channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class PRIDebugFileSet(Action["Response"], frozen=True, kw_only=True, tag="PRIDebugFileSet"):
    """Asterisk 16 to 23; privilege system. Not run on a real server."""

    file: str

    name = "PRIDebugFileSet"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("File", "file", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class PRIDebugFileUnset(Action["Response"], frozen=True, kw_only=True, tag="PRIDebugFileUnset"):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    name = "PRIDebugFileUnset"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class PRIDebugSet(Action["Response"], frozen=True, kw_only=True, tag="PRIDebugSet"):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    span: str
    level: PriDebugLevel | str

    name = "PRIDebugSet"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Span", "span", "str"),
        ("Level", "level", "PriDebugLevel"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class PRIShowSpans(
    Action["ListResponse[events.PRIShowSpans]"],
    frozen=True,
    kw_only=True,
    tag="PRIShowSpans",
):
    """Asterisk 16 to 23; no privilege. Not run on a real server."""

    span: str | None = None

    name = "PRIShowSpans"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Span", "span", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("PRIShowSpans",),
        complete="PRIShowSpansComplete",
    )
    __reads_only__: ClassVar[bool] = True
