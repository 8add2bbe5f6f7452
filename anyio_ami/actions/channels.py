"""Channels."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.
# ruff: noqa: F401  # imported for the strings of the base classes

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from anyio_ami.types import (
    AocBillingId,
    AocChargedItem,
    AocChargeType,
    AocChargingType,
    AocMessageType,
    AocMultiplier,
    AocRateType,
    AocTimeScale,
    AocTotalType,
    AocVolumeUnit,
    HangupCause,
    MuteDirection,
    PlaybackControl,
)

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
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Command", "command", "str"),
        ("CommandID", "command_id", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("agi",)


class AOCMessage(Action["Response"], frozen=True, kw_only=True, tag="AOCMessage"):
    """Asterisk 16 to 23; privilege aoc. Run on real Asterisk 16 and 22.

    ``total_type``: the server's default is ``Total``.

    ``charged_item``, ``rate_type``, ``time``, ``time_scale``, ``granularity``, ``granularity_time_scale``,
    ``charging_type``, ``volume_unit``, ``code``: Asterisk 18 and 20 to 23.
    """

    channel: str
    channel_prefix: str | None = None
    msg_type: AocMessageType | str
    charge_type: AocChargeType | str
    unit_amounts: Mapping[int, str] | None = None
    unit_types: Mapping[int, str] | None = None
    currency_name: str | None = None
    currency_amount: str | None = None
    currency_multiplier: AocMultiplier | str | None = None
    total_type: AocTotalType | str | None = None
    aoc_billing_id: AocBillingId | str | None = None
    charging_association_id: str | None = None
    charging_association_number: str | None = None
    charging_association_plan: str | None = None
    charged_item: AocChargedItem | str | None = None
    rate_type: AocRateType | str | None = None
    time: str | None = None
    time_scale: AocTimeScale | str | None = None
    granularity: str | None = None
    granularity_time_scale: AocTimeScale | str | None = None
    charging_type: AocChargingType | str | None = None
    volume_unit: AocVolumeUnit | str | None = None
    code: str | None = None

    name = "AOCMessage"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("ChannelPrefix", "channel_prefix", "str"),
        ("MsgType", "msg_type", "AocMessageType"),
        ("ChargeType", "charge_type", "AocChargeType"),
        ("UnitAmount({n})", "unit_amounts", "str"),
        ("UnitType({n})", "unit_types", "str"),
        ("CurrencyName", "currency_name", "str"),
        ("CurrencyAmount", "currency_amount", "str"),
        ("CurrencyMultiplier", "currency_multiplier", "AocMultiplier"),
        ("TotalType", "total_type", "AocTotalType"),
        ("AOCBillingId", "aoc_billing_id", "AocBillingId"),
        ("ChargingAssociationId", "charging_association_id", "str"),
        ("ChargingAssociationNumber", "charging_association_number", "str"),
        ("ChargingAssociationPlan", "charging_association_plan", "str"),
        ("ChargedItem", "charged_item", "AocChargedItem"),
        ("RateType", "rate_type", "AocRateType"),
        ("Time", "time", "str"),
        ("TimeScale", "time_scale", "AocTimeScale"),
        ("Granularity", "granularity", "str"),
        ("GranularityTimeScale", "granularity_time_scale", "AocTimeScale"),
        ("ChargingType", "charging_type", "AocChargingType"),
        ("VolumeUnit", "volume_unit", "AocVolumeUnit"),
        ("Code", "code", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {
        "charged_item": (18, 20, 21, 22, 23),
        "rate_type": (18, 20, 21, 22, 23),
        "time": (18, 20, 21, 22, 23),
        "time_scale": (18, 20, 21, 22, 23),
        "granularity": (18, 20, 21, 22, 23),
        "granularity_time_scale": (18, 20, 21, 22, 23),
        "charging_type": (18, 20, 21, 22, 23),
        "volume_unit": (18, 20, 21, 22, 23),
        "code": (18, 20, 21, 22, 23),
    }
    __classes__: ClassVar[tuple[str, ...]] = ("aoc",)


class AbsoluteTimeout(Action["Response"], frozen=True, kw_only=True, tag="AbsoluteTimeout"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22.

    ``timeout``: seconds.
    """

    channel: str
    timeout: int

    name = "AbsoluteTimeout"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Timeout", "timeout", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call", "system")


class ControlPlayback(Action["Response"], frozen=True, kw_only=True, tag="ControlPlayback"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str
    control: PlaybackControl | str

    name = "ControlPlayback"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Control", "control", "PlaybackControl"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class CoreShowChannelMap(
    Action["ListResponse[events.CoreShowChannelMap]"],
    frozen=True,
    kw_only=True,
    tag="CoreShowChannelMap",
):
    """Asterisk 18 and 20 to 23; privilege reporting or system. Run on real Asterisk 22."""

    channel: str | None = None

    name = "CoreShowChannelMap"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Channel", "channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("CoreShowChannelMap",),
        complete="CoreShowChannelMapComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class CoreShowChannels(
    Action["ListResponse[events.CoreShowChannel]"],
    frozen=True,
    kw_only=True,
    tag="CoreShowChannels",
):
    """Asterisk 16 to 23; privilege reporting or system. Run on real Asterisk 16 and 22."""

    name = "CoreShowChannels"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(
        is_list=True,
        items=("CoreShowChannel",),
        complete="CoreShowChannelsComplete",
    )
    __classes__: ClassVar[tuple[str, ...]] = ("reporting", "system")
    __reads_only__: ClassVar[bool] = True


