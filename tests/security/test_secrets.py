"""Our own secret shows nowhere: not in what is printed, logged, raised, counted, copied or kept."""

from __future__ import annotations

import asyncio
import base64
import copy
import gc
import logging
import pickle
import pprint
import re
import traceback
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import anyio
import msgspec
import pytest
from anyio.lowlevel import checkpoint

import anyio_ami
from anyio_ami import (
    Credentials,
    Endpoint,
    Limits,
    ReconnectPolicy,
    actions,
    check,
    connect_ami,
    connect_fleet,
    events,
)
from anyio_ami.errors import AMIError, AuthenticationError, ConnectError, ConnectTimeout
from anyio_ami.testing import FakeAsterisk, FakeUser

from ..client.helpers import lost, on_asyncio, settle

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Generator, Iterator

    from anyio.abc import ByteStream

pytestmark = pytest.mark.anyio

SECRET = "Corr3ct/Horse+Battery?Staple"
_CODED = (SECRET.encode(), f"admin:{SECRET}".encode())
FORMS = {
    SECRET,
    quote(SECRET),
    quote(SECRET, safe=""),
    *(base64.b64encode(text).decode().rstrip("=") for text in _CODED),
    *(base64.urlsafe_b64encode(text).decode().rstrip("=") for text in _CODED),
    SECRET.encode().hex(),
}
OURS = str(Path(anyio_ami.__file__).parent)
_KEY = re.compile(rb"\r\nKey: ([0-9a-f]{32})\r\n")


class Line(anyio.abc.ByteStream):
    """A line to the simulated server that notes the MD5 keys which go over it."""

    def __init__(self, inner: ByteStream, keys: set[str], *, breaks: bool) -> None:
        self._inner = inner
        self._keys = keys
        self._breaks = breaks

    async def receive(self, max_bytes: int = 65_536) -> bytes:
        return await self._inner.receive(max_bytes)

    async def send(self, item: bytes) -> None:
        self._keys.update(found.decode() for found in _KEY.findall(item))
        if self._breaks and item.startswith(b"Action: Login"):
            raise anyio.BrokenResourceError
        await self._inner.send(item)

    async def send_eof(self) -> None:
        await self._inner.send_eof()

    async def aclose(self) -> None:
        await self._inner.aclose()


class Watch:
    """What must not be found, and a client's line that adds to it."""

    def __init__(self, pbx: FakeAsterisk) -> None:
        self.pbx = pbx
        self.keys: set[str] = set()
        self.breaks = False
        """Whether its lines break when a login is written."""

    async def connect(self) -> ByteStream:
        return Line(await self.pbx.connect(), self.keys, breaks=self.breaks)

    def check(self, *shown: str) -> None:
        """Fail if one of the texts holds the secret or a key, in any form."""
        for text in shown:
            for form in FORMS | self.keys:
                assert form not in text, text[max(0, text.index(form) - 300) :][:400]

    def check_error(self, error: BaseException) -> None:
        """Fail if an error shows it: its text, its causes, or the local variables of our own frames."""
        for one in _chain(error):
            self.check(
                str(one), repr(one), repr(one.args), repr(vars(one)), repr(getattr(one, "__notes__", ""))
            )
            told = traceback.TracebackException.from_exception(one, capture_locals=True, limit=None)
            for frame in told.stack:
                if frame.filename.startswith(OURS):
                    self.check(f"{frame.filename}:{frame.lineno}: {frame.locals}")
            if isinstance(one, AMIError):
                again = pickle.loads(pickle.dumps(one))
                self.check(repr(again), pickle.dumps(one).decode("latin-1"))


def _chain(error: BaseException | None, seen: set[int] | None = None) -> Iterator[BaseException]:
    seen = set() if seen is None else seen
    if error is None or id(error) in seen:
        return
    seen.add(id(error))
    yield error
    for other in (error.__cause__, error.__context__, *getattr(error, "exceptions", ())):
        yield from _chain(other, seen)


def client(watch: Watch, **options: Any) -> Any:
    """A client whose user has the secret."""
    chosen: dict[str, Any] = {
        "transport": watch.connect,
        "username": "admin",
        "secret": SECRET,
        "reconnect": ReconnectPolicy.fixed(0.1),
        **options,
    }
    return connect_ami(**chosen)


