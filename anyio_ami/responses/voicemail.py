"""Voicemail and message waiting."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Response


class MailboxCountResponse(Response, frozen=True, gc=False, tag="MailboxCountResponse"):
    """The reply to MailboxCount. Run on real Asterisk 16 and 22."""

    mailbox: str = ""
    urg_messages: int | None = None
    new_messages: int | None = None
    old_messages: int | None = None

    __wire__ = (
        ("Mailbox", "mailbox", "str"),
        ("UrgMessages", "urg_messages", "int"),
        ("NewMessages", "new_messages", "int"),
        ("OldMessages", "old_messages", "int"),
    )


class MailboxStatusResponse(Response, frozen=True, gc=False, tag="MailboxStatusResponse"):
    """The reply to MailboxStatus. Run on real Asterisk 16 and 22."""

    mailbox: str = ""
    waiting: int | None = None

    __wire__ = (
        ("Mailbox", "mailbox", "str"),
        ("Waiting", "waiting", "int"),
    )
