"""How a case runs: on which event loop, and connected to what."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import anyio

import anyio_ami

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AbstractAsyncContextManager

    from benchmarks.measure import Job, Sample

T = TypeVar("T")
ANSWER = 600.0
"""Seconds that an answer may take, which is no matter here."""


def run(main: Callable[[Job], Awaitable[T]], job: Job) -> T:
    """Run ``main(job)`` on the job's event loop."""
    options: dict[str, Any] = {"use_uvloop": True} if job.backend == "uvloop" else {}
    backend = "trio" if job.backend == "trio" else "asyncio"
    return anyio.run(main, job, backend=backend, backend_options=options)


def case(main: Callable[[Job], Awaitable[Sample]]) -> Callable[[Job], Sample]:
    """A case from its coroutine function."""
    return partial(run, main)


def connect(job: Job) -> AbstractAsyncContextManager[anyio_ami.AMIClient]:
    """A client of the replay server."""
    return anyio_ami.connect_ami("127.0.0.1", job.port, username=job.username, secret=job.secret)
