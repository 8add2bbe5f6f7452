"""The script ``anyio-ami``, up to where it imports anything that takes time.

It is a module of its own, outside of the package: to import something of the package is to import all of its
messages first, and a Ctrl-C meanwhile would show a traceback.
"""

from __future__ import annotations

import signal


def main() -> None:
    """Run the command with the arguments of this process. Ends in SystemExit; its codes: docs/cli.md."""
    # In the background, where it is ignored, it stays so.
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from anyio_ami.cli import main as command

    command()
