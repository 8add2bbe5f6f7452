"""chan_sip (to Asterisk 20), IAX2 and Skinny (to 20)."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response, SIPshowpeerResponse


class IAXnetstats(Action["Response"], frozen=True, kw_only=True, tag="IAXnetstats"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: its answer is plain text without an ActionID.
    """

    name = "IAXnetstats"
    __classes__ = ("reporting", "system")


class IAXpeerlist(Action["ListResponse[events.PeerEntry]"], frozen=True, kw_only=True, tag="IAXpeerlist"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "IAXpeerlist"
    __answer__ = Answer(is_list=True, items=("PeerEntry",), complete="PeerlistComplete")
    __classes__ = ("reporting", "system")


class IAXpeers(Action["ListResponse[events.PeerEntry]"], frozen=True, kw_only=True, tag="IAXpeers"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "IAXpeers"
    __answer__ = Answer(
        is_list=True,
        items=("PeerEntry",),
        complete="PeerlistComplete",
        items_lack_action_id=True,
    )
    __classes__ = ("reporting", "system")


class IAXregistry(Action["ListResponse[events.RegistryEntry]"], frozen=True, kw_only=True, tag="IAXregistry"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "IAXregistry"
    __answer__ = Answer(is_list=True, items=("RegistryEntry",), complete="RegistrationsComplete")
    __classes__ = ("reporting", "system")


class SIPnotify(Action["Response"], frozen=True, kw_only=True, tag="SIPnotify"):
    """Asterisk 16 to 20; privilege system. Run on real Asterisk 16."""

    channel: str
    variables: Mapping[str, str]
    call_id: str | None = None

    name = "SIPnotify"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Variable", "variables", "vars"),
        ("Call-ID", "call_id", "str"),
    )
    __classes__ = ("system",)


class SIPpeers(Action["ListResponse[events.PeerEntry]"], frozen=True, kw_only=True, tag="SIPpeers"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    name = "SIPpeers"
    __answer__ = Answer(is_list=True, items=("PeerEntry",), complete="PeerlistComplete")
    __classes__ = ("reporting", "system")


class SIPpeerstatus(
    Action["ListResponse[events.PeerStatus]"],
    frozen=True,
    kw_only=True,
    tag="SIPpeerstatus",
):
    """Asterisk 16 to 20; privilege system. Run on real Asterisk 16."""

    peer: str | None = None

    name = "SIPpeerstatus"
    __wire__ = (("Peer", "peer", "str"),)
    __answer__ = Answer(is_list=True, items=("PeerStatus",), complete="SIPpeerstatusComplete")
    __classes__ = ("system",)


class SIPqualifypeer(Action["Response"], frozen=True, kw_only=True, tag="SIPqualifypeer"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    peer: str

    name = "SIPqualifypeer"
    __wire__ = (("Peer", "peer", "str"),)
    __classes__ = ("reporting", "system")


class SIPshowpeer(Action["SIPshowpeerResponse"], frozen=True, kw_only=True, tag="SIPshowpeer"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    peer: str

    name = "SIPshowpeer"
    __wire__ = (("Peer", "peer", "str"),)
    __answer__ = Answer(response="SIPshowpeerResponse")
    __classes__ = ("reporting", "system")


class SIPshowregistry(
    Action["ListResponse[events.RegistryEntry]"],
    frozen=True,
    kw_only=True,
    tag="SIPshowregistry",
):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    name = "SIPshowregistry"
    __answer__ = Answer(is_list=True, items=("RegistryEntry",), complete="RegistrationsComplete")
    __classes__ = ("reporting", "system")


class SKINNYdevices(
    Action["ListResponse[events.DeviceEntry]"],
    frozen=True,
    kw_only=True,
    tag="SKINNYdevices",
):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    name = "SKINNYdevices"
    __answer__ = Answer(
        is_list=True,
        items=("DeviceEntry",),
        complete="DevicelistComplete",
        items_unterminated=True,
    )
    __classes__ = ("reporting", "system")


class SKINNYlines(Action["ListResponse[events.LineEntry]"], frozen=True, kw_only=True, tag="SKINNYlines"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    name = "SKINNYlines"
    __answer__ = Answer(
        is_list=True,
        items=("LineEntry",),
        complete="LinelistComplete",
        items_unterminated=True,
    )
    __classes__ = ("reporting", "system")


class SKINNYshowdevice(Action["Response"], frozen=True, kw_only=True, tag="SKINNYshowdevice"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16.

    Cannot be sent through the client: its answer has no ActionID.
    """

    device: str

    name = "SKINNYshowdevice"
    __wire__ = (("Device", "device", "str"),)
    __classes__ = ("reporting", "system")


class SKINNYshowline(Action["Response"], frozen=True, kw_only=True, tag="SKINNYshowline"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16.

    Cannot be sent through the client: its answer has no ActionID.
    """

    line: str

    name = "SKINNYshowline"
    __wire__ = (("Line", "line", "str"),)
    __classes__ = ("reporting", "system")
