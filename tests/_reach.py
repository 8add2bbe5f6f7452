"""How much of the tests runs: all of it, or what can differ elsewhere.

Most of the tests' time goes to what is the same on every interpreter: classes of one generator, examples of
one property, event loops of one library. The main interpreter runs all of it (``--reach=all``, the default).
The other interpreters, and the lowest versions of the dependencies, run ``--reach=other``:

- every test function and every module, but what is marked ``once``: it looks at the files of this project;
- `CASES` cases of a parametrized test, others on each interpreter;
- `EXAMPLES` examples of a property;
- asyncio (with eager tasks where Python has them) and Trio; modules marked ``every_backend`` on all backends.

``--reach=without-trio`` is the same without Trio, for an environment that does not have it: what has ``trio``
as a parameter, or the mark ``needs_trio``, is left out.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

REACHES: Final = ("all", "other", "without-trio")
CASES: Final = 12
EXAMPLES: Final = 40
EAGER: Final = sys.version_info >= (3, 12)

_BACKENDS: Final = ("asyncio", "asyncio+uvloop", *(("asyncio+eager",) if EAGER else ()), "trio")
_VIRTUAL: Final = ("asyncio+virtual", "trio+virtual")


class _Chosen:
    reach = "all"


def choose(reach: str) -> None:
    """Say what runs, before any test module is imported."""
    _Chosen.reach = reach


def backends(*, virtual: bool, every: bool) -> list[str]:
    """What an async test runs on: with a virtual clock or not, marked ``every_backend`` or not."""
    names = _VIRTUAL if virtual else _BACKENDS
    if _Chosen.reach != "all" and not virtual and not every:
        names = ("asyncio+eager" if EAGER else "asyncio", "trio")
    return [name for name in names if _Chosen.reach != "without-trio" or not name.startswith("trio")]


def examples(number: int) -> int:
    """So many examples for Hypothesis, or as many as are tried elsewhere."""
    return number if _Chosen.reach == "all" else min(number, EXAMPLES)


def _needs_trio(item: pytest.Item, params: dict[str, object]) -> bool:
    return item.get_closest_marker("needs_trio") is not None or "trio" in params.values()


def elsewhere(items: Iterable[pytest.Item]) -> list[pytest.Item]:
    """What does not run elsewhere, of all tests that were collected."""
    left: list[pytest.Item] = []
    cases: dict[tuple[str, object], list[pytest.Item]] = {}
    for item in items:
        params: dict[str, object] = getattr(getattr(item, "callspec", None), "params", {})
        missing = _Chosen.reach == "without-trio" and _needs_trio(item, params)
        if missing or item.get_closest_marker("once") is not None:
            left.append(item)
            continue
        cases.setdefault((item.nodeid.partition("[")[0], params.get("anyio_backend")), []).append(item)
    for (name, _), all_of_one in cases.items():
        # Drawn, so that what belongs together is not left out together; the same ones in each run.
        draw = random.Random(f"{name} {sys.version_info[:2]}")
        left += draw.sample(all_of_one, max(0, len(all_of_one) - CASES))
    return left