@pytest.fixture
def everything_logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All loggers at DEBUG, whoever's they are."""
    caplog.set_level(logging.DEBUG)
    return caplog


@contextmanager
def loud_loop() -> Generator[None, None, None]:
    """asyncio's debug mode, which logs the repr of every callback and what it was given."""
    if not on_asyncio():
        yield
        return
    loop = asyncio.get_running_loop()
    loop.set_debug(True)
    loop.slow_callback_duration = 0
    try:
        yield
    finally:
        loop.set_debug(False)


def fake(**options: Any) -> FakeAsterisk:
    """A simulated server that knows the secret."""
    return FakeAsterisk(users=[FakeUser("admin", SECRET)], **options)


# -- what hangs together with a client ----------------------------------------------------------------


def reachable(*roots: object) -> list[object]:
    """Every object of this library that can be reached, however deep."""
    seen: dict[int, object] = {}
    waiting: list[object] = list(roots)
    found: list[object] = []
    while waiting:
        one = waiting.pop()
        # Modules and classes lead everywhere.
        if (
            id(one) in seen
            or isinstance(one, (type, type(gc)))
            or type(one).__name__ in ("function", "frame")
        ):
            continue
        seen[id(one)] = one
        # The simulated server at the other end of the line knows the secret, of course.
        if type(one).__module__.startswith(("anyio_ami.testing", "tests.")):
            continue
        if type(one).__module__.startswith("anyio_ami."):
            found.append(one)
            # Structs without garbage collection do not tell what they hold.
            waiting.extend(getattr(one, name, None) for name in getattr(one, "__struct_fields__", ()))
        waiting.extend(gc.get_referents(one))
    return found


@pytest.mark.parametrize("login", ["md5", "plain"])
async def test_nothing_that_hangs_together_with_a_client_shows_it(login: str) -> None:
    async with fake() as pbx:
        watch = Watch(pbx)
        found: list[object] = []
        async with (
            client(watch, login=login, allow_plaintext=True) as ami,
            ami.subscribe() as stream,
        ):
            config = ami._supervisor.config
            async with anyio.create_task_group() as group:
                group.start_soon(ami.send, actions.Ping())
                await checkpoint()
                found.extend(reachable(ami, stream, config, ami.server, ami.stats))
            assert bool(watch.keys) is (login == "md5")
            # Enough of it was found to mean something.
            assert {"Supervisor", "Config", "Credentials", "Endpoint", "Session"} <= {
                type(o).__name__ for o in found
            }
            for one in found:
                watch.check(repr(one), str(one), f"{one}", pprint.pformat(one), repr(dir(one)))
                if not isinstance(one, Credentials):
                    watch.check(repr(getattr(one, "__dict__", "")))
                    slots = [name for cls in type(one).__mro__ for name in getattr(cls, "__slots__", ())]
                    watch.check(*(repr(getattr(one, name, None)) for name in slots))
            watch.check(msgspec.json.encode(ami.stats).decode(), pickle.dumps(ami.stats).decode("latin-1"))
            watch.check(repr(copy.deepcopy(config.endpoint)), repr(copy.copy(config)))


async def test_no_fleet_shows_it() -> None:
    async with fake() as pbx:
        watch = Watch(pbx)
        endpoint = Endpoint(credentials=Credentials("admin", SECRET))
        nodes: dict[str, Any] = {"one": endpoint, "two": endpoint}
        async with connect_fleet(nodes, transport=watch.connect) as fleet, fleet.subscribe() as stream:
            found = reachable(fleet, stream)
            assert any(isinstance(one, Credentials) for one in found)
            for one in found:
                watch.check(repr(one), str(one), pprint.pformat(one))


