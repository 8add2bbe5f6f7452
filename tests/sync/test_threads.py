"""Many threads, Ctrl-C, the end of the block and of the process, forks."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import subprocess
import sys
import textwrap
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import anyio
import pytest

import anyio_ami.sync
from anyio_ami import ReconnectPolicy, actions, errors, events

from .conftest import WAIT, press_ctrl_c
from .test_client import number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import ThreadPoolExecutor

    from .conftest import Calls, Server

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals and forks of POSIX")


def loop_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "anyio_ami"]


# -- many threads ------------------------------------------------------------------------------------------


def test_each_thread_gets_its_own_answers(connect: Any, pool: ThreadPoolExecutor) -> None:
    def work(thread: int) -> list[str]:
        return [
            ami.send(actions.Custom("Echo", {"Text": f"{thread}.{turn}"})).headers["Text"]
            for turn in range(25)
        ]

    with connect() as ami:
        ami.send(actions.Ping())
        answers = list(pool.map(work, range(8)))
    assert answers == [[f"{thread}.{turn}" for turn in range(25)] for thread in range(8)]


@pytest.fixture(autouse=True)
def echo(server: Server) -> None:
    def answer(request: Any) -> bytes:
        text = f"Response: Success\r\nActionID: {request.action_id}\r\nText: {request.get('Text')}\r\n\r\n"
        return text.encode()

    server.pbx.respond("Echo", answer)


def test_each_thread_has_its_own_stream(connect: Any, server: Server, pool: ThreadPoolExecutor) -> None:
    barrier = threading.Barrier(5)

    def read() -> list[int]:
        with ami.subscribe(events.UserEvent) as stream:
            barrier.wait(WAIT)
            return [number(stream.receive(WAIT)) for _ in range(100)]

    with connect() as ami:
        readers = [pool.submit(read) for _ in range(4)]
        barrier.wait(WAIT)
        server.emit(*range(100))
        assert [reader.result(WAIT) for reader in readers] == [list(range(100))] * 4


def test_two_threads_that_wait_on_one_stream_are_told(
    connect: Any, server: Server, pool: ThreadPoolExecutor, calls: Calls
) -> None:
    with connect() as ami, ami.subscribe(events.UserEvent) as stream:
        calls.forget()
        first = pool.submit(stream.receive)
        calls.wait()
        with pytest.raises(RuntimeError, match="another thread reads this stream"):
            stream.receive()
        with pytest.raises(RuntimeError, match="another thread reads this stream"):
            next(stream)
        server.emit(1)
        assert number(first.result(WAIT)) == 1


# -- leaving -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wait",
    [
        pytest.param(lambda ami, stream: ami.send(actions.Ping()), id="send"),
        pytest.param(
            lambda ami, stream: ami.originate("Local/613@default", application="Wait"), id="originate"
        ),
        pytest.param(lambda ami, stream: ami.wait_for(events.Hangup), id="wait_for"),
        pytest.param(lambda ami, stream: stream.receive(), id="receive"),
        pytest.param(lambda ami, stream: stream.receive(timeout=WAIT), id="receive with a time"),
    ],
)
def test_leaving_ends_what_waits_in_other_threads(
    connect: Any, server: Server, pool: ThreadPoolExecutor, calls: Calls, wait: Callable[[Any, Any], object]
) -> None:
    with server.hold("Ping"), server.hold("Originate"):
        with connect() as ami, ami.subscribe(events.UserEvent) as stream:
            calls.forget()
            waiting = pool.submit(wait, ami, stream)
            calls.wait()
            server.portal.call(anyio.wait_all_tasks_blocked)
        error = waiting.exception(WAIT)
    assert isinstance(error, errors.ClientClosed), error
    assert loop_threads() == []
    assert server.names()[-1] == "Logoff"


def test_a_thread_that_iterates_gets_what_had_come_and_ends(
    connect: Any, server: Server, pool: ThreadPoolExecutor, calls: Calls
) -> None:
    read: list[int] = []
    begun, go_on = threading.Event(), threading.Event()

    def iterate(stream: Any) -> None:
        for event in stream:
            read.append(number(event))
            begun.set()
            go_on.wait(WAIT)

    with connect() as ami:
        stream = ami.subscribe(events.UserEvent).__enter__()
        reader = pool.submit(iterate, stream)
        server.emit(0)
        assert begun.wait(WAIT)
        server.emit(*range(1, 3000))
        ami.send(actions.Ping())
    go_on.set()
    reader.result(WAIT)
    assert read == list(range(3000))
    stream.close()


def test_a_thread_of_an_asynchronous_program_may_connect(server: Server, backend: dict[str, Any]) -> None:
    """Its context knows the program's own event loop."""

    def task() -> str:
        with anyio_ami.sync.connect(server.url, **backend) as ami:
            return ami.send(actions.Ping()).ping

    async def on_asyncio() -> str:
        return await asyncio.to_thread(task)

    async def in_the_loop_itself() -> str:
        return task()

    assert anyio.run(on_asyncio) == "Pong"
    assert anyio.run(in_the_loop_itself) == "Pong"


