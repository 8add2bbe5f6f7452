"""Names in docstrings and signatures become links: Sphinx extension.

- Each event and action has its section in the generated pages of ``docs/reference``. That section is made
  known as the place of the class, so that ``events.Hangup`` leads there.
- Where Sphinx itself finds nothing, a name is looked up as a reader would: in the module at hand, in the
  package, in its public modules, in base classes. A name of another library only has to exist.

What is found in neither way stays a warning, and warnings fail the build.
"""

from __future__ import annotations

import importlib
import inspect
from typing import TYPE_CHECKING, Any, Final

from docutils import nodes
from sphinx.util.nodes import make_refnode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains.python import PythonDomain
    from sphinx.environment import BuildEnvironment

PACKAGE: Final = "anyio_ami"
_PLACES: Final = ("", "errors", "types", "events", "actions", "responses", "testing", "tls")
"""Modules whose names are used alone in docstrings."""


def _python(env: BuildEnvironment) -> PythonDomain:
    domain: Any = env.get_domain("py")
    return domain  # type: ignore[no-any-return]  # what `py` is


def note_messages(app: Sphinx, doctree: nodes.document) -> None:
    """Make the sections of the generated pages known as the places of their classes."""
    folder, _, page = app.env.docname.rpartition("/")
    kind = "events" if page == "groups" else page.partition("-")[0]
    if folder != "reference" or kind not in {"events", "actions"}:
        return
    module = importlib.import_module(f"{PACKAGE}.{kind}")
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title)
        name = "" if title is None else title.astext().replace("-", "_")
        if name in module.__all__:
            domain, place = _python(app.env), section["ids"][0]
            domain.note_object(f"{module.__name__}.{name}", "class", place, location=section)
            full = f"{getattr(module, name).__module__}.{name}"
            domain.note_object(full, "class", place, aliased=True, location=section)


def _found(path: str) -> object | None:
    """The object of a dotted path from a module on; None if there is none."""
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        try:
            thing: object = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        for part in parts[count:]:
            if not hasattr(thing, part):
                return None
            thing = getattr(thing, part)
        return thing
    return None


def _candidates(target: str, module: str | None, cls: str | None) -> Iterator[str]:
    """Where a name may be documented, the nearest first."""
    if module and cls:
        yield f"{module}.{cls}.{target}"
    if module:
        yield f"{module}.{target}"
    yield target
    for place in _PLACES:
        yield ".".join(filter(None, (PACKAGE, place, target)))


def _documented(domain: PythonDomain, name: str) -> str | None:
    """Under which name something is documented: its own; a member, that of a base or its class."""
    if name in domain.objects:
        return name
    owner, _, member = name.rpartition(".")
    cls = _found(owner) if owner.startswith(PACKAGE) else None
    if not inspect.isclass(cls) or not (hasattr(cls, member) or member in inspect.get_annotations(cls)):
        return None
    for base in cls.__mro__:
        for place in (f"{base.__module__}.{base.__qualname__}", owner if base is cls else ""):
            if f"{place}.{member}" in domain.objects:
                return f"{place}.{member}"
    return owner if owner in domain.objects else None


def resolve(
    app: Sphinx, env: BuildEnvironment, node: pending_xref, contnode: nodes.TextElement
) -> nodes.Element | None:
    """What a name refers to, where Sphinx's own search finds nothing."""
    if node.get("refdomain") != "py":
        return None
    domain, target = _python(env), str(node["reftarget"]).removesuffix("()")
    names = [*_candidates(target, node.get("py:module"), node.get("py:class"))]
    if node["reftype"] == "class":
        # In an annotation a name may be that of the module which the annotation stands in.
        alike = [name for name in domain.objects if name.endswith(f".{target}")]
        names += alike if len(alike) == 1 else []
    for candidate in names:
        name = _documented(domain, candidate)
        if name is not None:
            entry = domain.objects[name]
            return make_refnode(app.builder, node["refdoc"], entry.docname, entry.node_id, contnode, name)
    if not target.startswith(PACKAGE) and "." in target and _found(target) is not None:
        return contnode
    return None


def setup(app: Sphinx) -> dict[str, object]:
    """Called by Sphinx."""
    app.connect("doctree-read", note_messages)
    # After intersphinx, if that is on.
    app.connect("missing-reference", resolve, priority=600)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
