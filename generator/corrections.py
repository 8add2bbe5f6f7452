"""What the schema gets wrong, each with its evidence. What is new is added to the schema instead."""

from __future__ import annotations

from typing import Any, Final

# Options of pjsip.conf, all in seconds but the last two (res/res_pjsip/, documented with them); and of
# voicemail.conf. CCOfferTimerStart.Expires is the offer's timer in seconds (main/ccss.c).
_UNITS: Final = {
    "s": """MinimumExpiration MaximumExpiration DefaultExpiration QualifyFrequency QualifyTimeout
        NonceLifetime Expires TimersMinSe TimersSessExpires SubMinExpiry FaxDetectTimeout RtpTimeout
        RtpTimeoutHold Expiration RetryInterval FatalRetryInterval ForbiddenRetryInterval
        MaxRandomInitialDelay TcpKeepaliveIdleTime TcpKeepaliveIntervalTime""",
    "ms": "NotificationBatchInterval WebsocketWriteTimeout",
    "min": "SayDurationMinimum",
}


def correct(schema: dict[str, Any]) -> None:
    """Repair ``schema`` in place."""
    events, actions = schema["events"], schema["actions"]

    # The items of SKINNYdevices and SKINNYlines come in one frame with the end event, without an empty line
    # between them: a frame that begins with the first item ends with the end's EventList and ListItems.
    # chan_skinny.c of Asterisk 16 to 20 writes those two with DevicelistComplete and LinelistComplete.
    for name in ("DeviceEntry", "LineEntry"):
        del events[name]["list_complete"]

    # The documentation has these from 18 on. Asterisk 16.28 takes an MD5 login with AuthType and Key, and an
    # event mask in Login (tests/data/wire-login-md5-16-client.ami).
    for param in actions["Login"]["params"]:
        param.pop("since", None)
        param.pop("absent", None)

    # Options-NNNNNN of UpdateConfig holds options of the new category or line ("allowdups", "template",
    # "inherit=..."), not an operation: action_updateconfig in main/manager.c.
    for param in actions["UpdateConfig"]["params"]:
        if param["name"].startswith("Options-"):
            param["type"] = "str"
            del param["enum"]

    # The second `Message` of PresenceState is the presence text; the first is the one of every response.
    response = actions["PresenceState"]["response"]
    response["headers"] = [header for header in response["headers"] if header["name"] != "Message"]

    # A header of its own that the documentation lacks (tests/data/16-misc-lab.ami, 22-misc.ami).
    response = actions["MixMonitor"]["response"]
    response["headers"] = [*response.get("headers", ()), {"name": "MixMonitorID", "type": "str"}]

    units = {name: unit for unit, names in _UNITS.items() for name in names.split()}
    for event in events.values():
        for field in event["fields"]:
            if field["type"] in ("int", "float") and field["name"] in units:
                field.setdefault("unit", units[field["name"]])
