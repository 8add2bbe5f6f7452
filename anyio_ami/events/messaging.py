"""Messages of XMPP, Bluetooth phones and others."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from ._base import Event


class JabberStatus(Event, frozen=True, gc=False, tag="JabberStatus"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the source."""

    account: str = ""
    jid: str = ""
    resource: str = ""
    status: int | None = None
    priority: int | None = None
    description: str = ""

    name = "JabberStatus"
    __wire__ = (
        ("Account", "account", "str"),
        ("JID", "jid", "str"),
        ("Resource", "resource", "str"),
        ("Status", "status", "int"),
        ("Priority", "priority", "int"),
        ("Description", "description", "str"),
    )
    __classes__ = ("system",)


class MobileStatus(Event, frozen=True, gc=False, tag="MobileStatus"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the source."""

    status: str = ""
    device: str = ""

    name = "MobileStatus"
    __wire__ = (
        ("Status", "status", "str"),
        ("Device", "device", "str"),
    )
    __classes__ = ("system",)
