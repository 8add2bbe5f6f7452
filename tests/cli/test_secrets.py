"""Servers by URL and profile; secrets from everywhere but the process list."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import keyring
import pytest
from keyring.backend import KeyringBackend

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from typer.testing import Result

    from .conftest import Server

    Run = Callable[..., Result]


class Memory(KeyringBackend):
    priority = 1  # pyright: ignore[reportAssignmentType]  # as keyring's documentation has it

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


@pytest.fixture
def ring() -> Iterator[Memory]:
    before, memory = keyring.get_keyring(), Memory()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def test_a_secret_comes_from_a_file_or_stdin(
    run: Run, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMI_SECRET", "wrong")
    file = tmp_path / "secret"
    file.write_text("s3cret\nanother line\n")
    assert run("send", server.url, "Ping", "--secret-file", str(file)).exit_code == 0
    assert run("send", server.url, "Ping", "--secret-file", "-", input="s3cret\n").exit_code == 0
    assert run("send", server.url, "Ping", "--secret-file", "-", input="").exit_code == 2
    assert run("send", server.url, "Ping", "--secret-file", str(tmp_path / "none")).exit_code == 7


def test_a_secret_in_the_url_works_and_warns_without_telling_it(run: Run, server: Server) -> None:
    done = run("send", server.url.replace("admin", "admin:s3cret"), "Ping")
    assert done.exit_code == 0
    assert "warning: a secret among the arguments" in done.stderr
    assert "s3cret" not in done.output
    twice = run(
        "send", server.url.replace("admin", "admin:s3cret"), "Ping", "--secret-file", "-", input="x\n"
    )
    assert (twice.exit_code, "given twice" in twice.stderr) == (2, True)


def test_no_secret_at_all_says_what_to_do(run: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AMI_SECRET")
    done = run("send", server.url, "Ping")
    assert (done.exit_code, "AMI_SECRET" in done.stderr) == (2, True)
    assert server.actions() == []


def test_the_url_may_stand_in_the_environment(
    run: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AMI_URL", server.url.replace("admin", "admin:s3cret"))
    monkeypatch.delenv("AMI_SECRET")
    done = run("send", "-", "Ping")
    assert (done.exit_code, done.stderr) == (0, "")
    assert run("tail", "--seconds", "0.05").exit_code == 0
    monkeypatch.delenv("AMI_URL")
    assert "no server is given" in run("tail").stderr


def test_a_profile_stands_for_a_server(run: Run, server: Server, config: Path, tmp_path: Path) -> None:
    (tmp_path / "the.secret").write_text("s3cret\n")
    os.environ.pop("AMI_SECRET")
    config.write_text(f'[profiles.office]\nurl = "{server.url}"\nsecret_file = "the.secret"\n')
    assert run("send", "office", "Ping").exit_code == 0
    near = run("send", "offic", "Ping")
    assert (near.exit_code, "did you mean 'office'?" in near.stderr) == (2, True)
    other = run("send", "xyz", "Ping", "--config", str(config))
    assert "profiles: office" in other.stderr
    assert run("profiles").stdout == f"office\t{server.url}\tthe.secret\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[profiles.a]\n", "missing required field `url`"),
        ('[profiles.a]\nurl = "ami://a@b"\nport = 1\n', "unknown field `port`"),
        ('[profiles.a]\nurl = "ami://a@b"\nsecret = "hush"\n', "anyio-ami login a"),
        ('[profiles.a]\nurl = "ami://b:hush@c"\n', "anyio-ami login a"),
        ('[profiles.a]\nurl = "ami://b:hu/sh@hush@c"\n', "anyio-ami login a"),
        ('[profiles.a]\nurl = "b:hush@c"\n', "anyio-ami login a"),
        ('[profiles.a]\nurl = "ami:/b:hush@c"\n', "anyio-ami login a"),
        ("[a]\n", "unknown table 'a'"),
        ("profiles = 3\n", "profiles is no table"),
        ("profiles.x = 3\n", "profile x"),
        ("[profiles\n", "config.toml"),
        ('[profiles.p]\nurl = "http://x"\n', "not an AMI URL"),
    ],
)
def test_a_wrong_configuration_is_told_in_one_line(run: Run, config: Path, text: str, why: str) -> None:
    config.write_text(text)
    done = run("send", "p", "Ping")
    assert done.exit_code == 2
    assert why in done.stderr
    assert done.stderr.count("\n") == 1
    assert "hush" not in done.stderr


def test_login_stores_the_secret_and_the_profile(
    run: Run, server: Server, config: Path, ring: Memory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AMI_SECRET")
    config.unlink()
    monkeypatch.delenv("AMI_CONFIG")
    chosen = ["--config", str(config)]
    made = run("login", "my office", "--url", server.url, "--secret-file", "-", *chosen, input="s3cret\n")
    assert made.exit_code == 0, made.stderr
    assert list(ring.held.values()) == ["s3cret"]
    assert "s3cret" not in config.read_text() + made.output
    assert run("send", "my office", "Ping", *chosen).exit_code == 0
    assert run("login", "my office", "--delete", *chosen).exit_code == 0
    assert ring.held == {}
    assert run("login", "other", *chosen).exit_code == 2


def test_a_machine_without_a_keyring_says_what_else_there_is(run: Run, server: Server, config: Path) -> None:
    from keyring.backends.fail import Keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Keyring())  # type: ignore[no-untyped-call]  # keyring's own
    try:
        done = run("login", "x", "--url", server.url)
        assert (done.exit_code, "secret_file" in done.stderr) == (1, True)
        assert run("send", server.url, "Ping").exit_code == 0
    finally:
        keyring.set_keyring(before)


def test_the_user_may_be_named_apart(run: Run, server: Server) -> None:
    bare = server.url.replace("admin@", "")
    assert run("send", bare, "Ping", "--user", "admin").exit_code == 0
    done = run("send", bare, "Ping")
    assert (done.exit_code, "--user" in done.stderr) == (2, True)
    assert run("send", server.url, "Ping", "-u", "other").exit_code == 2
