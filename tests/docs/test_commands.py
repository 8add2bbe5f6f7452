"""Commands and configuration in the documents: what is typed exists, and Asterisk knows each key."""

from __future__ import annotations

import inspect
import re
import shlex
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from anyio_ami import connect_ami, events
from anyio_ami.types import EventClass

from ._snippets import DOCUMENTS, ROOT, blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow

_OWN = re.compile(r"`(anyio-ami [a-z][^`\n]*)`")
# Options alone, shown for commands that follow events.
_TAIL = "anyio-ami tail ami://admin@pbx.example.com "
_ENDS = {"|", "||", "&&", ";", "&", ">", ">>", "<"}


class Command(NamedTuple):
    """One command line of a document."""

    place: str
    words: list[str]
    is_named_only: bool = False
    """Within the text, where it may be named without its arguments."""


def commands() -> Iterator[Command]:
    """What is typed in all blocks, and the commands of ours within the text."""
    for document in DOCUMENTS:
        for block in blocks(document, "console", "sh", "bash"):
            for offset, line in enumerate(block.code.replace("\\\n", " ").splitlines(), 1):
                typed = line.removeprefix("$ ")
                if block.language == "console" and typed == line and not line.startswith("--"):
                    continue  # what a command says
                yield from _split(f"{block.page}:{block.line + offset}", typed)
        page = document.relative_to(ROOT).as_posix()
        for number, line in enumerate(document.read_text("utf-8").splitlines(), 1):
            for found in _OWN.finditer(line):
                for command in _split(f"{page}:{number}", found[1].replace(" ...", "").replace("\\|", "|")):
                    yield command._replace(is_named_only=True)


