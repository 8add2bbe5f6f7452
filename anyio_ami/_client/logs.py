"""What log records carry besides their text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from anyio_ami._messages.message import SessionInfo

    from .config import Config


def of_client(config: Config, error: BaseException | None = None) -> dict[str, Any]:
    """``extra=`` of a record about a client: ``ami_node``, ``ami_endpoint``, with an error ``ami_error``."""
    return _extra(config.node, config.endpoint.address, error)


def of_session(info: SessionInfo, error: BaseException | None = None) -> dict[str, Any]:
    """The same of a record about one connection; ``ami_session`` is its number."""
    return {**_extra(info.node, info.endpoint, error), "ami_session": info.number}


def _extra(node: str, endpoint: str, error: BaseException | None) -> dict[str, Any]:
    extra = {"ami_node": node, "ami_endpoint": endpoint}
    return extra if error is None else {**extra, "ami_error": type(error).__name__}
