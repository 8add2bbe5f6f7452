"""Bridges: who made them, what mixes them."""

from __future__ import annotations

from ._base import OpenText


class BridgeType(OpenText):
    """What kind of bridge it is (``BridgeType`` of each; ``ast_bridge_methods``, Asterisk 16 to 23)."""

    BASE = "base"
    """A plain one, such as that of ConfBridge."""
    BASIC = "basic"
    """A call between two, with the features of Dial and Queue."""
    STASIS = "stasis"
    """Made by an application of the REST interface."""
    PARKING = "parking"
    """A parking lot."""
    AGENT_HOLD = "agent_hold"
    """Where agents wait for calls."""


class BridgeTechnology(OpenText):
    """What mixes the channels of a bridge (``BridgeTechnology``, Asterisk 16 to 23).

    Also what BridgeTechnologySuspend and BridgeTechnologyUnsuspend take.
    """

    SIMPLE_BRIDGE = "simple_bridge"
    """Two channels."""
    SOFTMIX = "softmix"
    """Any number, mixed in software."""
    HOLDING_BRIDGE = "holding_bridge"
    """Channels that wait, without hearing each other."""
    NATIVE_RTP = "native_rtp"
    """Two channels whose audio is passed on packet by packet, or goes past Asterisk."""
    NATIVE_DAHDI = "native_dahdi"
    """Two DAHDI channels, joined by their hardware."""


class BridgeCapability(OpenText):
    """What a bridge technology is for (``BridgeTechnologyListItem.BridgeType``, Asterisk 16 to 23)."""

    HOLDING = "Holding"
    EARLY = "Early"
    NATIVE = "Native"
    ONE_TO_ONE_MIX = "1to1Mix"
    MULTI_MIX = "MultiMix"


class VideoSourceMode(OpenText):
    """Whose video a bridge shows (``BridgeVideoSourceMode``, Asterisk 16 to 23)."""

    NONE = "none"
    TALKER = "talker"
    """Whoever talks."""
    SINGLE = "single"
    """One channel, named by ``BridgeVideoSource``."""
    SFU = "sfu"
    """Everybody's to everybody."""


class BridgeTone(OpenText):
    """Who hears a tone before they are bridged: ``Tone`` of the action Bridge (Asterisk 16 to 23)."""

    NO = "no"
    CHANNEL1 = "Channel1"
    CHANNEL2 = "Channel2"
    BOTH = "Both"
