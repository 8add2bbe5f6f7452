"""What would be wrong with a snippet fails its test: these are wrong on purpose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from anyio_ami import errors

from ._play import Player
from ._snippets import Block, blocks
from ._world import World

if TYPE_CHECKING:
    from pathlib import Path

    from ._world import Backend

pytestmark = pytest.mark.slow

_MAIN = """
import anyio
from anyio_ami import connect_ami, events


async def main() -> None:
    async with connect_ami("{host}", username="admin", secret="{secret}") as ami:
        {body}


anyio.run(main)
"""
_FOREVER = """async with ami.subscribe(events.{event}) as stream:
            async for event in stream:
                {inner}"""


@pytest.fixture(params=["asyncio", "trio"])
def backend(request: pytest.FixtureRequest) -> Backend:
    if request.param == "trio":
        pytest.importorskip("trio")
    name: Backend = request.param
    return name


@pytest.fixture
def world(backend: Backend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    return World(backend, "", tmp_path, monkeypatch)


def play(world: World, code: str, page: str = "docs/made-up.md") -> None:
    Player(Block(page, 1, "python", code, ""), world).play()


def program(body: str, host: str = "pbx.example.com", secret: str = "s3cret") -> str:
    return _MAIN.format(body=body, host=host, secret=secret)


def forever(inner: str, event: str = "Hangup") -> str:
    return program(_FOREVER.format(event=event, inner=inner))


def test_what_never_ends_is_ended_after_some_events(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    play(world, forever("print(event.channel)"))
    assert world.ended
    assert capsys.readouterr().out.count("PJSIP/") >= 3


def test_what_ends_by_itself_is_not_ended(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    play(world, program("print(ami.server.version)"))
    assert not world.ended
    assert capsys.readouterr().out.startswith("22")


@pytest.mark.parametrize("host", ["amis://pbx.example.com", "ami://10.0.0.2:5999"])
def test_every_host_is_a_simulated_one(world: World, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    play(world, program("print(ami.server.version)", host))
    assert capsys.readouterr().out.startswith("22")


def test_a_name_that_is_not_there_fails(world: World) -> None:
    with pytest.raises(NameError):
        play(world, forever("print(evnt)"))


def test_a_refused_login_fails(world: World) -> None:
    with pytest.raises(errors.AuthenticationError):
        play(world, program("pass", secret="wrong"))


def test_a_loop_that_nothing_comes_to_fails(world: World) -> None:
    with pytest.raises(AssertionError, match=r"made-up.md: nothing ran .* \[11\]"):
        play(world, forever("print(event)", event="ReceiveFAX"))


def test_a_wait_that_never_ends_fails(world: World) -> None:
    with pytest.raises(AssertionError, match=r"\[10\]"):
        play(world, program("await ami.wait_for(events.ReceiveFAX)\n        print(1)"))


def test_a_function_that_nobody_calls_is_called(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    function = "async def ask(ami: AMIClient) -> None:\n    print(ami.state.value)\n"
    play(world, f"from anyio_ami import AMIClient\n{function}")
    assert "connected" in capsys.readouterr().out


def test_a_method_that_nobody_calls_fails(world: World) -> None:
    with pytest.raises(AssertionError, match=r"\[3\]"):
        play(world, "import anyio\nclass Nobody:\n    def calls(self) -> None:\n        print(self)\n")


def test_a_failing_exit_code_fails(world: World) -> None:
    with pytest.raises(AssertionError, match="ended with 2"):
        play(world, "import sys\nsys.exit(2)\n")


def test_a_fragment_has_its_names_and_awaits(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    play(world, "print((await ami.send(actions.Ping())).ping, result.answered, len(pbx.sessions))\n")
    assert capsys.readouterr().out == "Pong True 1\n"


def test_the_synchronous_client_is_ended_by_ctrl_c(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    play(
        world,
        "import anyio_ami.sync\nfrom anyio_ami import events\n"
        'with anyio_ami.sync.connect("pbx.example.com", username="admin", secret="s3cret") as ami:\n'
        "    with ami.subscribe(events.Hangup) as stream:\n"
        "        for event in stream:\n"
        "            print(event.channel)\n",
    )
    assert world.ended
    assert capsys.readouterr().out.count("PJSIP/") >= 3


def test_blocks_are_found_with_their_lines_and_reasons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.docs._snippets.ROOT", tmp_path)
    document = tmp_path / "page.md"
    document.write_text(
        "# Page\n\n```python\nprint(1)\n```\n\n```py\nother()\n```\n\n"
        "<!-- not run: it needs the moon -->\n```python\nmoon()\n```\n",
        "utf-8",
    )
    found = blocks(document, "python")
    assert [(one.name, one.code, one.not_run) for one in found] == [
        ("page.md:3", "print(1)\n", ""),
        ("page.md:12", "moon()\n", "it needs the moon"),
    ]
