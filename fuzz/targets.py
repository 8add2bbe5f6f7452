"""The checks by name: each takes any bytes, and raises what shows that a promise was broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from . import correlation, decoding, documents, encoding, frames, login, urls

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CHECKS: Final[Mapping[str, Callable[[bytes], None]]] = {
    "frames": frames.check,
    "decoding": decoding.check,
    "correlation": correlation.check,
    "login": login.check,
    "encoding": encoding.check,
    "documents": documents.check,
    "urls": urls.check,
}