def test_those_who_wait_for_the_end_see_it(connect: Any, pool: ThreadPoolExecutor, calls: Calls) -> None:
    def read() -> list[events.Hangup]:
        with ami.subscribe(events.Hangup) as stream:
            return list(stream)

    with connect() as ami:
        waiting: list[Any] = [pool.submit(ami.wait_closed), pool.submit(read)]
        for _ in ("wait_closed", "subscribe", "enter", "fetch"):
            calls.wait()
    assert [one.result(WAIT) for one in waiting] == [None, []]


def test_the_own_exception_comes_out_as_it_went_in(connect: Any, server: Server) -> None:
    for error in (KeyError("mine"), KeyboardInterrupt(), StopIteration(), SystemExit(3)):
        with pytest.raises(type(error)) as raised, connect():
            raise error
        assert raised.value is error
        assert error.__cause__ is None
        assert error.__context__ is None
    assert server.names().count("Logoff") == 4


def test_a_loss_that_nobody_saw_is_raised_on_leaving(connect: Any, server: Server) -> None:
    with pytest.raises(errors.ConnectionLost):
        with connect(reconnect=ReconnectPolicy.none()) as ami, ami.states() as states:
            server.cut()
            list(states)
    with pytest.raises(KeyError) as mine:
        with connect(reconnect=ReconnectPolicy.none()) as ami, ami.states() as states:
            server.cut()
            list(states)
            raise KeyError("mine")
    assert "lost for good" in vars(mine.value)["__notes__"][0]
    with connect(reconnect=ReconnectPolicy.none()) as ami, ami.subscribe() as stream:
        server.cut()
        with pytest.raises(errors.ConnectionLost):
            list(stream)


def test_a_generator_that_is_dropped_logs_off(connect: Any, server: Server) -> None:
    def generate() -> Iterator[str]:
        with connect() as ami:
            yield ami.send(actions.Ping()).ping

    running = generate()
    assert next(running) == "Pong"
    del running
    gc.collect()
    assert server.names()[-1] == "Logoff"
    assert loop_threads() == []


# -- Ctrl-C ------------------------------------------------------------------------------------------------


def pressed_when_called(calls: Calls, pool: ThreadPoolExecutor) -> None:
    """Press Ctrl-C as soon as a call has begun."""
    calls.forget()

    def press() -> None:
        calls.wait()
        press_ctrl_c()

    pool.submit(press)


@posix
@pytest.mark.parametrize(
    "wait",
    [
        pytest.param(lambda ami, stream: ami.send(actions.Ping()), id="send"),
        pytest.param(lambda ami, stream: ami.wait_for(events.Hangup), id="wait_for"),
        pytest.param(lambda ami, stream: stream.receive(), id="receive"),
        pytest.param(lambda ami, stream: next(stream), id="iteration"),
        pytest.param(lambda ami, stream: ami.wait_closed(), id="wait_closed"),
    ],
)
def test_ctrl_c_ends_a_call_and_nothing_else(
    connect: Any, server: Server, pool: ThreadPoolExecutor, calls: Calls, wait: Callable[[Any, Any], object]
) -> None:
    with connect() as ami, ami.subscribe(events.UserEvent) as stream:
        with server.hold("Ping"):
            for _ in range(5):
                pressed_when_called(calls, pool)
                with pytest.raises(KeyboardInterrupt):
                    wait(ami, stream)
                assert ami.stats.pending == 0
        server.emit(1, 2)
        assert [number(stream.receive(WAIT)) for _ in range(2)] == [1, 2]
        assert ami.send(actions.Ping()).ping == "Pong"
    assert server.names()[-1] == "Logoff"