def _split(place: str, line: str) -> Iterator[Command]:
    """The commands of a line, without what sets their environment."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    words: list[str] = []
    for word in [*lexer, ";"]:
        if word not in _ENDS:
            if words or not re.fullmatch(r"\w+=.*", word):
                words.append(word)
            continue
        if words:
            yield Command(place, [*shlex.split(_TAIL), *words] if words[0].startswith("--") else words)
        words = []


ALL = list(commands())
OWN = [
    one._replace(words=one.words[3:] if one.words[0].startswith("python") else one.words[1:])
    for one in ALL
    if one.words[0] == "anyio-ami" or one.words[1:3] == ["-m", "anyio_ami"]
]


def parsed(words: list[str]) -> Any:
    """The context of a command with these arguments, which raises what they lack; it does not run."""
    main: Any = pytest.importorskip("typer.main")
    from anyio_ami.cli import app

    group = main.get_command(app)
    context = group.make_context("anyio-ami", list(words))
    name, command, rest = group.resolve_command(context, [*context._protected_args, *context.args])
    return command.make_context(name, rest, parent=context)


@pytest.mark.parametrize("command", OWN, ids=lambda one: one.place)
def test_a_command_of_ours_is_taken(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    values: Any = pytest.importorskip("anyio_ami.cli._values")
    from anyio_ami.cli._where import where

    monkeypatch.setenv("AMI_URL", "ami://admin@pbx.example.com")
    if {"--help", "--version", "--install-completion"} & {*command.words}:
        with pytest.raises(BaseException) as ending:  # noqa: PT011  # typer's own Exit
            parsed(command.words)
        assert type(ending.value).__name__ == "Exit"
        return
    try:
        given: dict[str, Any] = parsed(command.words).params
    except Exception as exc:
        if command.is_named_only and type(exc).__name__ == "MissingParameter":
            return
        raise
    for name in given.get("event") or ():
        assert name in events.NAMES, f"{command.place}: there is no event {name}"
    if given.get("where"):
        where(given["where"], [])
    # An action as it is described, not as it is sent.
    if command.words[0] == "send" and given["action"] != "ACTION":
        (values.custom if given["custom"] else values.build)(given["action"], given["fields"] or ())


@pytest.mark.parametrize(
    "words",
    [
        ["tail", "--no-such-option"],
        ["no-such-command"],
        ["originate", "ami://a@b"],
        ["tail", "--count", "many"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_wrong_is_refused(words: list[str]) -> None:
    with pytest.raises(Exception, match=r"(?i)no such|missing|invalid|a valid"):
        parsed(words)


def test_what_else_is_typed_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = {*re.findall(r"^([\w-]+):", makefile, re.MULTILINE)}
    toml: Any = pytest.importorskip("tomllib" if sys.version_info >= (3, 11) else "tomli")
    extras = toml.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    wrong: list[str] = []
    for place, words, _ in ALL:
        if words[0] == "make":
            wrong += [
                f"{place}: make {one}"
                for one in words[1:]
                if re.match(r"\w", one) and "=" not in one and one not in targets
            ]
        elif words[0].startswith("python") and words[1:2] == ["-m"] and words[2].startswith("anyio_ami"):
            wrong += [] if find_spec(words[2]) else [f"{place}: python -m {words[2]}"]
        for word in words:
            named = re.fullmatch(r"anyio-ami\[([\w,-]+)\]", word)
            for extra in named[1].split(",") if named else ():
                wrong += [] if extra in extras else [f"{place}: the extra {extra}"]
    assert wrong == []
    assert len(OWN) > 5
    assert len(ALL) > len(OWN)


def test_every_command_is_on_its_page() -> None:
    cli: Any = pytest.importorskip("anyio_ami.cli")
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    rows = "".join(line for line in page.splitlines() if line.startswith("| `"))
    missing = [
        name
        for one in cli.app.registered_commands
        if not re.search(rf"`{(name := one.name or one.callback.__name__)}[ `]", rows)
    ]
    assert missing == []
    assert len(cli.app.registered_commands) > 10


def test_every_option_of_a_connection_is_in_the_guide() -> None:
    page = (ROOT / "docs" / "guide.md").read_text("utf-8")
    table = page.partition("| option | default | meaning |")[2].partition("\n\n")[0]
    first_cells = "".join(row.split("|")[1] for row in table.splitlines() if row)
    named = {*re.findall(r"`(\w+)`", first_cells)}
    # What stands before the table.
    first = {"host", "port", "username", "secret"}
    assert named == {*inspect.signature(connect_ami).parameters} - first


# -- manager.conf --

# What Asterisk 16 and 22 read there; each name is in the programs of both.
GENERAL = {
    *(
        "enabled",
        "webenabled",
        "port",
        "bindaddr",
        "httptimeout",
        "displayconnects",
        "timestampevents",
        "debug",
    ),
    *(
        "channelvars",
        "allowmultiplelogin",
        "brokeneventsaction",
        "disabledevents",
        "authtimeout",
        "authlimit",
    ),
    *("tlsenable", "tlsbindaddr", "tlscertfile", "tlsprivatekey", "tlscipher", "tlscafile", "tlscapath"),
    *("tlscadir", "tlsverifyclient", "tlsdontverifyserver", "tlsclientmethod", "tlsservercipherorder"),
    *("tlsdisablev1", "tlsdisablev11", "tlsdisablev12"),
}
USER = {
    *("secret", "read", "write", "permit", "deny", "acl", "setvar", "writetimeout", "displayconnects"),
    *("allowmultiplelogin", "eventfilter"),
}
# By a key of each section that shows it: a service of stunnel, a context of extensions.conf, a queue.
OTHERS = {"accept", "exten", "same", "member", "strategy"}
CLASSES = {name.lower() for name in EventClass.__members__} | {"all", ""}  # none at all: no rights


def configurations() -> Iterator[tuple[str, str]]:
    """Every block of configuration and every manager.conf, with its place."""
    for document in DOCUMENTS:
        yield from ((block.name, block.code) for block in blocks(document, "ini"))
    for path in sorted((ROOT / "examples").rglob("manager.conf")):
        yield path.relative_to(ROOT).as_posix(), path.read_text("utf-8")


def sections(text: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Its sections, each with its keys and values."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for raw in text.splitlines():
        line = re.sub(r"(^|\s);.*", "", raw).strip()
        head = re.match(r"\[([^]]+)\]", line)
        if head:
            found.append((head[1], []))
        elif line and not line.startswith("#"):
            key, _, value = line.partition("=")
            # Lines without a section belong to the one that the text speaks of: an account.
            found = found or [("", [])]
            found[-1][1].append((key.strip(), value.lstrip(">").strip()))
    return iter(found)


def faults(text: str) -> list[str]:
    """What Asterisk would not know."""
    wrong: list[str] = []
    for name, entries in sections(text):
        if OTHERS & {key for key, _ in entries}:
            continue
        known = GENERAL if name == "general" else USER
        for key, value in entries:
            if key.lower() not in known and not re.fullmatch(r"eventfilter\(.+\)", key):
                wrong.append(f"[{name}] {key}")
            if key in ("read", "write"):
                wrong += [f"[{name}] {key} = {one}" for one in value.split(",") if one.strip() not in CLASSES]
    return wrong


@pytest.mark.parametrize(("place", "text"), [pytest.param(*one, id=one[0]) for one in configurations()])
def test_asterisk_knows_every_key_and_class(place: str, text: str) -> None:
    assert faults(text) == [], place


def test_a_key_and_a_class_that_asterisk_does_not_know_are_found() -> None:
    text = "[general]\nenable = yes ; really\n[me]\nsecert = x\nread = call,cdrs\n[s]\naccept = 1\n"
    assert faults(text) == ["[general] enable", "[me] secert", "[me] read = cdrs"]
