"""Messages of XMPP, Bluetooth phones and others."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ._base import Action

if TYPE_CHECKING:
    from anyio_ami.responses import Response


class JabberSend(Action["Response"], frozen=True, kw_only=True, tag="JabberSend"):
    """Asterisk 16 to 23; privilege system. Not run on a real server."""

    jabber: str
    jid: str
    message: str

    name = "JabberSend"
    __wire__ = (
        ("Jabber", "jabber", "str"),
        ("JID", "jid", "str"),
        ("Message", "message", "str"),
    )
    __classes__ = ("system",)


class MessageSend(Action["Response"], frozen=True, kw_only=True, tag="MessageSend"):
    """Asterisk 16 to 23; privilege message. Run on real Asterisk 16 and 22.

    ``destination``: Asterisk 16 and 18 to 23.
    """

    destination: str | None = None
    to: str | None = None
    from_: str | None = None
    body: str | None = None
    base64_body: str | None = None
    variables: Mapping[str, str] | None = None

    name = "MessageSend"
    __wire__ = (
        ("Destination", "destination", "str"),
        ("To", "to", "str"),
        ("From", "from_", "str"),
        ("Body", "body", "str"),
        ("Base64Body", "base64_body", "str"),
        ("Variable", "variables", "vars"),
    )
    __classes__ = ("message",)
