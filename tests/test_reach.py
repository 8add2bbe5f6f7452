"""What `--reach` leaves out on the other interpreters, and what it may not."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from tests import _reach


def functions(items: list[pytest.Item]) -> set[str]:
    return {item.nodeid.partition("[")[0] for item in items}


def test_every_function_of_every_module_runs_elsewhere_too(request: pytest.FixtureRequest) -> None:
    items = request.session.items
    left = set(_reach.elsewhere(items))
    kept = [item for item in items if item not in left]
    missing = functions(items) - functions(kept)
    assert missing == functions([item for item in items if item.get_closest_marker("once")])


def test_of_many_cases_some_run_and_the_same_ones_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    class Case:
        def __init__(self, number: int, backend: str) -> None:
            self.nodeid = f"tests/test_x.py::test_x[{number}-{backend}]"
            self.callspec: Any = type(
                "CallSpec", (), {"params": {"anyio_backend": backend, "number": number}}
            )

        def get_closest_marker(self, name: str) -> None:
            return None

    cases: list[Any] = [Case(number, backend) for number in range(400) for backend in ("asyncio", "trio")]
    monkeypatch.setattr(_reach._Chosen, "reach", "other")
    left = _reach.elsewhere(cases)
    kept = Counter(case.callspec.params["anyio_backend"] for case in cases if case not in left)
    assert kept == {"asyncio": _reach.CASES, "trio": _reach.CASES}
    assert _reach.elsewhere(cases) == left
    monkeypatch.setattr(_reach._Chosen, "reach", "without-trio")
    left = _reach.elsewhere(cases)
    assert {case.callspec.params["anyio_backend"] for case in cases if case not in left} == {"asyncio"}


@pytest.mark.parametrize("eager", [False, True])
def test_elsewhere_there_are_both_libraries_and_eager_tasks(
    monkeypatch: pytest.MonkeyPatch, eager: bool
) -> None:
    monkeypatch.setattr(_reach._Chosen, "reach", "other")
    monkeypatch.setattr(_reach, "EAGER", eager)
    assert _reach.backends(virtual=False, every=False) == ["asyncio+eager" if eager else "asyncio", "trio"]
    assert _reach.backends(virtual=True, every=False) == ["asyncio+virtual", "trio+virtual"]
    assert {"asyncio", "asyncio+uvloop", "trio"} <= set(_reach.backends(virtual=False, every=True))


def test_without_trio_nothing_runs_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_reach._Chosen, "reach", "without-trio")
    for virtual in (False, True):
        for every in (False, True):
            names = _reach.backends(virtual=virtual, every=every)
            assert names
            assert not [name for name in names if "trio" in name]


def test_all_of_it_is_all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_reach._Chosen, "reach", "all")
    assert _reach.examples(800) == 800
    assert {"asyncio", "asyncio+uvloop", "trio"} <= set(_reach.backends(virtual=False, every=False))
    monkeypatch.setattr(_reach._Chosen, "reach", "other")
    assert _reach.examples(800) == _reach.EXAMPLES
    assert _reach.examples(8) == 8
