"""Voicemail and message waiting."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Response


class MailboxCountResponse(Response, frozen=True, gc=False, tag="MailboxCountResponse"):
    """The reply to MailboxCount. Run on real Asterisk 16 and 22."""

    mailbox: str = ""
    urg_messages: int | None = None
    new_messages: int | None = None
    old_messages: int | None = None

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Mailbox", "mailbox", "str"),
        ("UrgMessages", "urg_messages", "int"),
        ("NewMessages", "new_messages", "int"),
        ("OldMessages", "old_messages", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class MailboxStatusResponse(Response, frozen=True, gc=False, tag="MailboxStatusResponse"):
    """The reply to MailboxStatus. Run on real Asterisk 16 and 22."""

    mailbox: str = ""
    waiting: int | None = None

    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Mailbox", "mailbox", "str"),
        ("Waiting", "waiting", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
