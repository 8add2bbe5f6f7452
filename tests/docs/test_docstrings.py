"""Code in docstrings: it compiles, and the calls in it have the parameters that they name."""

from __future__ import annotations

import ast
import inspect
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

import anyio_ami
from anyio_ami import errors, recording, sync, testing
from anyio_ami.testing.replaying import ReplayFactory

from ._snippets import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPAN = re.compile(r"``([^`]+)``")
_CODE = re.compile(r"(?:async with|with|await|for) |(?:connect_ami|connect_fleet)\(")
_DEFINING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)

# What the names in docstrings stand for.
_NAMES: dict[str, Any] = {
    **vars(anyio_ami),
    "FakeAsterisk": testing.FakeAsterisk,
    "Recorder": recording.Recorder,
    "replay": recording.replay,
    "ami": anyio_ami.AMIClient,
    "fleet": anyio_ami.Fleet,
    "pbx": testing.FakeAsterisk,
    "ami_replay": ReplayFactory.__call__,
    "ami_replay.server": recording.ReplayServer,
    "server": recording.ReplayServer,
    "anyio_ami": anyio_ami,
}


class Example(NamedTuple):
    """A piece of code in a docstring."""

    place: str
    code: str


def _examples() -> Iterator[Example]:
    paths = [*(ROOT / "anyio_ami").rglob("*.py"), ROOT / "anyio_ami_pytest.py"]
    for path in sorted(paths):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            text = ast.get_docstring(node) if isinstance(node, _DEFINING) else None
            for found in _SPAN.findall(text or ""):
                code = " ".join(found.split())
                if _CODE.match(code):
                    line = getattr(node, "lineno", 1)
                    yield Example(f"{path.relative_to(ROOT).as_posix()}:{line}", code)


EXAMPLES = sorted(set(_examples()))


def wrong(code: str) -> list[str]:
    """The calls in this code that cannot be made. SyntaxError if it is no code."""
    code = code.replace(", ...)", ")")  # and further arguments
    body = f"{code} pass" if code.endswith(":") else code
    tree = ast.parse(f"async def example():\n {body}")
    found: list[str] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        try:
            called = _called(node.func)
        except (AttributeError, KeyError):
            found.append(ast.unparse(node.func))
            continue
        known = inspect.signature(called).parameters
        if not any(one.kind is inspect.Parameter.VAR_KEYWORD for one in known.values()):
            found += [
                f"{ast.unparse(node.func)}({one.arg}=)" for one in node.keywords if one.arg not in known
            ]
    return found


def _called(node: ast.expr) -> Any:
    name = ast.unparse(node)
    if isinstance(node, ast.Attribute) and name not in _NAMES:
        return getattr(_called(node.value), node.attr)
    return _NAMES[name]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.place)
def test_code_in_a_docstring_could_be_written_so(example: Example) -> None:
    assert wrong(example.code) == []


def test_what_could_not_be_written_is_found() -> None:
    assert len(EXAMPLES) > 20
    assert _NAMES["anyio_ami"].sync is sync
    assert wrong("async with connect_ami(..., secrets=1) as ami:") == ["connect_ami(secrets=)"]
    assert wrong("with ami.subscribes(events.Hangup) as stream:") == ["ami.subscribes"]
    with pytest.raises(SyntaxError):
        wrong("async with ami.subscribe(events.Hangup as stream:")


def test_the_tree_of_errors_is_the_one_in_the_docstring() -> None:
    lines = (errors.__doc__ or "").splitlines()
    found = [re.match(r"([\s│├└─]*)([A-Z]\w+)", line) for line in lines[4:]]
    above: dict[int, str] = {}
    names: list[str] = []
    for one in filter(None, found):
        depth = len(one[1])
        names.append(one[2])
        if depth > 4:
            parent = above[max(known for known in above if known < depth)]
            assert parent in [base.__name__ for base in getattr(errors, one[2]).__bases__], one[2]
        above[depth] = one[2]
    assert sorted(names) == sorted(errors.__all__)
