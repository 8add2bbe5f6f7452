"""Real servers send what the classes say: every kind of event that can be provoked here, on 22 and on 16."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import events

from .._fit import misfits
from .fixtures import VERSIONS, AsteriskServer, started
from .traffic import Played, play

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SEEN: dict[str, Any] = json.loads(
    (Path(__file__).parents[2] / "generator" / "seen.json").read_text(encoding="utf-8")
)

pytestmark = [pytest.mark.asterisk, pytest.mark.slow]


@pytest.fixture(scope="module", params=VERSIONS, ids=lambda version: f"asterisk{version}")
def played(
    request: pytest.FixtureRequest, asterisk_servers: Mapping[str, AsteriskServer]
) -> Iterator[tuple[str, Played]]:
    """All scenarios, played once for each version on a server of their own.

    On asyncio alone: it takes some 20 s, and what is asked here is what the server sends. Other tests of this
    folder hold the client to the same on every backend.
    """
    assert asterisk_servers  # installed, or this is skipped
    with started(request.param, "full") as server:
        yield request.param, anyio.run(play, server)


def test_every_scenario_came_to_its_end(played: tuple[str, Played]) -> None:
    assert played[1].failed == {}


def test_every_message_fits_its_class(played: tuple[str, Played]) -> None:
    version, run = played
    wrong = {
        misfit for event in run.recorder.events for misfit in misfits(event.headers.multi_items(), version)
    }
    for action, answer in run.recorder.answers:
        name = None if isinstance(answer, events.Event) else action
        wrong.update(misfits(answer.headers.multi_items(), version, name))
    assert sorted(wrong) == []


def test_no_event_is_unknown(played: tuple[str, Played]) -> None:
    unknown = [event.name for event in played[1].recorder.events if isinstance(event, events.UnknownEvent)]
    assert unknown == []


def test_every_kind_came_again(played: tuple[str, Played]) -> None:
    version, run = played
    kinds = set(SEEN[version])
    assert len(kinds) >= 170
    assert sorted(kinds - run.recorder.kinds()) == []
