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
    ("updateconfig", "value-{n:06d}"),
    ("updateconfig", "match-{n:06d}"),
    ("updateconfig", "line-{n:06d}"),
}
# Replies to GetConfig and GetConfigJSON: lines of a configuration file, some of them `secret=...`.
# A reply is called by its outcome, or not at all where the header comes from its class.
_CONFIGURATION = re.compile(r"line-[^-]+-[^-]+\Z|json\Z|(?:value|match|line)-[0-9]{6}\Z", re.IGNORECASE)
_REPLIES: Final = {"", "success", "updateconfig"}
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
    if _ANYWHERE.search(name) is not None:
        return True
    folded = message.lower()
    return (folded, name) in _BY_MESSAGE or (folded in _REPLIES and _CONFIGURATION.match(name) is not None)
