"""Signatures as a caller sees them: Sphinx extension.

- What is imported only for type checkers is imported, so that annotations have a meaning here too.
- A constructor that only the package itself calls is not shown, a private base class neither.
- ``connect_ami`` and its like are shown as what they return, not as the generator they are made of.
"""

from __future__ import annotations

import ast
import contextlib
import enum
import importlib
import inspect
import pkgutil
import re
import sys
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from docutils import nodes
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

PACKAGE: Final = "anyio_ami"
MADE_BY_THE_PACKAGE: Final = {
    f"{PACKAGE}.{name}"
    for name in (
        "AMIClient", "CheckReport", "Fleet", "FleetSubscription", "Gap", "ListStream", "OriginateResult",
        "ServerInfo", "SessionInfo", "Stats", "Subscription", "EventCount", "Description", "FieldInfo",
        "AnswerInfo", "Finding", "diagnosis.Need",
        "diagnosis.Rights", "diagnosis.Security", "decoding.Decoded",
        "recording.Entry", "recording.RecordingInfo", "recording.ReplayServer", "recording.Recording",
        "sync.AMIClient", "sync.Fleet", "sync.ListStream", "sync.Subscription", "testing.FakeCall",
        "testing.FakeChannel", "testing.FakeEndpoint", "testing.FakeMember", "testing.FakeQueue",
        "testing.FakeRequest", "testing.FakeSession", "testing.Hold", "testing.replaying.ReplayFactory",
        "events.Event", "events.ListComplete", "events.UnknownEvent", "cli.watch.Board",
    )
}  # fmt: skip
"""Classes whose constructors users do not call."""
_GENERATOR: Final = re.compile(r"(?:~?[\w.]*\.)?(Async)?(?:Generator|Iterator)\[(.*?)(?:, None)*\]$")


def _modules() -> Iterator[ModuleType]:
    package = importlib.import_module(PACKAGE)
    yield package
    for found in pkgutil.walk_packages(package.__path__, f"{PACKAGE}."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def import_for_checkers(app: Sphinx) -> None:
    """Do the imports that stand under ``if TYPE_CHECKING:`` in the package."""
    for module in list(_modules()):
        for node in ast.parse(inspect.getsource(module)).body:
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                imports: list[ast.stmt] = [
                    child for child in node.body if isinstance(child, (ast.Import, ast.ImportFrom))
                ]
                for child in imports:
                    one = ast.Module(body=[child], type_ignores=[])
                    # Some are of libraries that hold stubs alone, or are not installed.
                    with contextlib.suppress(ImportError):
                        exec(compile(one, str(module.__file__), "exec"), vars(module))
        _inherit_names(module)


def _inherit_names(module: ModuleType) -> None:
    """Python 3.10 looks for the names in the fields of a base class where the class itself is."""
    for cls in [thing for thing in vars(module).values() if isinstance(thing, type)]:
        for base in cls.__mro__[1:] if cls.__module__ == module.__name__ else ():
            if base.__module__.startswith(PACKAGE):
                for name, thing in vars(sys.modules[base.__module__]).items():
                    vars(module).setdefault(name, thing)


def public_bases(app: Sphinx, name: str, thing: object, options: object, bases: list[Any]) -> None:
    """Leave out the bases that say nothing to a reader."""
    documented = {"Message", "OpenInt", "OpenText"}
    bases[:] = [
        base
        for base in bases
        if isinstance(base, type)
        and base is not object
        and (base.__module__ == "builtins" or base.__name__ in documented or _is_public(base))
    ]


def _is_public(cls: type) -> bool:
    places = (PACKAGE, *(f"{PACKAGE}.{place}" for place in ("errors", "events", "actions", "responses")))
    return any(cls.__name__ in importlib.import_module(place).__all__ for place in places)


def shown_signature(
    app: Sphinx,
    what: str,
    name: str,
    thing: Any,
    options: object,
    signature: str | None,
    returned: str | None,
) -> tuple[str | None, str | None] | None:
    """The arguments and the result as they are to be shown."""
    if what in {"class", "exception"} and name in MADE_BY_THE_PACKAGE:
        return "", None
    if what == "class" and issubclass(thing, enum.Enum):
        return "", None
    if signature is not None:
        signature = signature.replace(
            "_Class", "type[events.Event] | type[actions.Action] | type[responses.Response]"
        )
        signature = signature.replace("Kind |", "Literal['event', 'action', 'response'] |")
        signature = signature.replace(": Backend", ": Literal['asyncio', 'trio']")
    inner = getattr(thing, "__wrapped__", None)
    if inner is not None and returned and (found := _GENERATOR.match(returned)):
        if inspect.isasyncgenfunction(inner):
            return signature, f"contextlib.AbstractAsyncContextManager[{found[2]}]"
        if inspect.isgeneratorfunction(inner):
            return signature, f"contextlib.AbstractContextManager[{found[2]}]"
    return signature, returned


def type_variable(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.TextElement | None:
    """A type variable leads nowhere."""
    name = str(node["reftarget"]).rpartition(".")[2]
    for module, loaded in list(sys.modules.items()):
        if module.startswith(PACKAGE) and isinstance(vars(loaded).get(name), TypeVar):
            return contnode
    return None


def short_contents(app: Sphinx, doctree: nodes.document) -> None:
    """Fields and members of enums have no entries of their own beside the page."""
    for found in doctree.findall(addnodes.desc):
        if found["objtype"] == "attribute":
            for signature in found.findall(addnodes.desc_signature):
                signature["_toc_name"] = ""


def no_abstract(app: Sphinx, doctree: nodes.document) -> None:
    """Whether the package makes an object of a class or of a subclass of it is nothing to a caller."""
    for keyword in list(doctree.findall(addnodes.desc_sig_keyword)):
        if keyword.astext() in {"abstract", "abstractmethod"}:
            parent, index = keyword.parent, keyword.parent.index(keyword)
            del parent[index : index + 2]  # and the space behind it


def setup(app: Sphinx) -> dict[str, object]:
    """Called by Sphinx."""
    app.connect("builder-inited", import_for_checkers)
    app.connect("autodoc-process-bases", public_bases)
    app.connect("autodoc-process-signature", shown_signature)
    app.connect("doctree-read", no_abstract)
    # Before the contents are made of it.
    app.connect("doctree-read", short_contents, priority=400)
    app.connect("missing-reference", type_variable, priority=700)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
