"""Messages of XMPP, Bluetooth phones and others."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from ._base import Action

if TYPE_CHECKING:
    from anyio_ami.responses import Response


class JabberSend(Action["Response"], frozen=True, kw_only=True, tag="JabberSend"):
    """Asterisk 16 to 23; privilege system. Not run on a real server."""

    jabber: str
    jid: str
    message: str

    name = "JabberSend"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Jabber", "jabber", "str"),
        ("JID", "jid", "str"),
        ("Message", "message", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class MessageSend(Action["Response"], frozen=True, kw_only=True, tag="MessageSend"):
    """Asterisk 16 to 23; privilege message. Run on real Asterisk 16 and 22.

    ``destination``: Asterisk 16 and 18 to 23.
    """

    destination: str | None = None
    to: str | None = None
    from_: str | None = None
    body: str | None = None
    base64_body: str | None = None
    variables: Mapping[str, str | int | float] | Sequence[tuple[str, str | int | float]] | None = None

    name = "MessageSend"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Destination", "destination", "str"),
        ("To", "to", "str"),
        ("From", "from_", "str"),
        ("Body", "body", "str"),
        ("Base64Body", "base64_body", "str"),
        ("Variable", "variables", "vars"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "destination": (16, 18, 19, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("message",)
