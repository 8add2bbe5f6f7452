"""The command line: its commands, and how mistakes in its use are told."""

from __future__ import annotations

import sys
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from . import check, command, demo, login, originate, record, reference, replay, schema, send, tail, watching
from ._errors import Code, one_line, told
from ._options import connected, offline, with_target
from ._output import note
from ._run import silenced

_CALLS = "Follow and ask"
_CHANGE = "Act"
_TAPE = "Record and replay"
_LOOK = "Without a server"


class Commands(TyperGroup):
    """The commands; a mistake in their use is one line on stderr."""

    def main(self, *args: Any, standalone_mode: bool = True, **extra: Any) -> Any:
        """Run one, and leave with its exit code."""
        extra["standalone_mode"] = False
        if not standalone_mode:
            return super().main(*args, **extra)
        if sys.stdout is None:  # type: ignore[redundant-expr, unused-ignore]  # closed by who started it
            note("stdout is closed")
            sys.exit(Code.FILE)
        try:
            code = super().main(*args, **extra)
            # What is written by commands is flushed already, help is not.
            sys.stdout.flush()
        except SystemExit as exc:
            # What prints help leaves so where its reader has had enough.
            if not isinstance(exc.__context__, BrokenPipeError):
                raise
            code = silenced()
        except BrokenPipeError:
            code = silenced()
        except OSError as exc:
            silenced()
            problem = told(exc)
            note(problem.line())
            code = problem.code
        except Exception as exc:
            code = _mistake(exc)
        sys.exit(code if isinstance(code, int) else Code.OK)


def _mistake(exc: Exception) -> int:
    """What typer raises for arguments that cannot be."""
    message: Any = getattr(exc, "format_message", None)
    if message is None:
        if type(exc).__name__ != "Abort":
            raise exc
        return Code.INTERRUPTED
    context: Any = getattr(exc, "ctx", None)
    path = "anyio-ami" if context is None else context.command_path
    text = one_line(message())
    if text:
        print(f"{path}: {text.rstrip('.')} ({path} --help)", file=sys.stderr)
    # Else no command was given, and the help is printed already.
    return Code.USAGE


app = typer.Typer(
    name="anyio-ami",
    cls=Commands,
    help="Asterisk Manager Interface from the command line.",
    epilog="Exit codes: 0 ok, 1 failed, 2 usage, 3 connection, 4 login refused, 5 outcome unknown, "
    "6 not permitted, 7 file, 10-13 call not answered, 130 interrupted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"anyio-ami {version('anyio-ami')}")
        raise typer.Exit


@app.callback()
def _root(
    shown: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    del shown


app.command(rich_help_panel=_CALLS)(connected(check.check))
app.command(rich_help_panel=_CALLS)(connected(tail.tail))
app.command(rich_help_panel=_CALLS)(with_target(watching.watch))
app.command(rich_help_panel=_CHANGE)(connected(send.send))
app.command(rich_help_panel=_CHANGE)(connected(command.cli))
app.command(rich_help_panel=_CHANGE)(connected(originate.originate))
app.command(rich_help_panel=_TAPE)(connected(record.record))
app.command(rich_help_panel=_TAPE)(offline(replay.replay))
app.command(rich_help_panel=_LOOK)(offline(demo.demo))
app.command(rich_help_panel=_LOOK)(offline(reference.events))
app.command(rich_help_panel=_LOOK)(offline(reference.actions))
app.command(rich_help_panel=_LOOK)(offline(schema.schema))
app.command(rich_help_panel=_LOOK)(offline(login.login))
app.command(rich_help_panel=_LOOK)(offline(login.profiles))
