"""A page by fax, from one Local channel to the other."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING

import anyio.to_thread

from anyio_ami import actions, events

if TYPE_CHECKING:
    from .stage import Stage

# Asterisk's own page size: 204 by 98 dots an inch.
WIDTH, HEIGHT = 1728, 40


def page() -> bytes:
    """A white page as an uncompressed black and white TIFF."""
    rows = bytes(WIDTH // 8 * HEIGHT)
    # Tag, type (3 short, 4 long, 5 ratio), value.
    strip, ratios = 8, 8 + len(rows)
    tags = [
        (256, 4, WIDTH),
        (257, 4, HEIGHT),
        (258, 3, 1),
        (259, 3, 1),
        (262, 3, 0),
        (266, 3, 1),
        (273, 4, strip),
        (277, 3, 1),
        (278, 4, HEIGHT),
        (279, 4, len(rows)),
        (282, 5, ratios),
        (283, 5, ratios + 8),
        (296, 3, 2),
    ]
    entries = b"".join(struct.pack("<HHII", tag, kind, 1, value) for tag, kind, value in tags)
    resolution = struct.pack("<IIII", 204, 1, 98, 1)
    head = struct.pack("<2sHI", b"II", 42, ratios + 16)
    return head + rows + resolution + struct.pack("<H", len(tags)) + entries + struct.pack("<I", 0)


async def fax(stage: Stage) -> None:
    """Sender and receiver tell their state; the sessions as a list."""
    folder = f"etc/asterisk.{stage.server.name}"
    root = await anyio.to_thread.run_sync(lambda: stage.server.root)
    await anyio.to_thread.run_sync((Path(root) / folder / "page.tif").write_bytes, page())
    await stage.send(actions.FAXStats())
    call = await stage.call("Local/receivefax@traffic/n", "SendFAX", f"/{folder}/page.tif,f")
    await stage.wait(events.FAXStatus)
    listed = await stage.send(actions.FAXSessions())
    await stage.send(actions.FAXSession(session_number=listed.items[0].session_number or 0))
    await stage.wait(events.SendFAX)
    await stage.wait(events.ReceiveFAX)
    await stage.gone(call)


SCENARIOS = (fax,)
