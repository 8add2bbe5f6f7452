"""chan_sip (to Asterisk 20), IAX2 and Skinny (to 20)."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import ListResponse, Response, SIPshowpeerResponse


class IAXnetstats(Action["Response"], frozen=True, kw_only=True, tag="IAXnetstats"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22.

    Cannot be sent through the client: its answer is plain text without an ActionID.
    """

    name = "IAXnetstats"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")


class IAXpeerlist(Action["ListResponse[events.PeerEntry]"], frozen=True, kw_only=True, tag="IAXpeerlist"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "IAXpeerlist"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(is_list=True, items=("PeerEntry",), complete="PeerlistComplete")
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class IAXpeers(Action["ListResponse[events.PeerEntry]"], frozen=True, kw_only=True, tag="IAXpeers"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "IAXpeers"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("PeerEntry",),
        complete="PeerlistComplete",
        items_lack_action_id=True,
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class IAXregistry(Action["ListResponse[events.RegistryEntry]"], frozen=True, kw_only=True, tag="IAXregistry"):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "IAXregistry"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("RegistryEntry",),
        complete="RegistrationsComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class SIPnotify(Action["Response"], frozen=True, kw_only=True, tag="SIPnotify"):
    """Asterisk 16 to 20; privilege system. Run on real Asterisk 16."""

    channel: str
    variables: Mapping[str, str | int | float] | Sequence[tuple[str, str | int | float]]
    call_id: str | None = None

    name = "SIPnotify"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Variable", "variables", "vars"),
        ("Call-ID", "call_id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class SIPpeers(Action["ListResponse[events.PeerEntry]"], frozen=True, kw_only=True, tag="SIPpeers"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    name = "SIPpeers"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __answer__: ClassVar[Answer] = Answer(is_list=True, items=("PeerEntry",), complete="PeerlistComplete")
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class SIPpeerstatus(
    Action["ListResponse[events.PeerStatus]"],
    frozen=True,
    kw_only=True,
    tag="SIPpeerstatus",
):
    """Asterisk 16 to 20; privilege system. Run on real Asterisk 16."""

    peer: str | None = None

    name = "SIPpeerstatus"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Peer", "peer", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("PeerStatus",),
        complete="SIPpeerstatusComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("system",)
    __reads_only__: ClassVar[bool] = True


class SIPqualifypeer(Action["Response"], frozen=True, kw_only=True, tag="SIPqualifypeer"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    peer: str

    name = "SIPqualifypeer"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Peer", "peer", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")


class SIPshowpeer(Action["SIPshowpeerResponse"], frozen=True, kw_only=True, tag="SIPshowpeer"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    peer: str

    name = "SIPshowpeer"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Peer", "peer", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __answer__: ClassVar[Answer] = Answer(response="SIPshowpeerResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class SIPshowregistry(
    Action["ListResponse[events.RegistryEntry]"],
    frozen=True,
    kw_only=True,
    tag="SIPshowregistry",
):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    name = "SIPshowregistry"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("RegistryEntry",),
        complete="RegistrationsComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class SKINNYdevices(
    Action["ListResponse[events.DeviceEntry]"],
    frozen=True,
    kw_only=True,
    tag="SKINNYdevices",
):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    name = "SKINNYdevices"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("DeviceEntry",),
        complete="DevicelistComplete",
        items_unterminated=True,
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class SKINNYlines(Action["ListResponse[events.LineEntry]"], frozen=True, kw_only=True, tag="SKINNYlines"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16."""

    name = "SKINNYlines"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("LineEntry",),
        complete="LinelistComplete",
        items_unterminated=True,
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class SKINNYshowdevice(Action["Response"], frozen=True, kw_only=True, tag="SKINNYshowdevice"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16.

    Cannot be sent through the client: its answer has no ActionID.
    """

    device: str

    name = "SKINNYshowdevice"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Device", "device", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")


class SKINNYshowline(Action["Response"], frozen=True, kw_only=True, tag="SKINNYshowline"):
    """Asterisk 16 to 20; privilege reporting or system. Run on real Asterisk 16.

    Cannot be sent through the client: its answer has no ActionID.
    """

    line: str

    name = "SKINNYshowline"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Line", "line", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20)
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
