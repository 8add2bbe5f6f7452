"""Which headers hold a secret, so that reprs, logs and recordings can mask them."""

from __future__ import annotations

import re
from typing import Final

MASK: Final = "***"

_ANYWHERE = re.compile(r"secret|passw|passphrase|token|md5cred|digest|privatekey", re.IGNORECASE)
# `Key` is a secret of Login and a plain name in the Asterisk database (DBGet, DBPut).
_BY_MESSAGE: Final = {
    ("login", "key"),
    ("invalidpassword", "receivedhash"),
    ("challengeresponsefailed", "response"),
    ("challengeresponsefailed", "expectedresponse"),
}
# Flags and counts whose names only sound like secrets.
_HARMLESS: Final = {
    "secretexist",
    "remotesecretexist",
    "md5secretexist",
    "usingpassword",
    "dtlsprivatekey",
}


def is_secret(message: str, header: str) -> bool:
    """Whether ``header`` of the event, action or response called ``message`` holds a secret."""
    name = header.lower()
    if name in _HARMLESS:
        return False
    return _ANYWHERE.search(name) is not None or (message.lower(), name) in _BY_MESSAGE
