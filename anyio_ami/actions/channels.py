"""Channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from anyio_ami.types import HangupCause

from ._base import Action, Answer

if TYPE_CHECKING:
    from anyio_ami import events
    from anyio_ami.responses import GetvarResponse, ListResponse, Response


class AGI(Action["Response"], frozen=True, kw_only=True, tag="AGI"):
    """Asterisk 16 to 23; privilege agi. Run on real Asterisk 16 and 22.

    How it went comes later, as AsyncAGIExec.
    """

    channel: str
    command: str
    command_id: str | None = None

    name = "AGI"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Command", "command", "str"),
        ("CommandID", "command_id", "str"),
    )
    __classes__ = ("agi",)


class AOCMessage(Action["Response"], frozen=True, kw_only=True, tag="AOCMessage"):
    """Asterisk 16 to 23; privilege aoc. Run on real Asterisk 16 and 22.

    ``total_type``: the server's default is ``Total``.

    ``charged_item``, ``rate_type``, ``time``, ``time_scale``, ``granularity``, ``granularity_time_scale``,
    ``charging_type``, ``volume_unit``, ``code``: Asterisk 18 and 20 to 23.
    """

    channel: str
    channel_prefix: str | None = None
    msg_type: str
    charge_type: str
    unit_amounts: Mapping[int, str] | None = None
    unit_types: Mapping[int, str] | None = None
    currency_name: str | None = None
    currency_amount: str | None = None
    currency_multiplier: str | None = None
    total_type: str | None = None
    aoc_billing_id: str | None = None
    charging_association_id: str | None = None
    charging_association_number: str | None = None
    charging_association_plan: str | None = None
    charged_item: str | None = None
    rate_type: str | None = None
    time: str | None = None
    time_scale: str | None = None
    granularity: str | None = None
    granularity_time_scale: str | None = None
    charging_type: str | None = None
    volume_unit: str | None = None
    code: str | None = None

    name = "AOCMessage"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("ChannelPrefix", "channel_prefix", "str"),
        ("MsgType", "msg_type", "str"),
        ("ChargeType", "charge_type", "str"),
        ("UnitAmount({n})", "unit_amounts", "str"),
        ("UnitType({n})", "unit_types", "str"),
        ("CurrencyName", "currency_name", "str"),
        ("CurrencyAmount", "currency_amount", "str"),
        ("CurrencyMultiplier", "currency_multiplier", "str"),
        ("TotalType", "total_type", "str"),
        ("AOCBillingId", "aoc_billing_id", "str"),
        ("ChargingAssociationId", "charging_association_id", "str"),
        ("ChargingAssociationNumber", "charging_association_number", "str"),
        ("ChargingAssociationPlan", "charging_association_plan", "str"),
        ("ChargedItem", "charged_item", "str"),
        ("RateType", "rate_type", "str"),
        ("Time", "time", "str"),
        ("TimeScale", "time_scale", "str"),
        ("Granularity", "granularity", "str"),
        ("GranularityTimeScale", "granularity_time_scale", "str"),
        ("ChargingType", "charging_type", "str"),
        ("VolumeUnit", "volume_unit", "str"),
        ("Code", "code", "str"),
    )
    __classes__ = ("aoc",)


class AbsoluteTimeout(Action["Response"], frozen=True, kw_only=True, tag="AbsoluteTimeout"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22.

    ``timeout``: seconds.
    """

    channel: str
    timeout: int

    name = "AbsoluteTimeout"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Timeout", "timeout", "int"),
    )
    __classes__ = ("call", "system")


class ControlPlayback(Action["Response"], frozen=True, kw_only=True, tag="ControlPlayback"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str
    control: str

    name = "ControlPlayback"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Control", "control", "str"),
    )
    __classes__ = ("call",)


class CoreShowChannelMap(
    Action["ListResponse[events.CoreShowChannelMap]"],
    frozen=True,
    kw_only=True,
    tag="CoreShowChannelMap",
):
    """Asterisk 18 and 20 to 23; privilege reporting or system. Run on real Asterisk 22."""

    channel: str | None = None

    name = "CoreShowChannelMap"
    __wire__ = (("Channel", "channel", "str"),)
    __answer__ = Answer(is_list=True, items=("CoreShowChannelMap",), complete="CoreShowChannelMapComplete")
    __classes__ = ("reporting", "system")


class CoreShowChannels(
    Action["ListResponse[events.CoreShowChannel]"],
    frozen=True,
    kw_only=True,
    tag="CoreShowChannels",
):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "CoreShowChannels"
    __answer__ = Answer(is_list=True, items=("CoreShowChannel",), complete="CoreShowChannelsComplete")
    __classes__ = ("reporting", "system")


class Getvar(Action["GetvarResponse"], frozen=True, kw_only=True, tag="Getvar"):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 16 and 22."""

    channel: str | None = None
    variable: str

    name = "Getvar"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Variable", "variable", "str"),
    )
    __answer__ = Answer(response="GetvarResponse")
    __classes__ = ("call", "reporting")


class Hangup(Action["ListResponse[events.ChannelHungup]"], frozen=True, kw_only=True, tag="Hangup"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22.

    A list if the channel is a ``/regular expression/``, else a plain answer without items.
    """

    channel: str
    cause: HangupCause | int | str | None = None

    name = "Hangup"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Cause", "cause", "cause"),
    )
    __answer__ = Answer(items=("ChannelHungup",), complete="ChannelsHungupListComplete")
    __classes__ = ("call", "system")


