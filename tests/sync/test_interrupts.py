"""What a signal handler raises comes out as it is, wherever it came, and freezes nobody."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import pytest

from anyio_ami.sync._outcome import Outcome

from .conftest import WAIT
from .test_threads import run_script

if TYPE_CHECKING:
    from .conftest import Server

# CPython runs signal handlers where a function begins and where one in C has returned, 3.10 also where one in
# Python has: an exception is raised at the first such place on the way of `steps`, then in another run at the
# second, and so on.
AT_EVERY_PLACE = """
    import concurrent.futures, inspect, itertools, os, warnings

    HERE = [threading.__file__, anyio_ami.sync.__file__, concurrent.futures.__file__]
    HERE = tuple(path if path.endswith("threading.py") else os.path.dirname(path) for path in HERE)

    where = []

    class Interrupt(Exception):
        pass

    def interrupted(steps, afterwards, *more):
        events = {"call", "c_call", "c_return", *more}
        for place in itertools.count():
            interrupt, left = Interrupt(), place
            def profile(frame, event, arg):
                nonlocal left
                # A generator that goes on is told of a signal within its blocks, of this before them.
                if event == "call" and frame.f_code.co_flags & inspect.CO_GENERATOR:
                    return
                if event in events and frame.f_code.co_filename.startswith(HERE):
                    left -= 1
                    if left < 0:
                        sys.setprofile(None)
                        where[:] = [event, frame.f_code.co_name, frame.f_lineno]
                        raise interrupt
            sys.setprofile(profile)
            try:
                steps()
            except Interrupt as exc:
                assert exc is interrupt
            else:
                assert left >= 0, "the exception was lost"
                return place
            finally:
                sys.setprofile(None)
            afterwards()
"""


def all_went_well(server: Server, backend: dict[str, Any], code: str) -> None:
    ended = run_script(server, backend, AT_EVERY_PLACE + code)
    assert (ended.returncode, ended.stderr) == (0, ""), ended.stderr
    assert int(ended.stdout) > 10, "places of interruption"


def test_an_exception_anywhere_in_a_call_leaves_the_client_working(
    server: Server, backend: dict[str, Any]
) -> None:
    code = """
    with connect() as ami:
        def ping():
            assert ami.send(actions.Ping()).ping == "Pong"
        def afterwards():
            assert ami.stats.pending == 0
            ping()
        print(interrupted(ping, afterwards, "return"))
    assert [thread.name for thread in threading.enumerate()] == ["MainThread"]
    """
    all_went_well(server, backend, code)
    assert server.names()[-1] == "Logoff"


def test_an_exception_anywhere_in_connecting_and_leaving_leaves_nothing_behind(
    server: Server, backend: dict[str, Any]
) -> None:
    code = """
    # AnyIO 4.10 may leave the socket of a connection that is cancelled while it is made to the collector.
    warnings.simplefilter("ignore", ResourceWarning)
    def steps():
        with connect() as ami:
            ami.send(actions.Ping())
    def afterwards():
        for thread in threading.enumerate():
            if thread is not threading.main_thread():
                thread.join(5)
                assert not thread.is_alive(), where
    print(interrupted(steps, afterwards))
    """
    all_went_well(server, backend, code)


def test_an_exception_anywhere_in_reading_and_closing_leaves_no_stream_behind(
    server: Server, backend: dict[str, Any]
) -> None:
    code = """
    import contextlib
    from anyio_ami import errors, events
    at_the_entry = []
    with connect() as ami:
        def steps():
            with ami.subscribe(events.UserEvent) as stream, contextlib.suppress(errors.WaitTimeout):
                stream.receive(0)
        def afterwards():
            at_the_entry.append(where[:2] == ["call", "__exit__"])
            steps()
        print(interrupted(steps, afterwards))
        # The entry of the end of the block comes before anything that could look after it. It may be met more
        # than once: how often a thread looks before it sleeps differs from run to run, and so do the numbers.
        assert len(ami._bridge._finishers) <= sum(at_the_entry), len(ami._bridge._finishers)
    """
    all_went_well(server, backend, code)


def test_an_outcome_wakes_all_who_wait_and_stays() -> None:
    outcome: Outcome[int] = Outcome()
    barrier = threading.Barrier(9)

    def wait() -> int:
        barrier.wait(WAIT)
        assert outcome.wait(WAIT)
        return outcome.result()

    with ThreadPoolExecutor(8) as pool:
        waiting = [pool.submit(wait) for _ in range(8)]
        barrier.wait(WAIT)
        assert not outcome.wait(0.01)
        outcome.set(1)
        outcome.set(2)
        outcome.set_error(KeyError("too late"))
        assert [one.result(WAIT) for one in waiting] == [1] * 8


def test_an_outcome_raises_its_error_to_the_one_who_waits() -> None:
    outcome: Outcome[int] = Outcome()
    error = KeyError("mine")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(outcome.result)
        outcome.set_error(error)
        assert waiting.exception(WAIT) is error
    assert outcome.done
    with pytest.raises(KeyError) as raised:
        failed: Outcome[int] = Outcome()
        failed.set_error(error)
        failed.result()
    assert raised.value is error
