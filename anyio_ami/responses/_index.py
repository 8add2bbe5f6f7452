"""Which module holds which class of `anyio_ami.responses`, by the name on the wire."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import Final

AREAS: Final[dict[str, str]] = {
    "ChallengeResponse": "session",
    "CoreSettingsResponse": "core",
    "CoreStatusResponse": "core",
    "EventsResponse": "session",
    "ExtensionStateResponse": "states",
    "GetConfigResponse": "config",
    "GetConfigJSONResponse": "config",
    "GetvarResponse": "channels",
    "ListCategoriesResponse": "config",
    "MailboxCountResponse": "voicemail",
    "MailboxStatusResponse": "voicemail",
    "MixMonitorResponse": "monitor",
    "ModuleCheckResponse": "config",
    "PingResponse": "core",
    "PresenceStateResponse": "states",
    "QueueRuleResponse": "queues",
    "SIPshowpeerResponse": "sip",
}
