"""Messages of XMPP, Bluetooth phones and others."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import MobileStatus as MobileStatusValue

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
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Account", "account", "str"),
        ("JID", "jid", "str"),
        ("Resource", "resource", "str"),
        ("Status", "status", "int"),
        ("Priority", "priority", "int"),
        ("Description", "description", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class MobileStatus(Event, frozen=True, gc=False, tag="MobileStatus"):
    """Asterisk 16 to 23; event class system. Not seen on a real server: from the source."""

    status: MobileStatusValue | None = None
    device: str = ""

    name = "MobileStatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Status", "status", "MobileStatus"),
        ("Device", "device", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