class Getvar(Action["GetvarResponse"], frozen=True, kw_only=True, tag="Getvar"):
    """Asterisk 16 to 23; privilege call or reporting. Run on real Asterisk 16 and 22."""

    channel: str | None = None
    variable: str

    name = "Getvar"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Variable", "variable", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(response="GetvarResponse")
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting")
    __reads_only__: ClassVar[bool] = True


class Hangup(Action["ListResponse[events.ChannelHungup]"], frozen=True, kw_only=True, tag="Hangup"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22.

    A list if the channel is a ``/regular expression/``, else a plain answer without items.
    """

    channel: str
    cause: HangupCause | int | str | None = None

    name = "Hangup"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Cause", "cause", "cause"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(items=("ChannelHungup",), complete="ChannelsHungupListComplete")
    __classes__: ClassVar[tuple[str, ...]] = ("call", "system")


class LocalOptimizeAway(Action["Response"], frozen=True, kw_only=True, tag="LocalOptimizeAway"):
    """Asterisk 16 to 23; privilege call or system. Run on real Asterisk 16 and 22."""

    channel: str

    name = "LocalOptimizeAway"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Channel", "channel", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call", "system")


class MuteAudio(Action["Response"], frozen=True, kw_only=True, tag="MuteAudio"):
    """Asterisk 16 to 23; privilege system. Run on real Asterisk 16 and 22."""

    channel: str
    direction: MuteDirection | str
    state: bool

    name = "MuteAudio"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Direction", "direction", "MuteDirection"),
        ("State", "state", "bool:on/off"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("system",)


class Originate(Action["Response"], frozen=True, kw_only=True, tag="Originate"):
    """Asterisk 16 to 23; privilege originate. Run on real Asterisk 16 and 22.

    How it went comes later, as OriginateResponse.

    ``timeout``: seconds, sent as whole milliseconds; the server's default is ``30000`` ms.

    ``codecs``: several are sent separated by commas.

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
    variables: Mapping[str, str | int | float] | Sequence[tuple[str, str | int | float]] | None = None
    account: str | None = None
    early_media: bool | None = None
    async_: bool | None = None
    codecs: str | Sequence[str] | None = None
    channel_id: str | None = None
    other_channel_id: str | None = None
    pre_dial_gosub: str | None = None

    name = "Originate"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
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
        ("Codecs", "codecs", "csv"),
        ("ChannelId", "channel_id", "str"),
        ("OtherChannelId", "other_channel_id", "str"),
        ("PreDialGoSub", "pre_dial_gosub", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"pre_dial_gosub": (18, 20, 21, 22, 23)}
    __classes__: ClassVar[tuple[str, ...]] = ("originate",)


class PlayDTMF(Action["Response"], frozen=True, kw_only=True, tag="PlayDTMF"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22.

    ``duration``: seconds, sent as whole milliseconds.
    """

    channel: str
    digit: str
    duration: float | None = None
    receive: bool | None = None

    name = "PlayDTMF"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Digit", "digit", "str"),
        ("Duration", "duration", "ms"),
        ("Receive", "receive", "bool:true/false"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class PlayMF(Action["Response"], frozen=True, kw_only=True, tag="PlayMF"):
    """Asterisk 16 and 18 to 23; privilege call. Run on real Asterisk 16 and 22.

    ``duration``: seconds, sent as whole milliseconds.
    """

    channel: str
    digit: str
    duration: float | None = None

    name = "PlayMF"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Digit", "digit", "str"),
        ("Duration", "duration", "ms"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


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
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("ExtraChannel", "extra_channel", "str"),
        ("Exten", "exten", "str"),
        ("ExtraExten", "extra_exten", "str"),
        ("Context", "context", "str"),
        ("ExtraContext", "extra_context", "str"),
        ("Priority", "priority", "str"),
        ("ExtraPriority", "extra_priority", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class SendFlash(Action["Response"], frozen=True, kw_only=True, tag="SendFlash"):
    """Asterisk 18 and 20 to 23; privilege call. Run on real Asterisk 22."""

    channel: str
    receive: bool | None = None

    name = "SendFlash"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Receive", "receive", "bool:true/false"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (18, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class SendText(Action["Response"], frozen=True, kw_only=True, tag="SendText"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str
    message: str
    content_type: str | None = None

    name = "SendText"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Message", "message", "str"),
        ("Content-Type", "content_type", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Setvar(Action["Response"], frozen=True, kw_only=True, tag="Setvar"):
    """Asterisk 16 to 23; privilege call. Run on real Asterisk 16 and 22."""

    channel: str | None = None
    variable: str
    value: str

    name = "Setvar"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Variable", "variable", "str"),
        ("Value", "value", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("call",)


class Status(Action["ListResponse[events.Status]"], frozen=True, kw_only=True, tag="Status"):
    """Asterisk 16 to 23; privilege call, reporting or system. Run on real Asterisk 16 and 22.

    ``variables``: several are sent separated by commas.
    """

    channel: str | None = None
    variables: str | Sequence[str] | None = None
    all_variables: bool | None = None

    name = "Status"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Channel", "channel", "str"),
        ("Variables", "variables", "csv"),
        ("AllVariables", "all_variables", "bool:true/false"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __answer__: ClassVar[Answer] = Answer(is_list=True, items=("Status",), complete="StatusComplete")
    __classes__: ClassVar[tuple[str, ...]] = ("call", "reporting", "system")
    __reads_only__: ClassVar[bool] = True
