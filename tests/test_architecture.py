"""How the house is laid out: three floors, each importing only from below."""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import pkgutil
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import anyio_ami

PACKAGE = Path(anyio_ami.__file__).resolve().parent
ROOT = PACKAGE.parent
MODULES = sorted(PACKAGE.rglob("*.py"))
LOOPS = {
    "anyio",
    "asyncio",
    "trio",
    "socket",
    "selectors",
    "ssl",
    "threading",
    "concurrent",
    "uvloop",
    "sniffio",
}
CLOCKS = {"time", "datetime", "sched"}
MESSAGES = ("events", "actions", "responses", "types")
MIDDLE = ("errors", "policy", "endpoint", "tls", "observer", "decoding", "_check", "_log", "_tls", "__init__")
# The top floor: only on what a user could use too.
TOP = sorted(
    {p.relative_to(PACKAGE).parts[0].removesuffix(".py") for p in MODULES}
    - {"_messages", "_json", "_wire", "_client", *MESSAGES, *MIDDLE}
)


def ids(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def dotted(path: Path) -> str:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path) -> set[str]:
    """Every module and name that a file imports, anywhere in it, also only for types or at run time."""
    package = dotted(path) if path.name == "__init__.py" else dotted(path).rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                parents = package.split(".")
                parents = parents[: len(parents) - node.level + 1]
                base = ".".join([*parents, base] if base else parents)
            found.update(f"{base}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, (ast.Name, ast.Attribute)):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if (
                called in ("import_module", "__import__")
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(str(node.args[0].value))
    return found


def below(*floors: str) -> list[Path]:
    return [p for p in MODULES if p.relative_to(PACKAGE).parts[0].removesuffix(".py") in floors]


def arrows(paths: list[Path]) -> dict[str, set[str]]:
    """Each of these modules, and which of the others it imports, in whatever way."""
    modules = {dotted(path): path for path in paths}

    def module_of(name: str) -> str:
        while name and name not in modules:
            name = name.rpartition(".")[0]
        return name

    # A package names its own modules.
    return {name: {module_of(one) for one in imports(path)} - {"", name} for name, path in modules.items()}


def test_the_walk_sees_nested_relative_and_late_imports(tmp_path: Path) -> None:
    nested = PACKAGE / "_wire" / "receiver.py"
    assert "anyio_ami._wire.frames.FrameBuffer" in imports(nested)
    assert "anyio_ami.errors.ProtocolError" in imports(nested)
    late = PACKAGE / "_messages" / "plans.py"
    assert "anyio_ami.types" in imports(late), "imported inside a function"
    assert "anyio_ami.events.Event" in imports(nested), "imported for types only"


@pytest.mark.parametrize("path", below("_messages", "_json", "_wire", "decoding", *MESSAGES), ids=ids)
def test_the_ground_floor_knows_no_loop_no_socket_and_no_clock(path: Path) -> None:
    assert not {name for name in imports(path) if name.split(".")[0] in LOOPS | CLOCKS}


@pytest.mark.parametrize(
    "path",
    below("_messages", "_json", "_wire", "decoding", "errors", "policy", "endpoint", "tls", *MESSAGES),
    ids=ids,
)
def test_the_ground_floor_imports_nothing_from_above(path: Path) -> None:
    above = ("anyio_ami._client", *(f"anyio_ami.{name}" for name in TOP))
    assert not {name for name in imports(path) if name.startswith(above)}


@pytest.mark.parametrize("path", below("_messages", *MESSAGES), ids=ids)
def test_messages_know_nothing_of_the_wire(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith("anyio_ami._wire")}


def test_the_ground_floor_runs_without_any_event_loop() -> None:
    code = (
        "import sys, importlib\n"
        "sys.modules['anyio_ami'] = type(sys)('anyio_ami')\n"
        f"sys.modules['anyio_ami'].__path__ = [{str(PACKAGE)!r}]\n"
        "import anyio_ami._wire.receiver, anyio_ami._wire.login, anyio_ami._wire.encode\n"
        "import anyio_ami.events, anyio_ami.actions, anyio_ami.responses\n"
        "print(sorted({'anyio', 'asyncio', 'trio', 'socket'} & set(sys.modules)))\n"
    )
    # Without the site's own start-up files, which import what they like.
    path = os.pathsep.join(entry for entry in sys.path if entry)
    run = subprocess.run(
        [sys.executable, "-S", "-c", code],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert (run.stdout.strip(), run.stderr) == ("[]", "")


@pytest.mark.parametrize("path", below("_client"), ids=ids)
def test_the_first_floor_imports_nothing_of_the_top_floor(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith(tuple(f"anyio_ami.{top}" for top in TOP))}


@pytest.mark.parametrize(
    "path", [p for p in MODULES if "testing" not in p.parts and p.name != "demo.py"], ids=ids
)
def test_nothing_imports_the_simulated_server(path: Path) -> None:
    assert not {name for name in imports(path) if name.startswith("anyio_ami.testing")}


def test_there_is_no_circle_of_imports_not_even_one_for_types() -> None:
    # The package itself gathers the public names: features are among them, and are made of them.
    modules = [path for path in MODULES if path != PACKAGE / "__init__.py"]
    try:
        TopologicalSorter(arrows(modules)).prepare()
    except CycleError as exc:
        pytest.fail(f"a circle of imports: {' <- '.join(exc.args[1])}")


def test_the_arrows_tell_of_imports_for_types_only_and_of_a_circle() -> None:
    found = arrows(below("testing"))
    assert "anyio_ami.testing._given" in found["anyio_ami.testing._queues"], (
        "imported as a name of the package"
    )
    assert "anyio_ami.testing._lines" in found["anyio_ami.testing._session"], "imported for types only"
    assert "anyio_ami.testing" not in found["anyio_ami.testing._server"], "its package, not imported by it"
    found["anyio_ami.testing._session"].add("anyio_ami.testing._server")
    with pytest.raises(CycleError):
        TopologicalSorter(found).prepare()


@pytest.mark.parametrize("path", below(*TOP), ids=ids)
def test_the_top_floor_uses_nothing_that_a_user_could_not_use(path: Path) -> None:
    own = f"anyio_ami.{path.relative_to(PACKAGE).parts[0].removesuffix('.py')}"
    foreign = {name for name in imports(path) if name.startswith("anyio_ami.") and not name.startswith(own)}
    assert not {name for name in foreign if any(part.startswith("_") for part in name.split("."))}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_no_module_is_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_the_public_names_are_those_that_are_listed() -> None:
    # Modules below the package appear in it as soon as anybody imports them.
    public = {
        name
        for name, value in vars(anyio_ami).items()
        if not name.startswith("_")
        and name != "annotations"
        and (name in anyio_ami.__all__ or not inspect.ismodule(value))
    }
    assert sorted(anyio_ami.__all__) == sorted(public)
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    exported = {
        alias.asname
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    assert exported == set(anyio_ami.__all__)


@pytest.mark.parametrize("name", ["errors", "events", "actions", "responses", "types"])
def test_every_listed_name_of_a_module_is_there(name: str) -> None:
    module = importlib.import_module(f"anyio_ami.{name}")
    assert module.__all__
    assert [one for one in module.__all__ if not hasattr(module, one)] == []
    assert len(set(module.__all__)) == len(module.__all__)


def test_every_module_can_be_imported_by_itself() -> None:
    for module in pkgutil.walk_packages([str(PACKAGE)], "anyio_ami."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").exists()
