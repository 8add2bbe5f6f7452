"""ReconnectPolicy and Limits: data, checked when made."""

from __future__ import annotations

import copy
import itertools
import pickle
import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyio_ami import Limits, ReconnectPolicy
from anyio_ami._client.backoff import REJECTED, Backoff
from anyio_ami.errors import AMIError, AuthenticationError, ConnectError, ConnectionLost
from anyio_ami.policy import FLOOR, STABLE_AFTER, ReconnectDecision


def first(policy: ReconnectPolicy, count: int, seed: int = 1) -> list[float]:
    return list(itertools.islice(policy.delays(random.Random(seed)), count))


@given(
    initial=st.floats(0, 100),
    more=st.floats(0, 100),
    factor=st.floats(1, 10),
    attempts=st.integers(0, 50),
    seed=st.integers(),
)
def test_exponential_delays_are_jittered_with_a_floor_and_a_ceiling(
    initial: float, more: float, factor: float, attempts: int, seed: int
) -> None:
    policy = ReconnectPolicy.exponential(initial, initial + more, factor=factor, attempts=attempts)
    delays = list(policy.delays(random.Random(seed)))
    assert len(delays) == attempts
    nominal = initial
    for delay in delays:
        assert 0.05 <= delay <= max(0.05, nominal)
        nominal = min(nominal * factor, initial + more)


def test_the_upper_end_of_the_jitter_grows_to_the_maximum() -> None:
    policy = ReconnectPolicy.exponential(0.5, 30.0)
    runs = [first(policy, 12, seed) for seed in range(400)]
    highest = [max(column) for column in zip(*runs, strict=True)]
    assert all(0.4 < high <= 0.5 for high in highest[:1])
    assert all(high <= min(30.0, 0.5 * 2**n) for n, high in enumerate(highest))
    assert highest[-1] > 25
    assert min(map(min, runs)) == 0.05
    assert len({run[5] for run in runs}) > 300, "drawn anew each time"


def test_without_a_limit_delays_never_end() -> None:
    assert len(first(ReconnectPolicy.exponential(), 10_000)) == 10_000
    assert ReconnectPolicy.exponential().attempts is None


def test_fixed_delays_are_exact() -> None:
    assert first(ReconnectPolicy.fixed(2.5), 5) == [2.5] * 5
    assert first(ReconnectPolicy.fixed(1.0, attempts=2), 5) == [1.0, 1.0]


def test_none_never_tries() -> None:
    assert first(ReconnectPolicy.none(), 5) == []


@pytest.mark.parametrize(
    "make",
    [
        lambda: ReconnectPolicy.exponential(-1.0),
        lambda: ReconnectPolicy.exponential(2.0, 1.0),
        lambda: ReconnectPolicy.exponential(factor=0.5),
        lambda: ReconnectPolicy.exponential(attempts=-1),
        lambda: ReconnectPolicy.exponential(stable_after=-1.0),
        lambda: ReconnectPolicy.exponential(float("nan")),
        lambda: ReconnectPolicy.exponential(1.0, float("nan")),
        lambda: ReconnectPolicy.exponential(factor=float("nan")),
        lambda: ReconnectPolicy.exponential(1.0, float("inf")),
        lambda: ReconnectPolicy.exponential(factor=float("inf")),
        lambda: ReconnectPolicy.fixed(-0.1),
        lambda: ReconnectPolicy.fixed(float("inf")),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(make: object) -> None:
    assert callable(make)
    with pytest.raises(ValueError, match=r"attempts must be|a reconnect policy needs"):
        make()


@pytest.mark.parametrize("field", Limits.__struct_fields__)
def test_limits_are_at_least_one(field: str) -> None:
    assert getattr(Limits(**{field: 1}), field) == 1
    for bad in (0, -1):
        with pytest.raises(ValueError, match=rf"Limits\.{field}"):
            Limits(**{field: bad})


def test_both_are_plain_data() -> None:
    one: Any
    for one in (ReconnectPolicy.exponential(), Limits(event_bytes=5)):
        assert pickle.loads(pickle.dumps(one)) == one
        assert copy.deepcopy(one) == one
        assert msgspec.json.decode(msgspec.json.encode(one), type=type(one)) == one
        assert hash(one) == hash(copy.copy(one))
        with pytest.raises(AttributeError):
            one.attempts = 5


LOST = ConnectionLost("cut")


@pytest.mark.parametrize("lifetime", [0.0, 9.9, 10.0, 500.0])
def test_attempts_go_on_after_a_short_connection_and_begin_anew_after_a_stable_one(lifetime: float) -> None:
    backoff = Backoff(ReconnectPolicy.fixed(2, attempts=3, stable_after=10), retry_auth=False)
    assert [backoff.next(LOST) for _ in range(2)] == [2, 2]
    backoff.lived(lifetime)
    left = [backoff.next(LOST) for _ in range(4)]
    assert left == ([2, 2, 2, None] if lifetime >= 10 else [2, None, None, None])


@pytest.mark.parametrize("lifetime", [0.0, STABLE_AFTER - 0.1, STABLE_AFTER, 500.0])
def test_a_function_of_ones_own_is_asked_with_numbers_that_begin_anew_likewise(lifetime: float) -> None:
    asked: list[tuple[int, AMIError]] = []

    def decide(attempt: int, error: AMIError) -> float | None:
        asked.append((attempt, error))
        return None if attempt == 3 else attempt / 1000

    policy: ReconnectDecision = decide
    backoff = Backoff(policy, retry_auth=False)
    refused = ConnectError("refused")
    assert [backoff.next(LOST), backoff.next(refused)] == [FLOOR, FLOOR]
    backoff.lived(lifetime)
    stable = lifetime >= STABLE_AFTER
    assert backoff.next(LOST) == (FLOOR if stable else None)
    assert asked == [(1, LOST), (2, refused), (1 if stable else 3, LOST)]


@given(delay=st.floats(0, 1e6), retry=st.booleans())
def test_a_rejected_login_is_final_or_waits_half_a_minute(delay: float, retry: bool) -> None:
    backoff = Backoff(lambda attempt, error: delay, retry_auth=retry)
    assert backoff.next(AuthenticationError("no")) == (max(REJECTED, delay) if retry else None)
    assert backoff.next(ConnectError("login in use")) == max(FLOOR, delay)
    assert Backoff(ReconnectPolicy.none(), retry_auth=True).next(AuthenticationError("no")) is None
