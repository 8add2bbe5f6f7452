"""What is derived from any set of types, without a server: expressions, demand, coverage."""

from __future__ import annotations

import random
import re
from types import SimpleNamespace
from typing import Any

import anyio
import pytest
from anyio.lowlevel import checkpoint
from hypothesis import given, settings
from hypothesis import strategies as st

from anyio_ami import actions, events
from anyio_ami._client.filters import Coverage, Demand, _expressions, demand_of
from anyio_ami._client.widening import Widening
from anyio_ami._wire.encode import encode_headers
from anyio_ami.endpoint import EVENT_CLASSES
from anyio_ami.events._index import AREAS
from anyio_ami.responses import Response
from tests._reach import examples

Types = tuple[type[events.Event], ...]

EVERY = {name: cls for name in sorted(AREAS) if (cls := events.lookup(name)) is not None}
NAMES = sorted(EVERY)
BASES: tuple[type[events.Event], ...] = (events.Event, events.ChannelEvent, events.UnknownEvent)
GROUPS = st.one_of(
    st.lists(st.sampled_from(list(EVERY.values())), min_size=1, max_size=6, unique=True).map(tuple),
    st.just(()),
    st.sampled_from(BASES).map(lambda cls: (cls,)),
)
# What a client must not ask for: some servers do not answer it.
BROKEN = ("on", "true", "yes", "all", "")


def in_python(posix: str) -> re.Pattern[str]:
    return re.compile(posix.replace("[[:cntrl:]]", r"[\x00-\x1f\x7f]"), re.DOTALL)


def wire(name: str) -> str:
    return f"Event: {name}\r\nPrivilege: call,all\r\nChannel: Event: Hangup\r\n\r\n"


@given(st.sets(st.sampled_from(NAMES)))
@settings(max_examples=examples(200), deadline=None)
def test_the_expressions_match_the_events_of_these_names_and_no_others(names: set[str]) -> None:
    lines = _expressions(names)
    patterns = [in_python(text) for text in lines]
    for name in NAMES:
        assert sum(pattern.search(wire(name)) is not None for pattern in patterns) == (name in names)
        for near in (f"{name}X", f"X{name}", name[:-1], name.lower()):
            if near not in names:
                assert not any(pattern.search(wire(near)) for pattern in patterns)
    for text in lines:
        headers = actions.Filter(operation="Add", filter=text).headers_to_send()
        sent = encode_headers("Filter", "-" * 24, headers)
        assert max(map(len, sent.split(b"\r\n"))) <= 1_022
    # As few as there can be, but for what one name may leave free at the end of each.
    assert len(lines) <= 1 + sum(len(name) + 1 for name in names) // 900


@given(st.lists(GROUPS, max_size=5))
@settings(max_examples=examples(200), deadline=None)
def test_the_demand_is_that_of_all_groups_whatever_their_order(groups: list[Types]) -> None:
    demand = demand_of(groups)
    assert demand == demand_of(reversed(groups)) == demand_of([*groups, *groups])
    if any(not group or set(group) & set(BASES) for group in groups):
        assert demand.names is None
        assert demand.classes is None
    else:
        types = {cls for group in groups for cls in group}
        assert demand.names == frozenset(str(cls.__struct_config__.tag) for cls in types)
        known = frozenset(EVENT_CLASSES) if demand.classes is None else demand.classes
        assert all(set(cls.__classes__) <= known for cls in types)
        assert (demand.classes is None) is any(not cls.__classes__ for cls in types)


class Server:
    """What one session is sent, as a server keeps it; answers take their time, and the caller may give up."""

    def __init__(self, rng: random.Random, mask: str, *, allowed: bool) -> None:
        self.rng = rng
        self.allowed = allowed
        self.mask = classes_of(mask)
        self.filters: list[re.Pattern[str]] = []
        self.busy = False

    def passing(self) -> set[str]:
        """The events that come."""
        named = [n for n in NAMES if not self.filters or any(p.search(wire(n)) for p in self.filters)]
        return {name for name in named if set(EVERY[name].__classes__) <= self.mask}

    async def ask(self, name: str, headers: list[tuple[str, str, str]]) -> Response:
        assert not self.busy, "two at once: the later could undo the earlier"
        self.busy = True
        try:
            for _ in range(self.rng.randrange(3)):
                await checkpoint()
            value = headers[-1][2]
            if name == "Events":
                assert value not in BROKEN
                self.mask = classes_of(value)
            elif not self.allowed:
                return Response(outcome="Error", message="Permission denied")
            else:
                self.filters.append(in_python(value))
            for _ in range(self.rng.randrange(3)):
                await checkpoint()
            return Response(outcome="Success")
        finally:
            self.busy = False


def classes_of(mask: str) -> set[str]:
    return set(EVENT_CLASSES if mask == "on" else mask.split(","))


def needed(types: Types, bound: set[str]) -> set[str]:
    """The events that a subscription to these types is promised."""
    return {
        name
        for name, cls in EVERY.items()
        if set(cls.__classes__) <= bound and (cls in types or demand_of([types]).names is None)
    }


async def play(seed: int, groups: list[Types], limit: str, *, allowed: bool) -> None:
    rng = random.Random(seed)
    config: Any = SimpleNamespace(
        filters="auto", node="pbx", events=limit, credentials=SimpleNamespace(username="admin")
    )
    bound = classes_of(limit)
    coverage = Coverage(config)
    widening = Widening(coverage, lambda: demand(), lambda name, headers: server.ask(name, headers))
    listening: list[Types] = [(events.FullyBooted,)]

    def demand() -> Demand:
        return demand_of(listening)

    async def listen(types: Types) -> None:
        for _ in range(rng.randrange(6)):
            await checkpoint()
        listening.append(types)
        with anyio.CancelScope() as scope:
            if rng.random() < 0.2:
                scope.deadline = anyio.current_time()
            if coverage.lacks(demand()):
                await widening.wait()
            for _ in range(rng.randrange(9)):
                # Whatever the others ask for meanwhile.
                assert needed(types, bound) <= server.passing()
                await checkpoint()
        listening.remove(types)

    early = rng.randint(0, len(groups))
    listening += groups[:early]
    server = Server(rng, coverage.begin(demand()), allowed=allowed)
    info: Any = None  # asked for criteria alone
    await coverage.set_up(demand(), info, server.ask)
    assert not coverage.lacks(demand())
    assert set().union(*(needed(types, bound) for types in listening)) <= server.passing()
    async with anyio.create_task_group() as server_side:
        server_side.start_soon(widening.run)
        async with anyio.create_task_group() as group:
            for types in groups[early:]:
                group.start_soon(listen, types)
        server_side.cancel_scope.cancel()
    assert not coverage.lacks(demand())
    assert set().union(*(needed(types, bound) for types in listening)) <= server.passing()
    # What is told is in force; what was given up may be, too.
    assert len(coverage.filters) <= len(server.filters)
    assert bound >= server.mask - {"off"}


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@given(
    st.integers(0, 1 << 32),
    st.lists(GROUPS, max_size=6),
    st.sampled_from(["on", "call,system,user", "cdr", "off"]),
    st.booleans(),
)
@settings(max_examples=examples(60), deadline=None)
def test_whoever_has_entered_lacks_nothing(
    backend: str, seed: int, groups: list[Types], limit: str, allowed: bool
) -> None:
    """In any order, several at once, with cancellations between, and others that leave meanwhile."""

    async def program() -> None:
        await play(seed, groups, limit, allowed=allowed)

    anyio.run(program, backend=backend)
