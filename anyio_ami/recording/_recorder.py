"""Recording: the event loop appends to a queue, a thread takes it down into a file."""

from __future__ import annotations

import logging
import os
import stat
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from typing import IO, TYPE_CHECKING, Any, Final

from anyio import CancelScope
from anyio.lowlevel import checkpoint_if_cancelled
from anyio.to_thread import run_sync

from anyio_ami import Observer

from ._format import (
    CONNECTED,
    CONNECTING,
    DISCONNECTED,
    GAP,
    RECEIVED,
    SENT,
    RecordingError,
    RecordingInfo,
    Writer,
)
from ._transcript import Transcript

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self

    from anyio_ami import ServerInfo, SessionInfo
    from anyio_ami.errors import AMIError

_log = logging.getLogger("anyio_ami.recording")

# Beside its bytes, what an item of the queue takes, about.
_ITEM: Final = 200
# So much in the queue wakes the thread before its time.
_WAKE: Final = 256 << 10
# Seconds that an entering which was cancelled waits, at most, for what it began to be taken back.
_GIVEN_UP: Final = 0.5
# So much is compressed in one go.
_BLOCK: Final = 256 << 10
# Connections of which it is told apart how much was lost, when nothing can be written.
_TOLD: Final = 1_000
_Item = tuple[float, int, "SessionInfo", Any]


