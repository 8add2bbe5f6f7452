"""The replies to actions: `Response`, and a class for every action whose reply has headers of its own.

A class is loaded when it is first asked for, with the others of its area.
"""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Final

from ._base import CommandResponse as CommandResponse
from ._base import ListResponse as ListResponse
from ._base import Response as Response
from ._index import AREAS

if TYPE_CHECKING:
    from .channels import GetvarResponse as GetvarResponse
    from .config import GetConfigJSONResponse as GetConfigJSONResponse
    from .config import GetConfigResponse as GetConfigResponse
    from .config import ListCategoriesResponse as ListCategoriesResponse
    from .config import ModuleCheckResponse as ModuleCheckResponse
    from .core import CoreSettingsResponse as CoreSettingsResponse
    from .core import CoreStatusResponse as CoreStatusResponse
    from .core import PingResponse as PingResponse
    from .monitor import MixMonitorResponse as MixMonitorResponse
    from .queues import QueueRuleResponse as QueueRuleResponse
    from .session import ChallengeResponse as ChallengeResponse
    from .session import EventsResponse as EventsResponse
    from .sip import SIPshowpeerResponse as SIPshowpeerResponse
    from .states import ExtensionStateResponse as ExtensionStateResponse
    from .states import PresenceStateResponse as PresenceStateResponse
    from .voicemail import MailboxCountResponse as MailboxCountResponse
    from .voicemail import MailboxStatusResponse as MailboxStatusResponse

# fmt: off
__all__ = [  # noqa: RUF022  # sorted as Python sorts
    "ChallengeResponse", "CommandResponse", "CoreSettingsResponse", "CoreStatusResponse", "EventsResponse",
    "ExtensionStateResponse", "GetConfigJSONResponse", "GetConfigResponse", "GetvarResponse",
    "ListCategoriesResponse", "ListResponse", "MailboxCountResponse", "MailboxStatusResponse",
    "MixMonitorResponse", "ModuleCheckResponse", "NAMES", "PingResponse", "PresenceStateResponse",
    "QueueRuleResponse", "Response", "SIPshowpeerResponse", "lookup",
]
# fmt: on

NAMES: Final[tuple[str, ...]] = tuple(AREAS)
"""The names of all responses that are loaded when asked for, sorted."""

_OTHERS: Final[dict[str, str]] = {}


def lookup(name: str) -> type[Response] | None:
    """The response class for a name, case-sensitive; None if there is none. Loads its area."""
    found: type[Response] | None = {"CommandResponse": CommandResponse, "Response": Response}.get(name)
    if found is not None:
        return found
    area = AREAS.get(name)
    if area is None:
        return None
    cls: type[Response] = getattr(import_module(f"{__name__}.{area}"), name)
    return cls


# Hidden from type checkers: with it they would take every misspelt name.
if not TYPE_CHECKING:

    def __getattr__(name):
        module = _OTHERS.get(name) or AREAS.get(name)
        if module is None:
            msg = f"module {__name__!r} has no attribute {name!r}"
            raise AttributeError(msg)
        value = getattr(import_module(f"{__name__}.{module}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
