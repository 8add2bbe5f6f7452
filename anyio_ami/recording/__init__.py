"""Record what clients receive and send, read it, and serve it again: `Recorder`, `Recording`, `replay`."""

from __future__ import annotations

from ._format import RecordingError as RecordingError
from ._format import RecordingInfo as RecordingInfo
from ._reading import Entry as Entry
from ._reading import Kind as Kind
from ._reading import Recording as Recording
from ._recorder import Recorder as Recorder
from ._replay import ReplayServer as ReplayServer
from ._replay import replay as replay

__all__ = [
    "Entry",
    "Kind",
    "Recorder",
    "Recording",
    "RecordingError",
    "RecordingInfo",
    "ReplayServer",
    "replay",
]
