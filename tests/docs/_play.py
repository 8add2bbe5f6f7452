"""Runs one Python block, as the program or the fragment that it is."""

from __future__ import annotations

import builtins
import dis
import inspect
import sys
from contextlib import AsyncExitStack, nullcontext
from types import CodeType, ModuleType
from typing import TYPE_CHECKING, Any, get_type_hints

from anyio_ami import connect_ami, events
from anyio_ami.errors import AMIError

from ._needs import ARGUMENTS, files, needs
from ._ran import MARK, Ran
from ._snippets import PRELUDE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ._snippets import Block
    from ._world import World


class Player:
    """One block in its world."""

    def __init__(self, block: Block, world: World) -> None:
        self._block = block
        self._world = world
        self._needs = needs(block)
        source = self._with_files(block.code)
        self._ran = Ran(source, str(ROOT / block.page), block.line + 1)
        self._module = ModuleType("__main__")
        self._names: dict[str, Any] = self._module.__dict__
        self._names[MARK] = self._ran.mark
        # Classes look up the names of their annotations in their module.
        world.patch.setitem(sys.modules, "__main__", self._module)
        world.patch.setattr(sys, "argv", ["app.py"])
        world.patch.chdir(world.folder)

    def play(self) -> None:
        """Run it; raises what it raises. AssertionError if a part of it did nothing."""
        for need in self._needs:
            self._world.real_clock |= need.real_clock
            if need.prepare is not None:
                need.prepare(self._world)
        brings_its_own_loop = "anyio_ami.sync" in self._block.code or "run_board" in self._block.code
        code: object = None
        with self._world.serving() if brings_its_own_loop else nullcontext():
            try:
                if self._block.is_program:
                    self._program()
                else:
                    self._world.run(self._fragment)
            except KeyboardInterrupt:
                if not self._world.ended:
                    raise
            except SystemExit as exc:
                code = exc.code
            finally:
                # What it holds open goes while the servers are still there.
                self._names.clear()
        assert not code, f"ended with {code}"
        idle = self._ran.idle(ended=self._world.ended)
        assert not idle, f"{self._block.page}: nothing ran what is on the lines {idle}"

    def _program(self) -> None:
        exec(self._ran.code, self._names)
        for function, args in self._uncalled():
            if inspect.iscoroutinefunction(function):
                self._world.run(self._called, function, args)
            else:
                wanted = inspect.signature(function).parameters
                function(*([ARGUMENTS[name] for name in wanted] if args is None else args))

    async def _fragment(self) -> None:
        exec(PRELUDE, self._names)
        async with AsyncExitStack() as stack:
            wanted = self._free_names()
            if any(need.before or need.after for need in self._needs):
                wanted.add("ami")
            await self._give(wanted, stack)
            for need in self._needs:
                if need.before is not None:
                    await need.before(self._names)
            rest = eval(self._ran.code, self._names)
            if rest is not None:
                await rest
            for need in self._needs:
                if need.after is not None:
                    await need.after(self._names)
            for function, args in self._uncalled():
                await self._called(function, args)

    async def _give(self, names: set[str], stack: AsyncExitStack) -> None:
        """What a fragment takes for granted, and what a function is called with."""
        pbx = self._names["pbx"] = self._world.pbx
        if names & {"ami", "result", "stream"}:
            client = connect_ami(pbx.host, pbx.port, username="admin", secret="s3cret")
            self._names["ami"] = ami = await stack.enter_async_context(client)
            if "result" in names:
                pbx.endpoint("alice", hangup_after=5)
                self._names["result"] = await ami.originate("PJSIP/alice", application="Wait", data="60")
            if "stream" in names:
                self._names["stream"] = await stack.enter_async_context(ami.subscribe(events.Hangup))

    async def _called(self, function: Callable[..., Any], args: tuple[Any, ...] | None) -> None:
        async with AsyncExitStack() as stack:
            result = function(*(await self._arguments(function, stack) if args is None else args))
            if inspect.isawaitable(result):
                await result

    async def _arguments(self, function: Callable[..., Any], stack: AsyncExitStack) -> list[Any]:
        """What a function is called with: by the types of its parameters, else by their names."""
        types = get_type_hints(function, self._names)
        wanted = [
            one.name for one in inspect.signature(function).parameters.values() if one.default is one.empty
        ]
        await self._give({*wanted} - self._names.keys(), stack)
        found: list[Any] = []
        for name in wanted:
            kind = types.get(name)
            if isinstance(kind, type) and issubclass(kind, events.Event):
                await self._give({"ami"} - self._names.keys(), stack)
                found.append(await self._names["ami"].wait_for(kind))
            elif isinstance(kind, type) and issubclass(kind, AMIError):
                found.append(kind("as an example"))
            else:
                found.append(self._names[name] if name in self._names else ARGUMENTS[name])
        return found

    def _uncalled(self) -> Iterator[tuple[Callable[..., Any], tuple[Any, ...] | None]]:
        """The functions that it leaves to others to call: the last ones first, for they call those above."""
        given = {name: args for need in self._needs for name, args in need.calls.items()}
        while names := self._ran.not_called():
            yield self._names[names[-1]], given.get(names[-1])
            if self._ran.not_called()[-1:] == names[-1:]:
                return  # as before

    def _free_names(self) -> set[str]:
        """What it uses and does not define."""
        used: set[str] = set()
        stored: set[str] = set()
        for code in _codes(self._ran.code):
            for step in dis.get_instructions(code):
                if step.opname in ("LOAD_NAME", "LOAD_GLOBAL"):
                    used.add(step.argval)
                elif step.opname == "STORE_NAME":
                    stored.add(step.argval)
        return used - stored - vars(builtins).keys()

    def _with_files(self, source: str) -> str:
        """The source, with paths that lead to files of this world; its lines stay."""
        for path, place in files(self._world, source).items():
            source = source.replace(path, place)
        return source


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _codes(constant)
