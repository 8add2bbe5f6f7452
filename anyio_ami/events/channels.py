"""Channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import DtmfDirection, HangupCause, SoftHangup

from ._base import Event, ListComplete
from ._groups import ChannelEvent


class ChannelHungup(Event, frozen=True, gc=False, tag="ChannelHungup"):
    """Asterisk 16 to 23. Only as an answer to Hangup. Seen from real Asterisk 16 and 22."""

    channel: str = ""

    name = "ChannelHungup"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Channel", "channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class ChannelTalkingStart(ChannelEvent, frozen=True, gc=False, tag="ChannelTalkingStart"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "ChannelTalkingStart"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ChannelTalkingStop(ChannelEvent, frozen=True, gc=False, tag="ChannelTalkingStop"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``duration``: milliseconds.
    """

    duration: int | None = None

    name = "ChannelTalkingStop"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Duration", "duration", "int"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class ChannelsHungupListComplete(ListComplete, frozen=True, gc=False, tag="ChannelsHungupListComplete"):
    """Asterisk 16 to 23. Only as an answer to Hangup. Seen from real Asterisk 16 and 22."""

    name = "ChannelsHungupListComplete"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)


class DTMFBegin(ChannelEvent, frozen=True, gc=False, tag="DTMFBegin"):
    """Asterisk 16 to 23; event class dtmf. Seen from real Asterisk 16 and 22."""

    digit: str = ""
    direction: DtmfDirection | None = None

    name = "DTMFBegin"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Digit", "digit", "str"),
        ("Direction", "direction", "DtmfDirection"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("dtmf",)


class DTMFEnd(ChannelEvent, frozen=True, gc=False, tag="DTMFEnd"):
    """Asterisk 16 to 23; event class dtmf. Seen from real Asterisk 16 and 22.

    ``duration_ms``: milliseconds.
    """

    digit: str = ""
    duration_ms: int | None = None
    direction: DtmfDirection | None = None

    name = "DTMFEnd"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Digit", "digit", "str"),
        ("DurationMs", "duration_ms", "int"),
        ("Direction", "direction", "DtmfDirection"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("dtmf",)


class Flash(ChannelEvent, frozen=True, gc=False, tag="Flash"):
    """Asterisk 16 and 18 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "Flash"
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Hangup(ChannelEvent, frozen=True, gc=False, tag="Hangup"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``tech_cause``: Asterisk 20, 22 and 23.
    """

    cause: HangupCause | None = None
    cause_txt: str = ""
    tech_cause: str = ""

    name = "Hangup"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Cause", "cause", "HangupCause"),
        ("Cause-txt", "cause_txt", "str"),
        ("TechCause", "tech_cause", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"tech_cause": (20, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class HangupHandlerPop(ChannelEvent, frozen=True, gc=False, tag="HangupHandlerPop"):
    """Asterisk 16 to 23; event class dialplan. Seen from real Asterisk 16 and 22."""

    handler: str = ""

    name = "HangupHandlerPop"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Handler", "handler", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("dialplan",)


class HangupHandlerPush(ChannelEvent, frozen=True, gc=False, tag="HangupHandlerPush"):
    """Asterisk 16 to 23; event class dialplan. Seen from real Asterisk 16 and 22."""

    handler: str = ""

    name = "HangupHandlerPush"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Handler", "handler", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("dialplan",)


class HangupHandlerRun(ChannelEvent, frozen=True, gc=False, tag="HangupHandlerRun"):
    """Asterisk 16 to 23; event class dialplan. Seen from real Asterisk 16 and 22."""

    handler: str = ""

    name = "HangupHandlerRun"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Handler", "handler", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("dialplan",)


class HangupRequest(ChannelEvent, frozen=True, gc=False, tag="HangupRequest"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``tech_cause``: Asterisk 20, 22 and 23.
    """

    cause: HangupCause | None = None
    tech_cause: int | None = None

    name = "HangupRequest"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Cause", "cause", "HangupCause"),
        ("TechCause", "tech_cause", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"tech_cause": (20, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Hold(ChannelEvent, frozen=True, gc=False, tag="Hold"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    music_class: str = ""

    name = "Hold"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("MusicClass", "music_class", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MCID(ChannelEvent, frozen=True, gc=False, tag="MCID"):
    """Asterisk 16 to 23; event class call. Not seen on a real server: from the documentation and the source.

    ``m_caller_id_num_pres``, ``m_caller_id_name_pres``, ``m_caller_id_pres``, ``m_connected_id_num_pres``,
    ``m_connected_id_name_pres``, ``m_connected_id_pres``: a number and its text in brackets.
    """

    m_caller_id_num_valid: bool | None = None
    m_caller_id_num: str = ""
    m_caller_id_ton: int | None = None
    m_caller_id_num_plan: int | None = None
    m_caller_id_num_pres: str = ""
    m_caller_id_name_valid: bool | None = None
    m_caller_id_name: str = ""
    m_caller_id_name_char_set: str = ""
    m_caller_id_name_pres: str = ""
    m_caller_id_subaddr: str = ""
    m_caller_id_subaddr_type: str = ""
    m_caller_id_subaddr_odd: bool | None = None
    m_caller_id_pres: str = ""
    m_connected_id_num_valid: bool | None = None
    m_connected_id_num: str = ""
    m_connected_id_ton: int | None = None
    m_connected_id_num_plan: int | None = None
    m_connected_id_num_pres: str = ""
    m_connected_id_name_valid: bool | None = None
    m_connected_id_name: str = ""
    m_connected_id_name_char_set: str = ""
    m_connected_id_name_pres: str = ""
    m_connected_id_subaddr: str = ""
    m_connected_id_subaddr_type: str = ""
    m_connected_id_subaddr_odd: bool | None = None
    m_connected_id_pres: str = ""

    name = "MCID"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("MCallerIDNumValid", "m_caller_id_num_valid", "bool:1/0"),
        ("MCallerIDNum", "m_caller_id_num", "str"),
        ("MCallerIDton", "m_caller_id_ton", "int"),
        ("MCallerIDNumPlan", "m_caller_id_num_plan", "int"),
        ("MCallerIDNumPres", "m_caller_id_num_pres", "str"),
        ("MCallerIDNameValid", "m_caller_id_name_valid", "bool:1/0"),
        ("MCallerIDName", "m_caller_id_name", "str"),
        ("MCallerIDNameCharSet", "m_caller_id_name_char_set", "str"),
        ("MCallerIDNamePres", "m_caller_id_name_pres", "str"),
        ("MCallerIDSubaddr", "m_caller_id_subaddr", "str"),
        ("MCallerIDSubaddrType", "m_caller_id_subaddr_type", "str"),
        ("MCallerIDSubaddrOdd", "m_caller_id_subaddr_odd", "bool:1/0"),
        ("MCallerIDPres", "m_caller_id_pres", "str"),
        ("MConnectedIDNumValid", "m_connected_id_num_valid", "bool:1/0"),
        ("MConnectedIDNum", "m_connected_id_num", "str"),
        ("MConnectedIDton", "m_connected_id_ton", "int"),
        ("MConnectedIDNumPlan", "m_connected_id_num_plan", "int"),
        ("MConnectedIDNumPres", "m_connected_id_num_pres", "str"),
        ("MConnectedIDNameValid", "m_connected_id_name_valid", "bool:1/0"),
        ("MConnectedIDName", "m_connected_id_name", "str"),
        ("MConnectedIDNameCharSet", "m_connected_id_name_char_set", "str"),
        ("MConnectedIDNamePres", "m_connected_id_name_pres", "str"),
        ("MConnectedIDSubaddr", "m_connected_id_subaddr", "str"),
        ("MConnectedIDSubaddrType", "m_connected_id_subaddr_type", "str"),
        ("MConnectedIDSubaddrOdd", "m_connected_id_subaddr_odd", "bool:1/0"),
        ("MConnectedIDPres", "m_connected_id_pres", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MusicOnHoldStart(ChannelEvent, frozen=True, gc=False, tag="MusicOnHoldStart"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    music_class: str = ""

    name = "MusicOnHoldStart"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Class", "music_class", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class MusicOnHoldStop(ChannelEvent, frozen=True, gc=False, tag="MusicOnHoldStop"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "MusicOnHoldStop"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class NewAccountCode(ChannelEvent, frozen=True, gc=False, tag="NewAccountCode"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    old_account_code: str = ""

    name = "NewAccountCode"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("OldAccountCode", "old_account_code", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class NewCallerid(ChannelEvent, frozen=True, gc=False, tag="NewCallerid"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``cid_calling_pres``: a number and its text in brackets.
    """

    cid_calling_pres: str = ""

    name = "NewCallerid"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("CID-CallingPres", "cid_calling_pres", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class NewConnectedLine(ChannelEvent, frozen=True, gc=False, tag="NewConnectedLine"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "NewConnectedLine"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Newchannel(ChannelEvent, frozen=True, gc=False, tag="Newchannel"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "Newchannel"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Newstate(ChannelEvent, frozen=True, gc=False, tag="Newstate"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "Newstate"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Rename(Event, frozen=True, gc=False, tag="Rename"):
    """Asterisk 16 to 23; event class call. Not seen on a real server: from the documentation and the
    source.
    """

    channel: str = ""
    new_name: str = ""
    unique_id: str = ""

    name = "Rename"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Newname", "new_name", "str"),
        ("Uniqueid", "unique_id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class SoftHangupRequest(ChannelEvent, frozen=True, gc=False, tag="SoftHangupRequest"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22.

    ``tech_cause``: Asterisk 20, 22 and 23.
    """

    cause: SoftHangup | None = None
    tech_cause: int | None = None

    name = "SoftHangupRequest"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Cause", "cause", "SoftHangup"),
        ("TechCause", "tech_cause", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"tech_cause": (20, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Unhold(ChannelEvent, frozen=True, gc=False, tag="Unhold"):
    """Asterisk 16 to 23; event class call. Seen from real Asterisk 16 and 22."""

    name = "Unhold"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Wink(ChannelEvent, frozen=True, gc=False, tag="Wink"):
    """Asterisk 16 and 18 to 23; event class call. Not seen on a real server: from the documentation and the
    source.
    """

    name = "Wink"
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)
