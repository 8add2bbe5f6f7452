"""Kinds of RTCP reports."""

from __future__ import annotations

from ._base import OpenText


class RtcpPacketType(OpenText):
    """``PT`` of RTCPSent and RTCPReceived, number and name in one (Asterisk 16 to 23)."""

    SENDER_REPORT = "200(SR)"
    RECEIVER_REPORT = "201(RR)"
