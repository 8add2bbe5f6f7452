"""``python -m anyio_ami`` is the command ``anyio-ami``."""

from __future__ import annotations

from anyio_ami.cli import main

if __name__ == "__main__":
    main()
