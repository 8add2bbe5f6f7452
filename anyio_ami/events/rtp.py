"""RTCP reports."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from anyio_ami.types import RtcpPacketType

from ._groups import ChannelEvent


class RTCPReceived(ChannelEvent, frozen=True, gc=False, tag="RTCPReceived"):
    """Asterisk 16 to 23; event class reporting. Seen from real Asterisk 16 and 22.

    ``ssrc``, ``report_source_ssrc``: hexadecimal, with ``0x``.

    ``pt``: a number and its text in brackets.

    ``sent_ntp``: seconds and microseconds.

    ``mes``: Asterisk 18 and 20 to 23.
    """

    ssrc: str = ""
    pt: RtcpPacketType | None = None
    from_: str = ""
    rtt: float | None = None
    report_count: int | None = None
    sent_ntp: str = ""
    sent_rtp: int | None = None
    sent_packets: int | None = None
    sent_octets: int | None = None
    report_source_ssrc: dict[int, str] = {}
    report_fraction_lost: dict[int, int | None] = {}
    report_cumulative_lost: dict[int, int | None] = {}
    report_highest_sequence: dict[int, int | None] = {}
    report_sequence_number_cycles: dict[int, int | None] = {}
    report_ia_jitter: dict[int, int | None] = {}
    report_lsr: dict[int, int | None] = {}
    report_dlsr: dict[int, float | None] = {}
    to: str = ""
    mes: float | None = None

    name = "RTCPReceived"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("SSRC", "ssrc", "str"),
        ("PT", "pt", "RtcpPacketType"),
        ("From", "from_", "str"),
        ("RTT", "rtt", "float"),
        ("ReportCount", "report_count", "int"),
        ("SentNTP", "sent_ntp", "str"),
        ("SentRTP", "sent_rtp", "int"),
        ("SentPackets", "sent_packets", "int"),
        ("SentOctets", "sent_octets", "int"),
        ("Report{n}SourceSSRC", "report_source_ssrc", "str"),
        ("Report{n}FractionLost", "report_fraction_lost", "int"),
        ("Report{n}CumulativeLost", "report_cumulative_lost", "int"),
        ("Report{n}HighestSequence", "report_highest_sequence", "int"),
        ("Report{n}SequenceNumberCycles", "report_sequence_number_cycles", "int"),
        ("Report{n}IAJitter", "report_ia_jitter", "int"),
        ("Report{n}LSR", "report_lsr", "int"),
        ("Report{n}DLSR", "report_dlsr", "float"),
        ("To", "to", "str"),
        ("MES", "mes", "float"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"mes": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)


class RTCPSent(ChannelEvent, frozen=True, gc=False, tag="RTCPSent"):
    """Asterisk 16 to 23; event class reporting. Seen from real Asterisk 16 and 22.

    ``ssrc``, ``report_source_ssrc``: hexadecimal, with ``0x``.

    ``pt``: a number and its text in brackets.

    ``sent_ntp``: seconds and microseconds.

    ``mes``: Asterisk 18 and 20 to 23.
    """

    ssrc: str = ""
    pt: RtcpPacketType | None = None
    to: str = ""
    report_count: int | None = None
    sent_ntp: str = ""
    sent_rtp: int | None = None
    sent_packets: int | None = None
    sent_octets: int | None = None
    report_source_ssrc: dict[int, str] = {}
    report_fraction_lost: dict[int, int | None] = {}
    report_cumulative_lost: dict[int, int | None] = {}
    report_highest_sequence: dict[int, int | None] = {}
    report_sequence_number_cycles: dict[int, int | None] = {}
    report_ia_jitter: dict[int, int | None] = {}
    report_lsr: dict[int, int | None] = {}
    report_dlsr: dict[int, float | None] = {}
    from_: str = ""
    mes: float | None = None

    name = "RTCPSent"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("SSRC", "ssrc", "str"),
        ("PT", "pt", "RtcpPacketType"),
        ("To", "to", "str"),
        ("ReportCount", "report_count", "int"),
        ("SentNTP", "sent_ntp", "str"),
        ("SentRTP", "sent_rtp", "int"),
        ("SentPackets", "sent_packets", "int"),
        ("SentOctets", "sent_octets", "int"),
        ("Report{n}SourceSSRC", "report_source_ssrc", "str"),
        ("Report{n}FractionLost", "report_fraction_lost", "int"),
        ("Report{n}CumulativeLost", "report_cumulative_lost", "int"),
        ("Report{n}HighestSequence", "report_highest_sequence", "int"),
        ("Report{n}SequenceNumberCycles", "report_sequence_number_cycles", "int"),
        ("Report{n}IAJitter", "report_ia_jitter", "int"),
        ("Report{n}LSR", "report_lsr", "int"),
        ("Report{n}DLSR", "report_dlsr", "float"),
        ("From", "from_", "str"),
        ("MES", "mes", "float"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"mes": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("reporting",)
