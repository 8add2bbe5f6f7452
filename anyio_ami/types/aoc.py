"""Advice of charge: what a call costs.

The action AOCMessage and the events AOC-D and AOC-E spell some values differently.
A member's value is what the action takes; both are read. The rates of AOC-S, whose
headers are a family, are text; ``parse`` reads them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import OpenText

if TYPE_CHECKING:
    from collections.abc import Mapping


class AocMessageType(OpenText):
    """``MsgType`` of AOCMessage (Asterisk 16 to 23)."""

    S = "S"
    """At the beginning of a call: the rates."""
    D = "D"
    """During a call: the charges so far."""
    E = "E"
    """At the end of a call: the charges."""


class AocChargeType(OpenText):
    """``ChargeType`` of AOCMessage, ``Charge/Type`` of AOC-D and AOC-E (Asterisk 16 to 23)."""

    NOT_AVAILABLE = "NA"
    FREE = "FREE"
    CURRENCY = "Currency"
    UNIT = "Unit"

    @classmethod
    def _spellings(cls) -> Mapping[str, str]:
        return {"NotAvailable": cls.NOT_AVAILABLE, "Free": cls.FREE, "Units": cls.UNIT}


class AocTotalType(OpenText):
    """``TotalType`` of AOCMessage, ``Charge/TotalType`` of AOC-D and AOC-E (Asterisk 16 to 23)."""

    TOTAL = "Total"
    SUB_TOTAL = "SubTotal"


class AocBillingId(OpenText):
    """``AOCBillingId`` of AOCMessage, ``Charge/BillingID`` of AOC-D and AOC-E (Asterisk 16 to 23)."""

    NORMAL = "Normal"
    REVERSE_CHARGE = "ReverseCharge"
    """The called side pays."""
    CREDIT_CARD = "CreditCard"
    CALL_FORWARDING_UNCONDITIONAL = "CallFwdUnconditional"
    CALL_FORWARDING_BUSY = "CallFwdBusy"
    CALL_FORWARDING_NO_REPLY = "CallFwdNoReply"
    CALL_DEFLECTION = "CallDeflection"
    CALL_TRANSFER = "CallTransfer"
    NOT_AVAILABLE = "NotAvailable"
    """Only in the events."""

    @classmethod
    def _spellings(cls) -> Mapping[str, str]:
        return {
            "Reverse": cls.REVERSE_CHARGE,
            "CallForwardingUnconditional": cls.CALL_FORWARDING_UNCONDITIONAL,
            "CallForwardingBusy": cls.CALL_FORWARDING_BUSY,
            "CallForwardingNoReply": cls.CALL_FORWARDING_NO_REPLY,
        }


class AocMultiplier(OpenText):
    """What an amount is multiplied with: ``CurrencyMultiplier`` of AOCMessage (Asterisk 16 to 23).

    In the events ``.../Currency/Multiplier``, which has fractions and numbers.
    """

    ONE_THOUSANDTH = "OneThousandth"
    ONE_HUNDREDTH = "OneHundredth"
    ONE_TENTH = "OneTenth"
    ONE = "One"
    TEN = "Ten"
    HUNDRED = "Hundred"
    THOUSAND = "Thousand"

    @classmethod
    def _spellings(cls) -> Mapping[str, str]:
        return {
            "1/1000": cls.ONE_THOUSANDTH,
            "1/100": cls.ONE_HUNDREDTH,
            "1/10": cls.ONE_TENTH,
            "1": cls.ONE,
            "10": cls.TEN,
            "100": cls.HUNDRED,
            "1000": cls.THOUSAND,
        }


class AocChargedItem(OpenText):
    """``ChargedItem`` of AOCMessage (Asterisk 18 and 20 to 23); ``Rates({n})/Chargeable`` of AOC-S."""

    NOT_AVAILABLE = "NA"
    SPECIAL_ARRANGEMENT = "SpecialArrangement"
    BASIC_COMMUNICATION = "BasicCommunication"
    CALL_ATTEMPT = "CallAttempt"
    CALL_SETUP = "CallSetup"
    USER_USER_INFO = "UserUserInfo"
    SUPPLEMENTARY_SERVICE = "SupplementaryService"

    @classmethod
    def _spellings(cls) -> Mapping[str, str]:
        return {"NotAvailable": cls.NOT_AVAILABLE}


class AocRateType(OpenText):
    """``RateType`` of AOCMessage (Asterisk 18 and 20 to 23)."""

    NOT_AVAILABLE = "NA"
    FREE = "Free"
    FREE_FROM_BEGINNING = "FreeFromBeginning"
    DURATION = "Duration"
    FLAT = "Flat"
    VOLUME = "Volume"
    SPECIAL_CODE = "SpecialCode"


class AocTimeScale(OpenText):
    """``TimeScale`` and ``GranularityTimeScale`` of AOCMessage (Asterisk 18 and 20 to 23)."""

    ONE_HUNDREDTH_SECOND = "OneHundredthSecond"
    ONE_TENTH_SECOND = "OneTenthSecond"
    SECOND = "Second"
    TEN_SECONDS = "TenSeconds"
    MINUTE = "Minute"
    HOUR = "Hour"
    DAY = "Day"


class AocChargingType(OpenText):
    """``ChargingType`` of AOCMessage (Asterisk 18 and 20 to 23); ``.../ChargingType`` of AOC-S."""

    CONTINUOUS_CHARGING = "ContinuousCharging"
    STEP_FUNCTION = "StepFunction"


class AocVolumeUnit(OpenText):
    """``VolumeUnit`` of AOCMessage (Asterisk 18 and 20 to 23); ``.../Unit`` of AOC-S."""

    OCTET = "Octet"
    SEGMENT = "Segment"
    MESSAGE = "Message"
