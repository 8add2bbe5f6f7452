"""What may be given as ``tls=``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ._check import option
from .tls import TLS

if TYPE_CHECKING:
    import ssl

    from typing_extensions import TypeIs


def is_tls_context(value: object) -> TypeIs[ssl.SSLContext]:
    """Whether it is an `ssl.SSLContext`, without the slow import of `ssl` where there can be none."""
    module = sys.modules.get("ssl")
    return module is not None and isinstance(value, module.SSLContext)


def tls_option(value: object) -> None:
    """TypeError unless ``value`` is a bool, a `TLS` or an `ssl.SSLContext`."""
    if not is_tls_context(value):
        option("tls", value, (bool, TLS), "True, False, a TLS or an ssl.SSLContext")
