"""`connect_ami(strict=True)`: what a server's version lacks is not sent to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest

from anyio_ami import actions, responses
from anyio_ami.errors import ActionError, UnsupportedAction
from anyio_ami.testing import FakeAsterisk

from .helpers import client
from .originating import call

if TYPE_CHECKING:
    from collections.abc import Mapping


pytestmark = pytest.mark.anyio


class Newer(actions.Action[responses.Response], frozen=True, kw_only=True, tag="Newer"):
    """Stands for an action that came with Asterisk 18, and got a field with 20."""

    channel: str
    codecs: str | None = None

    name = "Newer"
    __wire__ = (("Channel", "channel", "str"), ("Codecs", "codecs", "str"))
    __versions__: ClassVar[tuple[int, ...]] = (18, 19, 20, 21, 22, 23)
    __field_versions__: ClassVar[Mapping[str, tuple[int, ...]]] = {"codecs": (20, 22)}


async def test_strict_refuses_what_this_version_lacks() -> None:
    newer = Newer(channel="PJSIP/a")
    async with FakeAsterisk("16") as pbx:
        async with client(pbx, strict=True) as ami:
            with pytest.raises(
                UnsupportedAction, match=r"Newer.*Asterisk 16.*only Asterisk 18 to 23"
            ) as caught:
                await ami.send(newer)
            assert (caught.value.field, caught.value.versions) == (None, newer.__versions__)
            with pytest.raises(UnsupportedAction, match="pre_dial_gosub") as caught:
                await call(ami, pre_dial_gosub="x")
            assert caught.value.field == "pre_dial_gosub"
            assert 16 not in caught.value.versions
            assert "Newer" not in {request.name for request in pbx.requests}
            assert not [r for r in pbx.requests if r.name == "Originate"]
            assert (await ami.send(actions.Ping())).ping == "Pong"
        async with client(pbx) as ami:
            with pytest.raises(ActionError, match="only Asterisk 18 to 23 have it, and this is 16"):
                await ami.send(newer)
    async with FakeAsterisk("18") as pbx, client(pbx, strict=True) as ami:
        with pytest.raises(ActionError, match="is its module loaded"):
            await ami.send(newer)
        with pytest.raises(
            UnsupportedAction, match="only Asterisk 20 and 22 have its field 'codecs'"
        ) as caught:
            await ami.send(Newer(channel="PJSIP/a", codecs="ulaw"))
        assert (caught.value.field, caught.value.versions) == ("codecs", (20, 22))


@pytest.mark.parametrize("banner", ["Asterisk Call Manager/99.0.0", "Asterisk Call Manager/1.1"])
async def test_strict_refuses_nothing_to_a_server_it_does_not_know(banner: str) -> None:
    async with FakeAsterisk("13", banner=banner) as pbx:
        pbx.respond("CoreSettings", lambda request: request.error("Permission denied"))
        async with client(pbx, strict=True) as ami:
            assert ami.server.major not in range(16, 24)
            pbx.respond("Newer", lambda request: request.success("done"))
            assert (await ami.send(Newer(channel="PJSIP/a", codecs="ulaw"))).message == "done"


async def test_strict_is_checked() -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(TypeError, match="strict"):
            async with client(pbx, strict="yes"):
                raise AssertionError("entered")
