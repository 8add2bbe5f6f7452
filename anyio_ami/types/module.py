"""Modules: loading and reloading."""

from __future__ import annotations

from ._base import OpenInt, OpenText


class ModuleStatus(OpenText):
    """How loading or unloading a module went: ``Status`` of Load and Unload (Asterisk 16 to 23)."""

    SUCCESS = "Success"
    DECLINE = "Decline"
    """The module will not run as it is configured."""
    SKIP = "Skip"
    PRIORITY = "Priority"
    FAILURE = "Failure"
    UNKNOWN = "Unknown"


class ReloadStatus(OpenInt):
    """How a reload went: ``Reload.Status`` (``enum ast_module_reload_result``, Asterisk 16 to 23)."""

    SUCCESS = 0
    QUEUED = 1
    """Asterisk still starts; it is done afterwards."""
    NOT_FOUND = 2
    ERROR = 3
    IN_PROGRESS = 4
    """Another reload runs."""
    UNINITIALIZED = 5
    """The module is not started."""
    NOT_IMPLEMENTED = 6
    """The module cannot be reloaded."""


class LoadType(OpenText):
    """What ModuleLoad does: ``LoadType`` (Asterisk 16 to 23)."""

    LOAD = "load"
    UNLOAD = "unload"
    RELOAD = "reload"
    """The configuration."""
    REFRESH = "refresh"
    """Unload, then load again."""