class Recorder(Observer):
    """Writes what its clients receive and send to a file, secrets masked: an `Observer`.

    ``async with Recorder("a.amirec") as recorder, connect_ami(..., observers=[recorder]) as ami:``;
    ``with`` does the same, for programs without an event loop of their own. One recorder may observe
    many clients, those of a fleet too, all in one event loop.

    - ``overwrite``: replace a file that is there. Else it is a FileExistsError.
    - ``buffer``: bytes that may wait for the disk. Past it whole reads are left out, and the
      recording says where and how many bytes.
    - ``flush_interval``: seconds after which at the latest everything is in the file (0.05 to 60).
    - ``close_timeout``: seconds that leaving the block waits for the disk at most.

    Entering raises OSError where the file cannot be made; only its owner may read it, one that is
    overwritten too. Entering waits for a disk that stalls, until it is cancelled (which then takes 0.5 s at
    most). An entering that fails or is cancelled leaves no file that was not there before. Once it is
    written to, an error of the disk disturbs nobody: it is logged and stands in `error`, what comes after
    it is left out, and leaving the block raises it as `RecordingError` (but never in place of an exception
    of the body).
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        overwrite: bool = False,
        buffer: int = 16 << 20,
        flush_interval: float = 1.0,
        close_timeout: float = 5.0,
    ) -> None:
        if not (buffer >= 1 << 16 and 0.05 <= flush_interval <= 60 and close_timeout >= 0):
            msg = "a Recorder needs buffer >= 65536, 0.05 <= flush_interval <= 60 and close_timeout >= 0"
            raise ValueError(msg)
        self.path: str = os.fspath(path)
        self._overwrite = overwrite
        self._bound = buffer
        self._interval = flush_interval
        self._close_timeout = close_timeout
        self._queue: deque[_Item] = deque()
        # Each is written to by one side alone: what was put in, what was taken out.
        self._put_in = 0
        self._taken_out = 0
        self._woken = 0
        self._lost: dict[tuple[int, int], tuple[SessionInfo, int]] = {}
        self.dropped: int = 0
        """Bytes left out so far, since the disk was too slow or is failing."""
        self._wake = threading.Event()
        self._opened = threading.Event()
        self._ended = threading.Event()
        self._state = "new"
        self._deciding = threading.Lock()
        self._refused: BaseException | None = None
        self.error: RecordingError | None = None
        """Why the recording is not complete: from then on nothing is written any more."""
        self._started = 0.0
        self._work: Transcript | None = None
        self._created = self._given_up = False
        self._pid = os.getpid()

    # The block.

    async def __aenter__(self) -> Self:
        self._require_new()
        # A block that was cancelled before it began leaves what is there.
        await checkpoint_if_cancelled()
        try:
            self._begin()
            # Not the opening itself: that may never come back, and this ends with a cancellation.
            await run_sync(self._opened.wait, abandon_on_cancel=True)
        except BaseException:
            self._give_up()
            with CancelScope(shield=True):
                await run_sync(self._ended.wait, _GIVEN_UP)
            raise
        return self._entered()

    async def __aexit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        with CancelScope(shield=True):  # within close_timeout it ends by itself
            await run_sync(self._ended.wait, self._close_timeout)
        self._finish(exc)

    def __enter__(self) -> Self:
        self._require_new()
        try:
            self._begin()
            self._opened.wait()
        except BaseException:
            self._give_up()
            self._ended.wait(_GIVEN_UP)
            raise
        return self._entered()

    def __exit__(
        self, kind: type[BaseException] | None, exc: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()
        self._ended.wait(self._close_timeout)
        self._finish(exc)

    def _require_new(self) -> None:
        if self._state != "new":
            msg = "a Recorder makes one recording: make a new one for the next"
            raise RuntimeError(msg)

    def _begin(self) -> None:
        self._state = "opening"
        threading.Thread(target=self._run, name="AMI recorder", daemon=True).start()

    def _entered(self) -> Self:
        if self._refused is not None:
            raise self._refused
        return self

    def _give_up(self) -> None:
        with self._deciding:
            self._state, self._given_up = "closed", True
        # Frees the thread that waits for it; the one that opens ends when it can.
        self._opened.set()
        self._wake.set()

    def _open(self) -> IO[bytes]:
        self._created = not os.path.exists(self.path)
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
        flags |= 0 if self._overwrite else os.O_EXCL
        file = os.fdopen(os.open(self.path, flags, 0o600), "wb", buffering=0)
        try:
            if self._overwrite:
                _make_private(file)
            self._started = time.monotonic()
            info = RecordingInfo(started=time.time(), library=_library())
            self._work = Transcript(Writer(file, info), self._started)
        except BaseException as exc:
            self._discard(file)
            if isinstance(exc, OSError) and exc.filename is None:
                exc.filename = self.path
            raise
        return file

    def _discard(self, file: IO[bytes]) -> None:
        """Nothing came of it: a file that was not there before goes."""
        file.close()
        if self._created:
            with suppress(OSError):
                os.unlink(os.path.realpath(self.path))

    def _stop(self) -> None:
        if os.getpid() != self._pid:
            # A fork takes no thread along; the recording is its parent's.
            self._ended.set()
            return
        if self._state == "open":
            for session, size, kind in [(s, size, key[1]) for key, (s, size) in self._lost.items()]:
                self._queue.append((time.monotonic(), GAP, session, (kind, size)))
            self._lost.clear()
        self._state = "closed"
        self._wake.set()

    def _finish(self, exc: BaseException | None) -> None:
        if not self._ended.is_set():
            text = f"it could not be written to its end within {self._close_timeout:g} s"
            self._failed(TimeoutError(text))
        if self.error is not None and exc is None:
            raise self.error

    # What the client tells, in the event loop.

    def connecting(self, session: SessionInfo) -> None:
        self._put(CONNECTING, session, None, 0)

    def connected(self, session: SessionInfo, server: ServerInfo) -> None:
        self._put(CONNECTED, session, server, 0)

    def disconnected(self, session: SessionInfo, reason: AMIError | None) -> None:
        told = None if reason is None else {"type": type(reason).__name__, "text": str(reason)}
        self._put(DISCONNECTED, session, told, 0)

    def received(self, session: SessionInfo, data: bytes) -> None:
        self._put(RECEIVED, session, data, len(data))

    def sent(self, session: SessionInfo, data: bytes) -> None:
        self._put(SENT, session, data, len(data))

    def _put(self, kind: int, session: SessionInfo, data: Any, size: int) -> None:
        if self._state != "open":
            if self._state == "closed":
                return
            msg = "a Recorder records inside its async with block: enter it before the client's"
            raise RuntimeError(msg)
        waiting = self._put_in - self._taken_out
        # How connections begin and end is small, and without it nothing else can be read.
        bound = self._bound if size else 2 * self._bound
        if waiting + size + 2 * _ITEM > bound or self.error is not None:
            self._drop(kind, session, size)
            return
        now = time.monotonic()
        if self._lost and (lost := self._lost.pop((id(session), kind), None)) is not None:
            self._queue.append((now, GAP, session, (kind, lost[1])))
            self._put_in += _ITEM
        self._queue.append((now, kind, session, data))
        self._put_in += size + _ITEM
        if self._put_in - self._woken > _WAKE:
            self._woken = self._put_in
            self._wake.set()

    def _drop(self, kind: int, session: SessionInfo, size: int) -> None:
        self.dropped += size
        key = (id(session), kind)
        before = self._lost.get(key)
        if self.error is None and kind in (RECEIVED, SENT) and (before or len(self._lost) < _TOLD):
            # The session is kept, so that no other gets its id.
            self._lost[key] = (session, size + (before[1] if before else 0))

    # The thread.

    def _run(self) -> None:
        try:
            file = self._open()
        except BaseException as exc:
            self._refused = exc
            self._state = "closed"
            self._ended.set()
            self._opened.set()
            return
        work = self._work
        with self._deciding:
            if self._state == "opening":
                self._state = "open"
        self._opened.set()
        try:
            with file:
                while work is not None:
                    self._wake.wait(self._interval)
                    self._wake.clear()
                    closed = self._state == "closed"
                    if self._given_up:  # nobody waits for it any more
                        self._discard(file)
                        return
                    self._drain(work)
                    if closed:
                        work.end()
                        return
        except BaseException as exc:
            self._failed(exc)
        finally:
            self._queue.clear()
            self._ended.set()

    def _drain(self, work: Transcript) -> None:
        queue = self._queue
        while queue:
            moment, kind, session, data = queue.popleft()
            work.take(moment, kind, session, data)
            if work.writer.size > _BLOCK:
                work.writer.flush()
            # After it, so that what the disk holds up counts as waiting.
            self._taken_out += _ITEM + (len(data) if kind in (RECEIVED, SENT) else 0)
        work.flush()

    def _failed(self, exc: BaseException) -> None:
        if self.error is None:
            error = RecordingError(f"the recording {self.path} is not complete: {exc}")
            error.__cause__ = exc
            self.error = error
            _log.error("the recording %s is not complete: %r", self.path, exc)


def _make_private(file: IO[bytes]) -> None:
    """Empty a file that was there, and take it from the others' eyes before anything is in it."""
    found = os.fstat(file.fileno())
    if not stat.S_ISREG(found.st_mode):
        return
    if sys.platform != "win32" and found.st_mode & 0o077:
        os.fchmod(file.fileno(), 0o600)
    os.ftruncate(file.fileno(), 0)


def _library() -> str:
    try:
        return version("anyio-ami")
    except PackageNotFoundError:
        return ""
