"""Advice of charge."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from anyio_ami.types import AocBillingId, AocChargeType, AocMultiplier, AocTotalType

from ._groups import ChannelEvent


class AOC_D(ChannelEvent, frozen=True, gc=False, tag="AOC-D"):
    """Asterisk 16 to 23; event class aoc. Not seen on a real server: from the documentation and the
    source.
    """

    charge_type: AocChargeType | None = None
    charge_billing_id: AocBillingId | None = None
    charge_total_type: AocTotalType | None = None
    charge_currency_name: str = ""
    charge_currency_cost: int | None = None
    charge_currency_multiplier: AocMultiplier | None = None
    charge_units_number_of: dict[int, int | None] = {}
    charge_units_type_of: dict[int, int | None] = {}

    name = "AOC-D"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Charge/Type", "charge_type", "AocChargeType:text"),
        ("Charge/BillingID", "charge_billing_id", "AocBillingId:text"),
        ("Charge/TotalType", "charge_total_type", "AocTotalType"),
        ("Charge/Currency/Name", "charge_currency_name", "str"),
        ("Charge/Currency/Cost", "charge_currency_cost", "int"),
        ("Charge/Currency/Multiplier", "charge_currency_multiplier", "AocMultiplier:text"),
        ("Charge/Units({n})/NumberOf", "charge_units_number_of", "int"),
        ("Charge/Units({n})/TypeOf", "charge_units_type_of", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("aoc",)


class AOC_E(ChannelEvent, frozen=True, gc=False, tag="AOC-E"):
    """Asterisk 16 to 23; event class aoc. Not seen on a real server: from the documentation and the
    source.
    """

    charging_association_number: str = ""
    charging_association_plan: int | None = None
    charging_association_id: int | None = None
    charge_type: AocChargeType | None = None
    charge_billing_id: AocBillingId | None = None
    charge_total_type: AocTotalType | None = None
    charge_currency_name: str = ""
    charge_currency_cost: int | None = None
    charge_currency_multiplier: AocMultiplier | None = None
    charge_units_number_of: dict[int, int | None] = {}
    charge_units_type_of: dict[int, int | None] = {}

    name = "AOC-E"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("ChargingAssociation/Number", "charging_association_number", "str"),
        ("ChargingAssociation/Plan", "charging_association_plan", "int"),
        ("ChargingAssociation/ID", "charging_association_id", "int"),
        ("Charge/Type", "charge_type", "AocChargeType:text"),
        ("Charge/BillingID", "charge_billing_id", "AocBillingId:text"),
        ("Charge/TotalType", "charge_total_type", "AocTotalType"),
        ("Charge/Currency/Name", "charge_currency_name", "str"),
        ("Charge/Currency/Cost", "charge_currency_cost", "int"),
        ("Charge/Currency/Multiplier", "charge_currency_multiplier", "AocMultiplier:text"),
        ("Charge/Units({n})/NumberOf", "charge_units_number_of", "int"),
        ("Charge/Units({n})/TypeOf", "charge_units_type_of", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("aoc",)


class AOC_S(ChannelEvent, frozen=True, gc=False, tag="AOC-S"):
    """Asterisk 16 to 23; event class aoc. Not seen on a real server: from the documentation and the
    source.
    """

    rates_chargeable: dict[int, str] = {}
    rates_currency_name: dict[str, str] = {}
    rates_currency_cost: dict[str, int | None] = {}
    rates_currency_multiplier: dict[str, str] = {}
    rates_charging_type: dict[str, str] = {}
    rates_time_length: dict[str, int | None] = {}
    rates_time_scale: dict[str, int | None] = {}
    rates_unit: dict[str, str] = {}
    rates_special_code: dict[str, int | None] = {}

    name = "AOC-S"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Rates({n})/Chargeable", "rates_chargeable", "str"),
        ("Rates({n})/{RateType}/Currency/Name", "rates_currency_name", "str"),
        ("Rates({n})/{RateType}/Currency/Cost", "rates_currency_cost", "int"),
        ("Rates({n})/{RateType}/Currency/Multiplier", "rates_currency_multiplier", "str"),
        ("Rates({n})/{RateType}/ChargingType", "rates_charging_type", "str"),
        ("Rates({n})/{RateType}/Time/Length", "rates_time_length", "int"),
        ("Rates({n})/{RateType}/Time/Scale", "rates_time_scale", "int"),
        ("Rates({n})/{RateType}/Unit", "rates_unit", "str"),
        ("Rates({n})/{RateType}/SpecialCode", "rates_special_code", "int"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("aoc",)