class LocalOptimizeAway(Action["Response"], frozen=True, kw_only=True, tag="LocalOptimizeAway"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22."""

    channel: str

    name = "LocalOptimizeAway"
    __wire__ = (("Channel", "channel", "str"),)
    __classes__ = ("call", "system")


class MuteAudio(Action["Response"], frozen=True, kw_only=True, tag="MuteAudio"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    channel: str
    direction: str
    state: bool

    name = "MuteAudio"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Direction", "direction", "str"),
        ("State", "state", "bool:on/off"),
    )
    __classes__ = ("system",)


class Originate(Action["Response"], frozen=True, kw_only=True, tag="Originate"):
    """Asterisk 16 to 23; privilege originate. Run on real Asterisk 16 and 22.

    How it went comes later, as OriginateResponse.

    ``timeout``: seconds, sent as whole milliseconds; the server's default is ``30000`` ms.

    ``pre_dial_gosub``: Asterisk 18 and 20 to 23.
    """

    channel: str
    exten: str | None = None
    context: str | None = None
    priority: int | str | None = None
    application: str | None = None
    data: str | None = None
    timeout: float | None = None
    caller_id: str | None = None
    variables: Mapping[str, str] | None = None
    account: str | None = None
    early_media: bool | None = None
    async_: bool | None = None
    codecs: str | None = None
    channel_id: str | None = None
    other_channel_id: str | None = None
    pre_dial_gosub: str | None = None

    name = "Originate"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Exten", "exten", "str"),
        ("Context", "context", "str"),
        ("Priority", "priority", "str"),
        ("Application", "application", "str"),
        ("Data", "data", "str"),
        ("Timeout", "timeout", "ms"),
        ("CallerID", "caller_id", "str"),
        ("Variable", "variables", "vars"),
        ("Account", "account", "str"),
        ("EarlyMedia", "early_media", "bool:true/false"),
        ("Async", "async_", "bool:true/false"),
        ("Codecs", "codecs", "str"),
        ("ChannelId", "channel_id", "str"),
        ("OtherChannelId", "other_channel_id", "str"),
        ("PreDialGoSub", "pre_dial_gosub", "str"),
    )
    __classes__ = ("originate",)


class PlayDTMF(Action["Response"], frozen=True, kw_only=True, tag="PlayDTMF"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22.

    ``duration``: seconds, sent as whole milliseconds.
    """

    channel: str
    digit: str
    duration: float | None = None
    receive: bool | None = None

    name = "PlayDTMF"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Digit", "digit", "str"),
        ("Duration", "duration", "ms"),
        ("Receive", "receive", "bool:true/false"),
    )
    __classes__ = ("call",)


class PlayMF(Action["Response"], frozen=True, kw_only=True, tag="PlayMF"):
    """Asterisk 16 and 18 to 23; privilege call. Run on real Asterisk 16 and 22.

    ``duration``: seconds, sent as whole milliseconds.
    """

    channel: str
    digit: str
    duration: float | None = None

    name = "PlayMF"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Digit", "digit", "str"),
        ("Duration", "duration", "ms"),
    )
    __classes__ = ("call",)


class Redirect(Action["Response"], frozen=True, kw_only=True, tag="Redirect"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str
    extra_channel: str | None = None
    exten: str
    extra_exten: str | None = None
    context: str
    extra_context: str | None = None
    priority: int | str
    extra_priority: int | str | None = None

    name = "Redirect"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("ExtraChannel", "extra_channel", "str"),
        ("Exten", "exten", "str"),
        ("ExtraExten", "extra_exten", "str"),
        ("Context", "context", "str"),
        ("ExtraContext", "extra_context", "str"),
        ("Priority", "priority", "str"),
        ("ExtraPriority", "extra_priority", "str"),
    )
    __classes__ = ("call",)


class SendFlash(Action["Response"], frozen=True, kw_only=True, tag="SendFlash"):
    """Asterisk 18 and 20 to 23; privilege call. Run on real Asterisk 22."""

    channel: str
    receive: bool | None = None

    name = "SendFlash"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Receive", "receive", "bool:true/false"),
    )
    __classes__ = ("call",)


class SendText(Action["Response"], frozen=True, kw_only=True, tag="SendText"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str
    message: str
    content_type: str | None = None

    name = "SendText"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Message", "message", "str"),
        ("Content-Type", "content_type", "str"),
    )
    __classes__ = ("call",)


class Setvar(Action["Response"], frozen=True, kw_only=True, tag="Setvar"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str | None = None
    variable: str
    value: str

    name = "Setvar"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Variable", "variable", "str"),
        ("Value", "value", "str"),
    )
    __classes__ = ("call",)


class Status(Action["ListResponse[events.Status]"], frozen=True, kw_only=True, tag="Status"):
    """Asterisk 16 to 23; privilege call, reporting or system. Run on real Asterisk 16 and 22."""

    channel: str | None = None
    variables: str | None = None
    all_variables: bool | None = None

    name = "Status"
    __wire__ = (
        ("Channel", "channel", "str"),
        ("Variables", "variables", "str"),
        ("AllVariables", "all_variables", "bool:true/false"),
    )
    __answer__ = Answer(is_list=True, items=("Status",), complete="StatusComplete")
    __classes__ = ("call", "reporting", "system")
