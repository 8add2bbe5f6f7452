"""What the schema gets wrong, each with its evidence. Small on purpose: a fact belongs in the schema."""

from __future__ import annotations

from typing import Any


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
