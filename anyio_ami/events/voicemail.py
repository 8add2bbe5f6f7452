"""Voicemail and message waiting."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class MWIGet(Event, frozen=True, gc=False, tag="MWIGet"):
    """Asterisk 16 to 23; event class reporting. Only as an answer to MWIGet. Not seen on a real server: from
    the documentation and the source.
    """

    mailbox: str = ""
    old_messages: int | None = None
    new_messages: int | None = None

    name = "MWIGet"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Mailbox", "mailbox", "str"),
        ("OldMessages", "old_messages", "int"),
        ("NewMessages", "new_messages", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)


class MWIGetComplete(ListComplete, frozen=True, gc=False, tag="MWIGetComplete"):
    """Asterisk 16 to 23; event class reporting. Only as an answer to MWIGet. Not seen on a real server: from
    the documentation and the source.
    """

    name = "MWIGetComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)


class MessageWaiting(ChannelEvent, frozen=True, gc=False, tag="MessageWaiting"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    mailbox: str = ""
    waiting: bool | None = None
    new_messages: int | None = None
    old_messages: int | None = None

    name = "MessageWaiting"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Mailbox", "mailbox", "str"),
        ("Waiting", "waiting", "bool:1/0"),
        ("New", "new_messages", "int"),
        ("Old", "old_messages", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MiniVoiceMail(ChannelEvent, frozen=True, gc=False, tag="MiniVoiceMail"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    action: str = ""
    mailbox: str = ""
    counter: str = ""

    name = "MiniVoiceMail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Action", "action", "str"),
        ("Mailbox", "mailbox", "str"),
        ("Counter", "counter", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class VoicemailBoxDetail(Event, frozen=True, gc=False, tag="VoicemailBoxDetail"):
    """Asterisk 18 and 20 to 23. Only as an answer to VoicemailBoxSummary. Seen from real Asterisk 22."""

    folder: str = ""
    caller_id: str = ""
    date: str = ""
    duration: str = ""
    flag: str = ""
    id: str = ""

    name = "VoicemailBoxDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Folder", "folder", "str"),
        ("CallerID", "caller_id", "str"),
        ("Date", "date", "str"),
        ("Duration", "duration", "str"),
        ("Flag", "flag", "str"),
        ("ID", "id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)


class VoicemailBoxDetailComplete(ListComplete, frozen=True, gc=False, tag="VoicemailBoxDetailComplete"):
    """Asterisk 18 and 20 to 23. Only as an answer to VoicemailBoxSummary. Seen from real Asterisk 22."""

    name = "VoicemailBoxDetailComplete"
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)


class VoicemailPasswordChange(Event, frozen=True, gc=False, tag="VoicemailPasswordChange"):
    """Asterisk 18 and 20 to 23; event class system and user. Seen from real Asterisk 22."""

    context: str = ""
    mailbox: str = ""
    new_password: str = ""

    name = "VoicemailPasswordChange"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Context", "context", "str"),
        ("Mailbox", "mailbox", "str"),
        ("NewPassword", "new_password", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system", "user")


class VoicemailUserDetail(Event, frozen=True, gc=False, tag="VoicemailUserDetail"):
    """Asterisk 16 to 23. Only as an answer to VoicemailUserStatus. Seen from real Asterisk 22.

    ``say_duration_minimum``: minutes.

    ``imap_user``, ``imap_server``, ``imap_port``, ``imap_flags``: never seen on a real server.
    """

    context: str = ""
    mailbox: str = ""
    full_name: str = ""
    email: str = ""
    pager: str = ""
    server_email: str = ""
    from_string: str = ""
    mail_command: str = ""
    language: str = ""
    time_zone: str = ""
    callback: str = ""
    dialout: str = ""
    unique_id: str = ""
    exit_context: str = ""
    say_duration_minimum: int | None = None
    say_envelope: bool | None = None
    say_cid: bool | None = None
    attach_message: bool | None = None
    attachment_format: str = ""
    delete_message: bool | None = None
    volume_gain: float | None = None
    can_review: bool | None = None
    can_mark_urgent: bool | None = None
    call_operator: bool | None = None
    max_message_count: int | None = None
    max_message_length: int | None = None
    new_messages: int | None = None
    old_messages: int | None = None
    imap_user: str = ""
    imap_server: str = ""
    imap_port: str = ""
    imap_flags: str = ""

    name = "VoicemailUserDetail"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("VMContext", "context", "str"),
        ("VoiceMailbox", "mailbox", "str"),
        ("Fullname", "full_name", "str"),
        ("Email", "email", "str"),
        ("Pager", "pager", "str"),
        ("ServerEmail", "server_email", "str"),
        ("FromString", "from_string", "str"),
        ("MailCommand", "mail_command", "str"),
        ("Language", "language", "str"),
        ("TimeZone", "time_zone", "str"),
        ("Callback", "callback", "str"),
        ("Dialout", "dialout", "str"),
        ("UniqueID", "unique_id", "str"),
        ("ExitContext", "exit_context", "str"),
        ("SayDurationMinimum", "say_duration_minimum", "int"),
        ("SayEnvelope", "say_envelope", "bool:Yes/No"),
        ("SayCID", "say_cid", "bool:Yes/No"),
        ("AttachMessage", "attach_message", "bool:Yes/No"),
        ("AttachmentFormat", "attachment_format", "str"),
        ("DeleteMessage", "delete_message", "bool:Yes/No"),
        ("VolumeGain", "volume_gain", "float"),
        ("CanReview", "can_review", "bool:Yes/No"),
        ("CanMarkUrgent", "can_mark_urgent", "bool:Yes/No"),
        ("CallOperator", "call_operator", "bool:Yes/No"),
        ("MaxMessageCount", "max_message_count", "int"),
        ("MaxMessageLength", "max_message_length", "int"),
        ("NewMessageCount", "new_messages", "int"),
        ("OldMessageCount", "old_messages", "int"),
        ("IMAPUser", "imap_user", "str"),
        ("IMAPServer", "imap_server", "str"),
        ("IMAPPort", "imap_port", "str"),
        ("IMAPFlags", "imap_flags", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class VoicemailUserDetailComplete(ListComplete, frozen=True, gc=False, tag="VoicemailUserDetailComplete"):
    """Asterisk 16 to 23. Only as an answer to VoicemailUserStatus. Seen from real Asterisk 22."""

    name = "VoicemailUserDetailComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class VoicemailUserEntry(Event, frozen=True, gc=False, tag="VoicemailUserEntry"):
    """Asterisk 16 to 23. Only as an answer to VoicemailUsersList. Seen from real Asterisk 22.

    ``say_duration_minimum``: minutes.

    ``imap_user``, ``imap_server``, ``imap_port``, ``imap_flags``: never seen on a real server.
    """

    context: str = ""
    mailbox: str = ""
    full_name: str = ""
    email: str = ""
    pager: str = ""
    server_email: str = ""
    from_string: str = ""
    mail_command: str = ""
    language: str = ""
    time_zone: str = ""
    callback: str = ""
    dialout: str = ""
    unique_id: str = ""
    exit_context: str = ""
    say_duration_minimum: int | None = None
    say_envelope: bool | None = None
    say_cid: bool | None = None
    attach_message: bool | None = None
    attachment_format: str = ""
    delete_message: bool | None = None
    volume_gain: float | None = None
    can_review: bool | None = None
    can_mark_urgent: bool | None = None
    call_operator: bool | None = None
    max_message_count: int | None = None
    max_message_length: int | None = None
    new_messages: int | None = None
    old_messages: int | None = None
    imap_user: str = ""
    imap_server: str = ""
    imap_port: str = ""
    imap_flags: str = ""

    name = "VoicemailUserEntry"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("VMContext", "context", "str"),
        ("VoiceMailbox", "mailbox", "str"),
        ("Fullname", "full_name", "str"),
        ("Email", "email", "str"),
        ("Pager", "pager", "str"),
        ("ServerEmail", "server_email", "str"),
        ("FromString", "from_string", "str"),
        ("MailCommand", "mail_command", "str"),
        ("Language", "language", "str"),
        ("TimeZone", "time_zone", "str"),
        ("Callback", "callback", "str"),
        ("Dialout", "dialout", "str"),
        ("UniqueID", "unique_id", "str"),
        ("ExitContext", "exit_context", "str"),
        ("SayDurationMinimum", "say_duration_minimum", "int"),
        ("SayEnvelope", "say_envelope", "bool:Yes/No"),
        ("SayCID", "say_cid", "bool:Yes/No"),
        ("AttachMessage", "attach_message", "bool:Yes/No"),
        ("AttachmentFormat", "attachment_format", "str"),
        ("DeleteMessage", "delete_message", "bool:Yes/No"),
        ("VolumeGain", "volume_gain", "float"),
        ("CanReview", "can_review", "bool:Yes/No"),
        ("CanMarkUrgent", "can_mark_urgent", "bool:Yes/No"),
        ("CallOperator", "call_operator", "bool:Yes/No"),
        ("MaxMessageCount", "max_message_count", "int"),
        ("MaxMessageLength", "max_message_length", "int"),
        ("NewMessageCount", "new_messages", "int"),
        ("OldMessageCount", "old_messages", "int"),
        ("IMAPUser", "imap_user", "str"),
        ("IMAPServer", "imap_server", "str"),
        ("IMAPPort", "imap_port", "str"),
        ("IMAPFlags", "imap_flags", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class VoicemailUserEntryComplete(ListComplete, frozen=True, gc=False, tag="VoicemailUserEntryComplete"):
    """Asterisk 16 to 23. Only as an answer to VoicemailUsersList. Seen from real Asterisk 22."""

    name = "VoicemailUserEntryComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
