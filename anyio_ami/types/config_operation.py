"""Changes of a configuration file."""

from __future__ import annotations

from ._base import OpenText


class ConfigOperation(OpenText):
    """What UpdateConfig does: the values of ``Action-NNNNNN`` (Asterisk 16 to 23)."""

    NEW_CAT = "NewCat"
    RENAME_CAT = "RenameCat"
    DEL_CAT = "DelCat"
    EMPTY_CAT = "EmptyCat"
    UPDATE = "Update"
    DELETE = "Delete"
    APPEND = "Append"
    INSERT = "Insert"
