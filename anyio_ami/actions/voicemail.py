"""Voicemail and message waiting."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, MailboxCountResponse, MailboxStatusResponse, Response


class MWIDelete(Action["Response"], frozen=True, kw_only=True, tag="MWIDelete"):
    """Asterisk 16 to 23; privilege call. Not run on a real server."""

    mailbox: str

    name = "MWIDelete"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Mailbox", "mailbox", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MWIGet(Action["ListResponse[events.MWIGet]"], frozen=True, kw_only=True, tag="MWIGet"):
    """Asterisk 16 to 23; privilege call or reporting. Not run on a real server."""

    mailbox: str

    name = "MWIGet"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Mailbox", "mailbox", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(is_list=True, items=("MWIGet",), complete="MWIGetComplete")
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class MWIUpdate(Action["Response"], frozen=True, kw_only=True, tag="MWIUpdate"):
    """Asterisk 16 to 23; privilege call. Not run on a real server."""

    mailbox: str
    old_messages: int | None = None
    new_messages: int | None = None

    name = "MWIUpdate"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Mailbox", "mailbox", "str"),
        ("OldMessages", "old_messages", "int"),
        ("NewMessages", "new_messages", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MailboxCount(Action["MailboxCountResponse"], frozen=True, kw_only=True, tag="MailboxCount"):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 16 and 22."""

    mailbox: str

    name = "MailboxCount"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Mailbox", "mailbox", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="MailboxCountResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class MailboxStatus(Action["MailboxStatusResponse"], frozen=True, kw_only=True, tag="MailboxStatus"):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 16 and 22."""

    mailbox: str

    name = "MailboxStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Mailbox", "mailbox", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="MailboxStatusResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class VoicemailBoxSummary(
    Action["ListResponse[events.VoicemailBoxDetail]"],
    frozen=True,
    kw_only=True,
    tag="VoicemailBoxSummary",
):
    """Asterisk 18 and 20 to 23; privilege call or reporting. Run on real Asterisk 22."""

    context: str
    mailbox: str

    name = "VoicemailBoxSummary"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Mailbox", "mailbox", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("VoicemailBoxDetail",),
        complete="VoicemailBoxDetailComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class VoicemailForward(Action["Response"], frozen=True, kw_only=True, tag="VoicemailForward"):
    """Asterisk 18 and 20 to 23; privilege user. Run on real Asterisk 22.

    The reply is a success whatever happened; only its `message` tells.
    """

    context: str
    mailbox: str
    folder: str
    id: str
    to_context: str
    to_mailbox: str
    to_folder: str

    name = "VoicemailForward"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Mailbox", "mailbox", "str"),
        ("Folder", "folder", "str"),
        ("ID", "id", "str"),
        ("ToContext", "to_context", "str"),
        ("ToMailbox", "to_mailbox", "str"),
        ("ToFolder", "to_folder", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("user",)


class VoicemailMove(Action["Response"], frozen=True, kw_only=True, tag="VoicemailMove"):
    """Asterisk 18 and 20 to 23; privilege user. Run on real Asterisk 22.

    The reply is a success whatever happened; only its `message` tells.
    """

    context: str
    mailbox: str
    folder: str
    id: str
    to_folder: str

    name = "VoicemailMove"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Mailbox", "mailbox", "str"),
        ("Folder", "folder", "str"),
        ("ID", "id", "str"),
        ("ToFolder", "to_folder", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("user",)


class VoicemailRefresh(Action["Response"], frozen=True, kw_only=True, tag="VoicemailRefresh"):
    """Asterisk 16 to 23; privilege user. Run on real Asterisk 22."""

    context: str | None = None
    mailbox: str | None = None

    name = "VoicemailRefresh"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Mailbox", "mailbox", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("user",)


class VoicemailRemove(Action["Response"], frozen=True, kw_only=True, tag="VoicemailRemove"):
    """Asterisk 18 and 20 to 23; privilege user. Run on real Asterisk 22.

    The reply is a success whatever happened; only its `message` tells.
    """

    context: str
    mailbox: str
    folder: str
    id: str

    name = "VoicemailRemove"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Mailbox", "mailbox", "str"),
        ("Folder", "folder", "str"),
        ("ID", "id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("user",)


class VoicemailUserStatus(
    Action["ListResponse[events.VoicemailUserDetail]"],
    frozen=True,
    kw_only=True,
    tag="VoicemailUserStatus",
):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 22."""

    context: str
    mailbox: str

    name = "VoicemailUserStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Mailbox", "mailbox", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("VoicemailUserDetail",),
        complete="VoicemailUserDetailComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class VoicemailUsersList(
    Action["ListResponse[events.VoicemailUserEntry]"],
    frozen=True,
    kw_only=True,
    tag="VoicemailUsersList",
):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 22."""

    name = "VoicemailUsersList"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("VoicemailUserEntry",),
        complete="VoicemailUserEntryComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True