async def test_no_report_of_a_check_shows_it() -> None:
    async with fake() as pbx:
        watch = Watch(pbx)
        for secret in (SECRET, f"{SECRET}, wrong"):
            options: dict[str, Any] = {"username": "admin", "secret": secret, "transport": watch.connect}
            report = await check(**options, actions=["Originate"], events=["Hangup"])
            assert report.logged_in is (secret == SECRET)
            watch.check(str(report), repr(report), report.stanza, pprint.pformat(report))
            watch.check(msgspec.json.encode(report).decode(), pickle.dumps(report).decode("latin-1"))


# -- a whole life, logged ------------------------------------------------------------------------------


async def test_no_log_of_a_whole_life_shows_it(everything_logged: pytest.LogCaptureFixture) -> None:
    async with fake() as pbx:
        watch = Watch(pbx)
        with loud_loop():
            async with client(watch, keepalive=0.05) as ami, ami.subscribe(gaps=True):
                await ami.send(actions.Ping())
                await lost(ami, pbx)
                await ami.wait_connected()
                with anyio.move_on_after(0):
                    await ami.send(actions.Ping())
                pbx.respond("Getvar", lambda request: None)
                with pytest.raises(AMIError):
                    await ami.send(actions.Getvar(variable="X"), timeout=0.01)
            await settle()
        assert len(watch.keys) == 2
        assert "connection lost" in everything_logged.text
        watch.check(everything_logged.text, *(str(vars(record)) for record in everything_logged.records))


# -- errors ----------------------------------------------------------------------------------------------


async def wrong_secret(watch: Watch) -> None:
    watch.pbx.respond("Login", lambda request: request.error("Authentication failed"))
    async with client(watch):
        pass


async def no_challenge(watch: Watch) -> None:
    watch.pbx.respond("Challenge", lambda request: request.success("no challenge"))
    async with client(watch):
        pass


async def plain_login_refused(watch: Watch) -> None:
    watch.pbx.respond("Login", lambda request: request.error("Login Already In Use"))
    async with client(watch, login="plain", allow_plaintext=True):
        pass


async def plain_text_refused(watch: Watch) -> None:
    async with connect_ami("192.0.2.1", username="admin", secret=SECRET, login="plain"):
        pass


async def options_refused(watch: Watch) -> None:
    async with client(watch, login="bogus"):
        pass


async def filters_refused(watch: Watch) -> None:
    async with client(watch, filters=[5]):
        pass


async def url_refused(watch: Watch) -> None:
    async with connect_ami(f"ami://a:{quote(SECRET, safe='')}@pbx/?x=1"):
        pass


async def silent_login(watch: Watch) -> None:
    watch.pbx.respond("Login", lambda request: None)
    async with client(watch, login_timeout=0.05):
        pass


async def silent_plain_login(watch: Watch) -> None:
    watch.pbx.respond("Login", lambda request: None)
    async with client(watch, login="plain", allow_plaintext=True, login_timeout=0.05):
        pass


async def cut_at_login(watch: Watch) -> None:
    watch.pbx.respond("Login", lambda request: watch.pbx.cut())
    async with client(watch):
        pass


async def broken_at_login(watch: Watch) -> None:
    watch.breaks = True
    async with client(watch):
        pass


async def broken_at_plain_login(watch: Watch) -> None:
    watch.breaks = True
    async with client(watch, login="plain", allow_plaintext=True):
        pass


async def too_large(watch: Watch) -> None:
    options = {"limits": Limits(event_bytes=2000), "reconnect": ReconnectPolicy.none()}
    async with client(watch, **options) as ami, ami.subscribe() as stream:
        watch.pbx.emit("UserEvent", {"Long": "x" * 5000})
        async for _ in stream:
            pass


async def no_answer(watch: Watch) -> None:
    watch.pbx.respond("Getvar", lambda request: None)
    async with client(watch) as ami:
        await ami.send(actions.Getvar(variable="X"), timeout=0.05)


async def body_fails(watch: Watch) -> None:
    async with client(watch):
        raise RuntimeError("the body's own")


async def body_of_a_url_fails(watch: Watch) -> None:
    async with connect_ami(f"ami://admin:{quote(SECRET, safe='')}@pbx", transport=watch.connect):
        raise RuntimeError("the body's own")


