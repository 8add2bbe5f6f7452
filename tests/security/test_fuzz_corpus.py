"""What is fuzzed holds for real bytes, for mangled ones, and for everything that fuzzing has found so far.

`make fuzz` runs the same checks, guided by coverage (fuzz/README.md).
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fuzz import seeds
from fuzz.targets import CHECKS

if TYPE_CHECKING:
    from collections.abc import Sequence

# One of the checks plays a login on Trio.
pytestmark = pytest.mark.needs_trio

FINDINGS = sorted(Path(__file__).resolve().parents[2].joinpath("fuzz", "findings").glob("[!.]*"))
SEEDS = 40
MUTATED = 150
WORDS = [
    b"\r\n", b"\r\n\r\n", b"\r", b"\n", b"\0", b": ", b":", b"ActionID: ", b"EventList: Complete\r\n",
    b"Event: Hangup\r\n", b"Response: Error\r\n", b"\xff", b"\xc3\xa9", b"@", b"%", b"0" * 40,
]  # fmt: skip


@pytest.mark.parametrize("target", CHECKS)
def test_the_check_holds_for_captured_bytes(target: str) -> None:
    some = seeds.of(target)
    assert some
    for data in some[:: max(1, len(some) // SEEDS)]:
        CHECKS[target](data)


@pytest.mark.parametrize("target", CHECKS)
def test_the_check_holds_for_mangled_bytes(target: str) -> None:
    # The same each time: what it finds can be found again.
    rng = random.Random(f"{target}, first")
    some = seeds.of(target)
    for number in range(MUTATED):
        data = mangled(rng, some)
        try:
            CHECKS[target](data)
        except Exception as exc:
            raise AssertionError(f"input {number} of {target}: {data!r}") from exc


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.name)
def test_what_fuzzing_found_once_is_mended(path: Path) -> None:
    CHECKS[path.name.partition("-")[0]](path.read_bytes())


def test_no_input_is_too_short() -> None:
    for check in CHECKS.values():
        for data in (b"", b"\0", b"\x1f", b"\xff", b"\r\n", b"\r\n\r\n\0"):
            check(data)


def mangled(rng: random.Random, some: Sequence[bytes]) -> bytes:
    data = bytearray(rng.choice(some))
    for _ in range(rng.randint(1, 4)):
        place = rng.randrange(len(data) + 1)
        end = min(len(data), place + rng.choice((1, 2, 8, 40)))
        how = rng.randrange(6)
        if how == 0:
            data[place:place] = rng.choice(WORDS)
        elif how == 1:
            del data[place:end]
        elif how == 2:
            data[place:end] = bytes(rng.randrange(256) for _ in range(end - place))
        elif how == 3:
            data[place:place] = data[place:end] * rng.choice((1, 3))
        elif how == 4:
            other = rng.choice(some)
            start = rng.randrange(len(other) + 1)
            data[place:end] = other[start : start + rng.choice((4, 60, 400))]
        else:
            data[place:end] = data[place:end].swapcase()
    return bytes(data)
