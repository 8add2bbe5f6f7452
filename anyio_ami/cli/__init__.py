"""The ``anyio-ami`` command: ``pip install 'anyio-ami[cli]'``."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    app: typer.Typer

__all__ = ["app", "main"]


def main() -> None:
    """Run the command with the arguments of this process. Ends in SystemExit; its codes: docs/cli.md."""
    from . import _bash, _signals

    _signals.begin()
    if sys.stderr is None:  # type: ignore[redundant-expr, unused-ignore]  # closed by who started it
        # Else print() takes stdout instead.
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115  # for as long as the process lives
    try:
        from ._app import app
    except ModuleNotFoundError as exc:
        if (exc.name or "").partition(".")[0] == "anyio_ami":
            raise
        print(
            f"anyio-ami: the command line needs {exc.name}; install it with: pip install 'anyio-ami[cli]'",
            file=sys.stderr,
        )
        sys.exit(2)
    with _bash.whole_words():
        app(prog_name="anyio-ami")


def __getattr__(name: str) -> typer.Typer:
    # The script is installed without the extra, too: typer is not to be imported before it is needed.
    if name == "app":
        from ._app import app

        return app
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
