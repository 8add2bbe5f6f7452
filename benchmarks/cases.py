"""What is measured: one table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Point:
    """One setting at which a case is measured."""

    label: str = ""
    params: dict[str, Any] = field(default_factory=dict[str, Any])
    count: int = 0
    """How much to do; 0: as the case says."""
    x: float = 0.0
    """Where it stands on the case's scale."""


@dataclass(frozen=True)
class Case:
    """One thing to measure."""

    title: str
    unit: str
    count: int
    warm_up: int
    points: tuple[Point, ...] = (Point(),)
    compare: str = "rate"
    """What the ratio to the baseline is made of: ``rate`` (more is better), or a figure (less is)."""
    scale: str = ""
    """What the points are a scale of; empty: they are none."""
    bounded: bool = True
    """Whether ``--events`` bounds its count, which is one of events, round trips, items or nodes then."""


def _in_flight(count: int, **params: Any) -> tuple[Point, ...]:
    return (Point(params={"in_flight": count, **params}),)


CASES = {
    "events": Case("All events to one subscription: name and two fields of each", "events", 200_000, 20_000),
    "fanout": Case("Three subscriptions of different types, one with a predicate", "events", 200_000, 20_000),
    "rare": Case("One rare kind of the flood", "events", 400_000, 20_000),
    "nobody": Case("Nobody subscribed", "events", 400_000, 20_000),
    "header": Case("One untyped header of every event", "events", 200_000, 20_000),
    "ping": Case("Ping, one by one", "round trips", 5_000, 500, _in_flight(1), compare="ping p50 us"),
    "ping64": Case("Ping, 64 in flight", "round trips", 25_600, 2_560, _in_flight(64)),
    "ping-busy": Case(
        "Ping, one by one, while 20,000 events/s are read",
        "round trips",
        5_000,
        500,
        _in_flight(1, rate=20_000),
        compare="ping p50 us",
    ),
    "ping64-busy": Case(
        "Ping, 64 in flight, while 20,000 events/s are read",
        "round trips",
        25_600,
        2_560,
        _in_flight(64, rate=20_000),
    ),
    "list": Case(
        "A list of 10,000 channels, collected",
        "items",
        50_000,
        10_000,
        (Point(params={"items": 10_000}),),
    ),
    "list-stream": Case(
        "A list streamed item by item",
        "items",
        10_000,
        10_000,
        tuple(Point(f"{count:,} items", {"items": count}, count) for count in (10_000, 100_000)),
    ),
    "memory": Case("Events against a reader that sleeps", "events", 200_000, 20_000, compare="MiB more"),
    "fleet": Case("Idle connections to one server", "connections", 1_000, 50, compare="KiB each"),
    "scale-events": Case(
        "Events from 1,000 to 1,000,000",
        "events",
        100_000,
        20_000,
        tuple(Point(f"{n:,} events", {"x": n}, n, n) for n in (1_000, 10_000, 100_000, 1_000_000)),
        scale="events",
    ),
    "scale-subscriptions": Case(
        "The same events shared out among subscriptions, each of its own types",
        "events",
        100_000,
        20_000,
        tuple(
            Point(f"{n} subscriptions", {"x": n, "traffic": "kinds"}, 0, n) for n in (1, 2, 4, 8, 16, 32, 64)
        ),
        scale="subscriptions",
    ),
    "scale-headers": Case(
        "Events with 15 to 150 headers",
        "events",
        50_000,
        5_000,
        tuple(
            Point(f"{n} headers", {"x": n, "traffic": f"headers={n}"}, 0, n) for n in (15, 30, 60, 100, 150)
        ),
        scale="headers",
    ),
    "scale-output": Case(
        "Output of a command from 64 KiB to 16 MiB",
        "KiB",
        16 * 1024,
        0,
        tuple(Point(f"{n:,} KiB", {"x": n * 1024}, 0, n) for n in (64, 1024, 4 * 1024, 16 * 1024)),
        scale="KiB",
        bounded=False,
    ),
    "fairness": Case(
        "A 1 ms ticker and a ping every 10 ms in the loop that reads a flood",
        "events",
        600_000,
        100_000,
        (
            Point("80 % of what it can read, at most 300,000/s", {"rate": 300_000, "share": 0.8}),
            Point("300,000/s, or all that it can read", {"rate": 300_000, "share": 1e9}),
        ),
        compare="late p99 ms",
    ),
    "adversary": Case(
        "Hostile layouts: what learning costs against the parser that learns none",
        "events",
        100_000,
        5_000,
        tuple(
            Point(label, {"layouts": kind})
            for kind, label in {
                "shuffled": "no order of headers twice",
                "twice": "each order twice",
                "late": "a few layouts too many, different at the end",
                "named": "a new header in every message",
                "taught": "as many layouts as are kept, then never one of them again",
            }.items()
        ),
    ),
}
GROUPS = {
    "all": tuple(CASES),
    "scaling": tuple(name for name, case in CASES.items() if case.scale),
    "pings": ("ping", "ping64", "ping-busy", "ping64-busy"),
    "lists": ("list", "list-stream"),
}
LOOPLESS = frozenset({"adversary"})
"""Cases without an event loop: of this library alone, measured once, whatever the backends."""


def named(names: list[str]) -> list[str]:
    """The cases of these names and groups, in order, each once. Raises ValueError for an unknown one."""
    found: dict[str, None] = {}
    for name in names:
        if name not in CASES and name not in GROUPS:
            msg = f"no case {name!r}; there are {', '.join([*CASES, *GROUPS])}, and micro and report"
            raise ValueError(msg)
        found.update(dict.fromkeys(GROUPS.get(name, (name,))))
    return list(found)


def bounded(case: Case, point: Point, most: int | None) -> tuple[int, int]:
    """How much to do at a point, and how much before the clock runs, if ``most`` bounds it."""
    count, warm_up = point.count or case.count, case.warm_up
    if most is not None and case.bounded:
        count, warm_up = min(count, most), min(warm_up, max(1, most // 5))
    return count, warm_up
