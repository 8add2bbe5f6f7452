"""Which parameters of actions hold several values, and what may be given for them."""

from __future__ import annotations

from typing import Final

LISTS: Final[dict[tuple[str, str], str]] = {
    # ast_format_cap_update_by_allow_disallow() takes a comma-separated list.
    ("Originate", "Codecs"): "",
    # get_perm() in main/manager.c; a switch too.
    ("Events", "EventMask"): "on/off",
    ("Login", "Events"): "on/off",
    # Cut at commas in action_status() of main/manager.c.
    ("Status", "Variables"): "",
    # Cut at commas in action_getconfig() and action_getconfigjson().
    ("GetConfig", "Filter"): "",
    ("GetConfigJSON", "Filter"): "",
    # Cut at commas in handle_updates() (`NewCat`: allowdups, template, inherit="...").
    ("UpdateConfig", "Options-{n:06d}"): "",
}
"""The comma-separated ones, with the texts for True and False of those that are a switch too."""

VARIABLES: Final = "Mapping[str, str | int | float] | Sequence[tuple[str, str | int | float]]"
"""The annotation of a header that repeats and holds ``NAME=value``."""


def list_kind(owner: str, header: str) -> tuple[str, str] | None:
    """(kind, annotation) of a parameter that holds a list; None for any other."""
    spelling = LISTS.get((owner, header))
    if spelling is None:
        return None
    return (f"csv:{spelling}", "str | bool | Sequence[str]") if spelling else ("csv", "str | Sequence[str]")
