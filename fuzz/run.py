"""One target under libFuzzer: ``python -m fuzz.run TARGET [libFuzzer's options and corpus folders]``.

Needs atheris. An exception of the check is a finding: libFuzzer writes the input and ends.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any


def main(arguments: list[str]) -> None:
    target = arguments[1]
    atheris: Any = import_module("atheris")
    # Only what is ours is worth steering by; the checks themselves are run as they are.
    with atheris.instrument_imports(include=["anyio_ami"]):
        check: Any = import_module("fuzz.targets").CHECKS[target]
        _import_all()
    atheris.Setup([arguments[0], *arguments[2:]], check)
    atheris.Fuzz()


def _import_all() -> None:
    """What is imported only when needed must be instrumented, too."""
    from anyio_ami import actions, events, responses

    for area in (actions, events, responses):
        for name in area.NAMES:
            area.lookup(name)
    import_module("anyio_ami._client.tls")


if __name__ == "__main__":
    main(sys.argv)
