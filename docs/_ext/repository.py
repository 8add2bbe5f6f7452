"""The site and the repository are read from the same files: Sphinx extension.

- A page may stand for a file of the repository (``repository_pages``): on the site it is that file. An
  example is its README, its program and its manager.conf.
- Links lead where they lead in the repository. A file that is no page of the site gets one that shows it,
  or, with ``repository_url``, is looked at there.
- The pages under a page, for the sidebar, stand in ``repository_contents``: in the Markdown they would show
  wherever that is read without Sphinx.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pygments.lexers import find_lexer_class_for_filename
from sphinx.highlighting import PygmentsBridge
from sphinx.util.logging import getLogger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

_log = getLogger(__name__)

DOCS: Final = Path(__file__).resolve().parent.parent
ROOT: Final = DOCS.parent
_FENCE: Final = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1[ \t]*$", re.MULTILINE | re.DOTALL)
_LINK: Final = re.compile(r"(?<=\]\()([^()\s]+)(?=\))")
_PARTS: Final = {"app.py": "python", "manager.conf": "ini"}
"""What follows the README on the page of an example."""
_SHOWN: Final = "repository_files"


def _text(page: str) -> tuple[str, Path]:
    """What stands in a file of the repository, and the folder that its links start from."""
    name, _, section = page.partition("#")
    path = ROOT / name
    text = path.read_text("utf-8")
    if section:
        found = re.search(rf"^## {section}\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
        if found is None:
            raise ValueError(f"{name} has no section {section}")
        text = f"# {section}\n{found[1]}"
    if name.startswith("examples/"):
        for other, language in _PARTS.items():
            if (file := path.parent / other).exists():
                text += f"\n## {other}\n\n```{language}\n{file.read_text('utf-8')}```\n"
    return text, path.parent


class _Links:
    """The links of one page, as they are on the site."""

    def __init__(self, app: Sphinx, docname: str, folder: Path) -> None:
        self.app = app
        self.folder = folder
        self.here = (DOCS / docname).parent
        self.up = "../" * docname.count("/")
        self.pages = {
            ROOT / name: page for page, name in app.config.repository_pages.items() if "#" not in name
        }
        self.shown: set[str] = set()

    def __call__(self, match: re.Match[str]) -> str:
        target = match[1]
        if re.match(r"[a-z][a-z0-9+.-]*:|[#/]", target):
            return target
        name, mark, anchor = target.partition("#")
        path = Path(os.path.normpath(self.folder / name))
        if path.is_dir() and (path / "README.md").exists():
            path /= "README.md"
        if path.name in _PARTS and path.parent / "README.md" in self.pages:
            mark, anchor = "#", path.name.replace(".", "")  # the anchor of its heading
            path = path.parent / "README.md"
        if path in self.pages:
            path = DOCS / f"{self.pages[path]}.md"
        if path.is_relative_to(DOCS) or not path.exists() or path.suffix in {".svg", ".png"}:
            return os.path.relpath(path, self.here) + mark + anchor
        inside = path.relative_to(ROOT).as_posix()
        if self.app.config.repository_url:
            return f"{self.app.config.repository_url}/{inside}{mark}{anchor}"
        if path.is_dir():
            return "site:" + self.up + "index.html"
        self.shown.add(inside)
        return f"site:{self.up}source/{inside}.html"


def read(app: Sphinx, docname: str, content: list[str]) -> None:
    """What a page holds on the site."""
    text, folder = content[0], (DOCS / docname).parent
    page = app.config.repository_pages.get(docname)
    if page is not None:
        app.env.note_dependency(str(ROOT / page.partition("#")[0]))
        try:
            text, folder = _text(page)
        except OSError as exc:
            _log.warning("%s", exc, location=docname, type="repository")
    links = _Links(app, docname, folder)
    parts: list[str] = []
    end = 0
    for fence in _FENCE.finditer(text):
        parts += [_LINK.sub(links, text[end : fence.start()]), fence[0]]
        end = fence.end()
    parts.append(_LINK.sub(links, text[end:]))
    for entries in app.config.repository_contents.get(docname, ()):
        parts.append(f"\n\n```{{toctree}}\n:hidden:\n:glob:\n\n{entries}\n```\n")
    content[0] = "".join(parts)
    app.env.metadata[docname][_SHOWN] = sorted(links.shown)


def show_files(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """A page for each file of the repository that some page names."""
    names = {name for metadata in app.env.metadata.values() for name in metadata.get(_SHOWN, ())}
    for name in sorted(names):
        text = (ROOT / name).read_text("utf-8")
        lexer = find_lexer_class_for_filename(name)
        code = PygmentsBridge("html").highlight_block(text, lexer.aliases[0] if lexer else "text")
        yield f"source/{name}", {"title": name, "body": f"<h1>{name}</h1>\n{code}"}, "page.html"


def setup(app: Sphinx) -> dict[str, object]:
    """Called by Sphinx."""
    app.add_config_value("repository_pages", {}, "env", [dict])
    app.add_config_value("repository_contents", {}, "env", [dict])
    app.add_config_value("repository_url", "", "env", [str])
    app.connect("source-read", read)
    app.connect("html-collect-pages", show_files)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