FAILURES: list[tuple[Callable[[Watch], Awaitable[None]], type[Exception]]] = [
    (wrong_secret, AuthenticationError),
    (no_challenge, ConnectError),
    (plain_login_refused, ConnectError),
    (plain_text_refused, ConnectError),
    (options_refused, ValueError),
    (filters_refused, TypeError),
    (url_refused, ValueError),
    (silent_login, ConnectTimeout),
    (silent_plain_login, ConnectTimeout),
    (cut_at_login, ConnectError),
    (broken_at_login, ConnectError),
    (broken_at_plain_login, ConnectError),
    (too_large, AMIError),
    (no_answer, AMIError),
    (body_fails, RuntimeError),
    (body_of_a_url_fails, RuntimeError),
]


@pytest.mark.parametrize(("fail", "kind"), FAILURES, ids=lambda one: one.__name__)
async def test_no_error_and_none_of_our_frames_shows_it(
    fail: Callable[[Watch], Awaitable[None]],
    kind: type[Exception],
    everything_logged: pytest.LogCaptureFixture,
) -> None:
    async with fake() as pbx:
        watch = Watch(pbx)
        with pytest.raises(kind) as caught:
            await fail(watch)
        watch.check_error(caught.value)
        watch.check(everything_logged.text)


async def test_a_cancelled_login_shows_it_in_none_of_our_frames() -> None:
    async with fake() as pbx:
        watch = Watch(pbx)
        pbx.respond("Login", lambda request: None)
        errors: list[BaseException] = []

        async def enter() -> None:
            try:
                async with client(watch):
                    pass
            except BaseException as exc:
                errors.append(exc)
                raise

        async with anyio.create_task_group() as group:
            group.start_soon(enter)
            while not watch.keys:
                await settle()
            group.cancel_scope.cancel()
        watch.check_error(errors[0])


WRONG: dict[str, Callable[[], object]] = {
    "a line end in the secret": partial(Credentials, "admin", f"{SECRET}\r\n"),
    "a secret too long": partial(Credentials, "admin", SECRET * 100),
    "a surrogate in the secret": partial(Credentials, "admin", f"{SECRET}\ud800"),
    "a secret of bytes": lambda: Credentials("admin", SECRET.encode()),  # type: ignore[arg-type]  # on purpose
    "no user": partial(Credentials, "", SECRET),
    "a URL with a blank": partial(Endpoint.from_url, f"ami://admin:{SECRET} @pbx"),
    "a URL with a slash in the secret": partial(Endpoint.from_url, f"ami://admin:{SECRET}@pbx"),
    "a URL of another scheme": partial(Endpoint.from_url, f"http://admin:{quote(SECRET, safe='')}@pbx"),
    "a URL without a host": partial(Endpoint.from_url, f"ami://admin:{quote(SECRET, safe='')}@"),
    "a URL with a port that is none": partial(
        Endpoint.from_url, f"ami://admin:{quote(SECRET, safe='')}@pbx:x"
    ),
    "a URL and a secret": partial(Endpoint.from_url, f"ami://a:{quote(SECRET, safe='')}@pbx", secret=SECRET),
    "a URL with a path": partial(Endpoint.from_url, f"ami://admin:{quote(SECRET, safe='')}@pbx/path"),
    "a URL with unknown options": partial(Endpoint.from_url, f"ami://a:{quote(SECRET, safe='')}@pbx/?x=1"),
}


@pytest.mark.parametrize("make", WRONG.values(), ids=WRONG)
async def test_refused_credentials_and_urls_show_in_none_of_our_frames(make: Callable[[], object]) -> None:
    async with fake() as pbx:
        with pytest.raises((ValueError, TypeError)) as caught:
            make()
        Watch(pbx).check_error(caught.value)


async def test_no_message_from_the_server_shows_it() -> None:
    async with fake() as pbx:
        watch = Watch(pbx)
        async with client(watch) as ami, ami.subscribe(events.UnknownEvent) as stream:
            pbx.emit("Strange", {"Secret": SECRET, "Variable": f"MY_TOKEN={SECRET}"})
            event = await stream.receive()
            assert event.headers["Secret"] == SECRET
            watch.check(repr(event), repr(event.headers), f"{event}", pprint.pformat([event]))
