"""The site builds without a warning, says something of every public name, and no link in it is dead."""

from __future__ import annotations

import functools
import importlib
import inspect
import os
import pkgutil
import re
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

import anyio_ami

from .._browser import browser
from ..conftest import STRICT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
OURS = [
    "*.md",
    ".github/**/*.md",
    "benchmarks/*.md",
    "docs/**/*.md",
    "examples/**/*.md",
    "fuzz/*.md",
    "tests/**/*.md",
]
DOCUMENTS = sorted({path for pattern in OURS for path in ROOT.glob(pattern) if "_build" not in path.parts})
# What Sphinx makes by itself.
MADE = {"genindex.html", "py-modindex.html", "search.html"}

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?^ {0,3}\1[ \t]*$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"(`+).+?\1", re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+?)\s*$", re.MULTILINE)


class Page(HTMLParser):
    """Where a page can be entered, and where it leads."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: set[str] = set()
        self.sidebar: set[str] = set()
        self._inside = 0
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.update(given[name] for name in ("id", "name") if name in given)
        if tag == "div" and (self._inside or "sidebar-tree" in given.get("class", "")):
            self._inside += 1
        for name in ("href", "src", "data"):
            if name in given:
                self.links.add(given[name])
        if tag == "a" and self._inside:
            self.sidebar.add(given.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._inside:
            self._inside -= 1


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the built site, and what Sphinx said."""
    if find_spec("sphinx") is None:
        reason = "Sphinx is not installed (pip install --group docs)"
        if STRICT:
            pytest.fail(f"With CI=true this test may not be skipped. {reason}")
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("site")
    # As `make docs` does, but without what the environment adds.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DOCS_")}
    command = [
        "sphinx",
        "-q",
        "-n",
        "-b",
        "html",
        "-d",
        str(folder / "doctrees"),
        str(DOCS),
        str(folder / "html"),
    ]
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, done.stdout
    return folder / "html", done.stdout


@pytest.fixture(scope="module")
def pages(built: tuple[Path, str]) -> dict[Path, Page]:
    return {path: Page(path) for path in sorted(built[0].rglob("*.html"))}


@pytest.mark.slow
def test_the_site_builds_without_a_warning(built: tuple[Path, str]) -> None:
    assert built[1] == ""


@pytest.mark.slow
def test_every_link_of_the_site_leads_somewhere(built: tuple[Path, str], pages: dict[Path, Page]) -> None:
    dead: list[str] = []
    followed = 0
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = Path(os.path.normpath(path.parent / unquote(parts.path))) if parts.path else path
            anchor = unquote(parts.fragment)
            there = target.is_file() and (not anchor or target not in pages or anchor in pages[target].ids)
            followed += 1
            if not there and target.name not in MADE:
                dead.append(f"{path.relative_to(built[0])}: {link}")
    assert not dead
    assert followed > 10_000  # else this looked at nothing


@pytest.mark.slow
def test_no_page_is_wider_than_its_window(built: tuple[Path, str]) -> None:
    """What is wide, a table or code, scrolls by itself."""
    wide: list[str] = []
    with browser() as chromium:
        page = chromium.new_page()
        for name in (
            "index",
            "guide",
            "errors",
            "performance",
            "api/index",
            "migration/index",
            "reference/events",
        ):
            path = built[0] / f"{name}.html"
            if not path.exists():
                continue
            page.goto(path.as_uri())
            for width in (320, 400, 768, 1008, 1100, 1280, 1320, 1366, 1440, 1536, 1600, 1680, 1740, 1920):
                page.set_viewport_size({"width": width, "height": 800})
                taken = page.evaluate("document.documentElement.scrollWidth")
                if taken > width:
                    wide.append(f"{name} at {width}: {taken}")
    assert wide == []


@pytest.mark.slow
def test_every_page_is_in_the_sidebar(built: tuple[Path, str], pages: dict[Path, Page]) -> None:
    listed = {os.path.normpath(urlsplit(link).path) for link in pages[built[0] / "index.html"].sidebar}
    names = {path.relative_to(built[0]).as_posix() for path in pages}
    # Files of the repository that are no documents are shown where a page speaks of them.
    missing = {name for name in names - listed - MADE - {"index.html"} if not name.startswith("source/")}
    assert not missing


@pytest.mark.slow
def test_every_public_name_is_documented_once(built: tuple[Path, str]) -> None:
    inventory = (built[0] / "objects.inv").read_bytes().split(b"\n", 4)
    entries = [line.split(" ", 4) for line in zlib.decompress(inventory[4]).decode().splitlines()]
    names = [entry[0] for entry in entries if entry[1].startswith("py:")]
    described: dict[int, str] = {}
    for name in names:
        thing = found(name)
        if thing is not None and not name.rpartition(".")[2].startswith("_"):
            described[id(thing)] = name
    missing: list[str] = []
    count = 0
    for module in public_modules():
        for name in public_names(module):
            count += 1
            if id(getattr(module, name)) not in described:
                missing.append(f"{module.__name__}.{name}")
    assert not missing
    assert count > 500
    assert len(set(names)) == len(names)


def found(path: str) -> object | None:
    parts = path.split(".")
    for count in range(len(parts), 0, -1):
        try:
            thing: object = importlib.import_module(".".join(parts[:count]))
        except ImportError:
            continue
        for part in parts[count:]:
            thing = getattr(thing, part, None)
        return thing
    return None


def public_modules() -> Iterator[ModuleType]:
    yield anyio_ami
    for module in pkgutil.walk_packages(anyio_ami.__path__, "anyio_ami."):
        if not any(part.startswith("_") for part in module.name.split(".")):
            yield importlib.import_module(module.name)


def public_names(module: ModuleType) -> list[str]:
    """What a module says is public; one that says nothing, the classes and functions made in it, if it is no
    part of a package that says what is."""
    told: list[str] | None = getattr(module, "__all__", None)
    if told is not None:
        return told
    package = module.__name__.rpartition(".")[0]
    if package != "anyio_ami" or module.__name__ in {"anyio_ami.demo"}:
        return []
    return [
        name
        for name, thing in vars(module).items()
        if not name.startswith("_")
        and (inspect.isclass(thing) or inspect.isfunction(thing))
        and thing.__module__ == module.__name__
    ]


def prose(document: Path) -> str:
    """The text of a document without its code."""
    return CODE.sub("", FENCE.sub("", document.read_text("utf-8")))


@functools.cache
def anchors(document: Path) -> set[str]:
    """The anchors that a code host gives to the headings of a document."""
    made: set[str] = set()
    for heading in HEADING.findall(FENCE.sub("", document.read_text("utf-8"))):
        text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        number = sum(1 for anchor in made if re.fullmatch(rf"{re.escape(slug)}(-\d+)?", anchor))
        made.add(f"{slug}-{number}" if slug in made else slug)
    return made


@pytest.mark.once
@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_between_the_documents_leads_somewhere(document: Path) -> None:
    dead: list[str] = []
    for link in LINK.findall(prose(document)):
        name, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = Path(os.path.normpath(document.parent / name)) if name else document
        there = target.is_relative_to(ROOT) and target.exists()
        if not there or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            dead.append(link)
    assert not dead


@pytest.mark.once
def test_every_example_has_its_page() -> None:
    examples = {path.parent.name for path in ROOT.glob("examples/*/README.md")}
    assert examples <= {path.stem for path in (DOCS / "examples").glob("*.md")}
