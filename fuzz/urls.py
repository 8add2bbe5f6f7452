"""A URL makes an endpoint or raises ValueError; whichever it is, the secret does not show."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from anyio_ami import Endpoint

from ._input import Input, text
from .encoding import SEPARATOR

MARK: Final = "zq9xw7vkmark"
"""Part of every secret; in lower case, as host names are."""


def check(data: bytes) -> None:
    given = Input(data)
    parts = [*map(text, given.payload.split(SEPARATOR)), *[""] * 5][:5]
    user, before, behind, host, tail = parts
    if any(MARK in part.lower() for part in parts):
        return
    secret = before + MARK + behind
    scheme = ("ami", "amis")[given.choice(2)]
    way = given.choice(4)
    apart = None
    if way == 0:
        url, apart = text(given.payload), secret
    elif way == 1:
        url = f"{scheme}://{user}:{secret}@{host}{tail}"
    elif way == 2:
        url, apart = f"{scheme}://{user}@{host}{tail}", secret
    else:
        name, proof = (quote(one, safe="", errors="surrogateescape") for one in (user, secret))
        url = f"{scheme}://{name}:{proof}@{host}{tail}"
    try:
        endpoint = Endpoint.from_url(url, secret=apart)
    except ValueError as exc:
        _require_hidden(exc)
        return
    assert endpoint.tls is (endpoint.tls if way == 0 else scheme == "amis")
    assert MARK not in f"{endpoint!r} {endpoint} {endpoint.credentials!r} {endpoint.address}".lower()
    # With an "@" behind it, more is taken for the secret.
    if way == 3 and "@" not in host + tail:
        credentials = endpoint.credentials
        assert credentials is not None
        assert (credentials.username, credentials.reveal()) == (user, secret)


def _require_hidden(error: BaseException | None) -> None:
    while error is not None:
        assert MARK not in f"{error} {error!r} {error.args!r}".lower()
        error = error.__cause__ or error.__context__
