"""What TLS is to be made of: authorities, a client certificate, the name to look for."""

from __future__ import annotations

import os
from types import NoneType
from typing import TYPE_CHECKING, Any, Final, NoReturn

import msgspec

from anyio_ami._check import option

if TYPE_CHECKING:
    import ssl

_LONGEST_PASSWORD: Final = 1023  # bytes; OpenSSL cuts longer ones off
_CERT_REQUIRED: Final = 2  # of `ssl`, which is slow to import
_FILES: Final = ("ca_file", "cert_file", "key_file")


class KeyPassword:
    """The password of a private key. It shows nowhere and is in no pickle or JSON."""

    __slots__ = ("__password",)

    def __init__(self, password: str) -> None:
        kind: Any = type(password)
        if not issubclass(kind, str):
            del password
            msg = f"key_password must be text or None, not {kind.__name__}"
            raise TypeError(msg)
        if not password:
            msg = "key_password is empty; leave it out for a key that is not encrypted"
            raise ValueError(msg)
        try:
            size = len(password.encode())
        except UnicodeEncodeError:
            size = -1
        # Not within `except`: the error quotes the password.
        if not 0 < size <= _LONGEST_PASSWORD:
            password = ""  # not to be found in the local variables of a traceback
            msg = f"key_password must be text of at most {_LONGEST_PASSWORD} bytes of UTF-8"
            raise ValueError(msg)
        self.__password = password

    def reveal(self) -> str:
        """The password itself."""
        return self.__password

    def __repr__(self) -> str:
        return "KeyPassword('***')"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, KeyPassword):
            return self.__password == other.__password
        return NotImplemented

    def __hash__(self) -> int:
        return hash(KeyPassword)

    def __copy__(self) -> KeyPassword:
        return self

    def __deepcopy__(self, memo: object) -> KeyPassword:
        return self

    def __getstate__(self) -> NoReturn:
        self.__reduce__()

    def __reduce__(self) -> NoReturn:
        msg = "the password of a key is not pickled: it would be written in plain text"
        raise TypeError(msg)


class TLS(msgspec.Struct, frozen=True, kw_only=True):
    """TLS with more than the system's authorities: ``connect_ami(tls=TLS(ca_file="/etc/ca.pem"))``.

    The files are PEM. They are read once for each client, in a worker thread, when
    `connect_ami` is entered; what is wrong with one is a ValueError that names it.
    Here only what makes no sense raises ValueError or TypeError.
    """

    ca_file: str | os.PathLike[str] | None = None
    """The authorities to trust, instead of the system's. A self-signed certificate is its own authority."""
    cert_file: str | os.PathLike[str] | None = None
    """The client's certificate, for a server that wants one, with what lies between it and its authority."""
    key_file: str | os.PathLike[str] | None = None
    """The private key of ``cert_file``; None: it stands in the same file."""
    key_password: str | KeyPassword | None = None
    """The password of an encrypted key. Given as text, it is kept as a `KeyPassword`."""
    server_name: str | None = None
    """The host name or address that the server's certificate must carry; None: the host connected to."""
    insecure_skip_verify: bool = False
    """Take any certificate of anybody. Whoever stands between can read and change everything."""
    insecure_skip_hostname: bool = False
    """Take a certificate of a trusted authority whatever name it carries."""

    def __post_init__(self) -> None:
        self._keep_password()
        for name in _FILES:
            value: str | os.PathLike[str] | None = getattr(self, name)
            option(name, value, (str, os.PathLike, NoneType), "a path or None")
            if value is not None and not _is_path(os.fspath(value)):
                msg = f"{name} is no path of a file: {value!r}"
                raise ValueError(msg)
        for name in ("key_file", "key_password"):
            if getattr(self, name) is not None and self.cert_file is None:
                msg = f"{name} goes with cert_file, the client's certificate"
                raise ValueError(msg)
        option("server_name", self.server_name, (str, NoneType), "text or None")
        wanted = self.server_name
        if wanted is not None and (
            not wanted or wanted.startswith(".") or any(c.isspace() or not c.isprintable() for c in wanted)
        ):
            msg = f"server_name is no host name or address: {wanted!r}"
            raise ValueError(msg)
        for name in ("insecure_skip_verify", "insecure_skip_hostname"):
            option(name, getattr(self, name), bool, "True or False")

    def _keep_password(self) -> None:
        # First of all: as text it would show in the local variables of a traceback.
        password = self.key_password
        if password is None or isinstance(password, KeyPassword):
            return
        msgspec.structs.force_setattr(self, "key_password", None)
        try:
            kept = KeyPassword(password)
        finally:
            del password
        msgspec.structs.force_setattr(self, "key_password", kept)

    @property
    def verifies(self) -> bool:
        """Whether it is made sure that the server is the one that was meant."""
        return not (self.insecure_skip_verify or self.insecure_skip_hostname)


def verifies(context: ssl.SSLContext) -> bool:
    """Whether a context of the user's own makes sure that the server is the one that was meant."""
    return context.check_hostname and context.verify_mode == _CERT_REQUIRED


def _is_path(path: object) -> bool:
    return isinstance(path, str) and path != "" and "\0" not in path
