"""What one thread waits for and another brings, without a lock that a signal could leave held."""

from __future__ import annotations

import threading
from collections import deque
from time import monotonic
from typing import Final, Generic, TypeVar, cast

T = TypeVar("T")

# The main thread looks so often for a signal (seconds).
_LOOK_FOR_SIGNALS: Final = 0.1


class Outcome(Generic[T]):
    """A result or an error, set once, by a thread in which no signal handler runs: any but the main one.

    An exception may come out of a signal handler between any two steps of the main thread. In
    `concurrent.futures.Future` and `threading.Event` it can come after the inner lock was taken and
    before the block that gives it back; on CPython 3.14 in any block with a lock. Who sets the result then
    waits for that lock for ever. Here each waiting thread has a lock of its own, which the setter
    never takes but only releases; what is shared are attributes and a deque, of which each operation
    is whole.
    """

    __slots__ = ("_error", "_sleeping", "_value", "done")

    def __init__(self) -> None:
        self.done = False
        self._value: T | None = None
        self._error: BaseException | None = None
        self._sleeping: deque[threading.Lock] = deque()

    def set(self, value: T) -> None:
        """Bring the result. What was brought first stays."""
        if not self.done:
            self._value = value
            self._wake()

    def set_error(self, error: BaseException) -> None:
        """Bring what `result` will raise. What was brought first stays."""
        if not self.done:
            self._error = error
            self._wake()

    def _wake(self) -> None:
        self.done = True
        # Who came too late to be seen here looks at `done` once more before it sleeps.
        while self._sleeping:
            self._sleeping.popleft().release()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for it, at most so long; whether it is there. An interrupt leaves everything as it was."""
        bed = threading.Lock()
        bed.acquire()
        self._sleeping.append(bed)
        if self.done:
            return True
        if threading.get_ident() != threading.main_thread().ident:
            bed.acquire(timeout=-1 if seconds is None else seconds)
            return self.done
        # A signal ends no wait on Windows, nor elsewhere if it comes just before the wait begins.
        end = None if seconds is None else monotonic() + seconds
        while not self.done:
            left = _LOOK_FOR_SIGNALS if end is None else min(_LOOK_FOR_SIGNALS, end - monotonic())
            if left <= 0:
                break
            bed.acquire(timeout=left)
        return self.done

    def result(self) -> T:
        """Wait for the result and give it, or raise the error. One thread may ask for an error, once."""
        self.wait()
        error, self._error = self._error, None
        if error is None:
            return cast("T", self._value)
        try:
            raise error
        finally:
            del error  # or its traceback would hold itself