@posix
def test_ctrl_c_while_connecting(server: Server, connect: Any, pool: ThreadPoolExecutor) -> None:
    def press() -> None:
        server.wait_for_request("Challenge")
        press_ctrl_c()

    with server.hold("Challenge"):
        pool.submit(press)
        with pytest.raises(KeyboardInterrupt):
            with connect():
                pytest.fail("entered")
    assert loop_threads() == []


@posix
def test_a_second_ctrl_c_while_leaving_waits_for_no_server(
    server: Server, connect: Any, pool: ThreadPoolExecutor
) -> None:
    def press() -> None:
        server.wait_for_request("Logoff")
        press_ctrl_c()

    # When the server answers at last, the thread ends, too.
    with server.hold("Logoff"), pytest.raises(KeyboardInterrupt):
        with connect(close_timeout=1000):
            pool.submit(press)
    for thread in loop_threads():
        thread.join(WAIT)
    assert loop_threads() == []


# -- the end of a process ----------------------------------------------------------------------------------


def run_script(server: Server, backend: dict[str, Any], code: str) -> subprocess.CompletedProcess[str]:
    head = f"""
        import sys, threading, anyio_ami.sync
        from anyio_ami import actions, events
        def connect():
            return anyio_ami.sync.connect({server.url!r}, boot_timeout=0, **{backend!r})
    """
    script = textwrap.dedent(head) + textwrap.dedent(code)
    command = [sys.executable, "-W", "error", "-c", script]
    return subprocess.run(command, capture_output=True, text=True, timeout=WAIT, check=False)


@pytest.mark.parametrize(
    "code",
    [
        pytest.param("block = connect(); ami = block.__enter__()", id="a block that is never left"),
        pytest.param(
            """
            def work():
                with connect() as ami, ami.subscribe(events.Hangup) as stream:
                    entered.set()
                    list(stream)
            entered = threading.Event()
            threading.Thread(target=work, daemon=True).start()
            entered.wait()
            """,
            id="a daemon thread within its block",
        ),
        pytest.param("with connect() as ami: sys.exit(0)", id="sys.exit within the block"),
    ],
)
def test_a_process_ends_and_logs_off(server: Server, backend: dict[str, Any], code: str) -> None:
    ended = run_script(server, backend, code)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert server.names()[-1] == "Logoff"


def test_a_connection_that_failed_is_told_once_and_keeps_no_other_block_open(
    server: Server, backend: dict[str, Any]
) -> None:
    code = """
        block = connect(); ami = block.__enter__()
        kept = []
        try:
            anyio_ami.sync.connect("127.0.0.1", 1, username="a", secret="b").__enter__()
        except Exception as exc:
            kept.append(exc)
    """
    ended = run_script(server, backend, code)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert server.names()[-1] == "Logoff"


@posix
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_is_told_and_disturbs_nobody(connect: Any, server: Server) -> None:
    with connect() as ami, ami.subscribe(events.UserEvent) as stream:
        assert fork_and_try(ami, stream) == 4
        assert ami.send(actions.Ping()).ping == "Pong"
        server.emit(1)
        assert number(stream.receive(WAIT)) == 1


@posix
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_process_forked_while_another_thread_reads_the_stream_does_not_wait_for_that_thread(
    connect: Any, server: Server, pool: ThreadPoolExecutor, calls: Calls
) -> None:
    with connect() as ami, ami.subscribe(events.UserEvent) as stream:
        calls.forget()
        reader = pool.submit(stream.receive, WAIT)
        calls.wait()
        assert fork_and_try(ami, stream) == 4
        server.emit(1)
        assert number(reader.result(WAIT)) == 1


def fork_and_try(ami: Any, stream: Any) -> int:
    """How many of four calls say in a child process that it was forked off; it leaves both blocks, too."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(int(WAIT))  # it dies where it waits for a thread that it does not have
        told = 0
        for call in (
            lambda: ami.send(actions.Ping()),
            stream.receive,
            lambda: next(stream),
            lambda: ami.stats,
        ):
            with suppress(BaseException):
                try:
                    call()
                except errors.ClientClosed as exc:
                    told += "fork" in str(exc)
        with suppress(BaseException):
            stream.__exit__(None, None, None)
            ami._bridge.leave(None)
            os._exit(told)
        os._exit(99)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
