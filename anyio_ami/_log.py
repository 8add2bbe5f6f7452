"""Our loggers: no handler and no filter of an application disturbs who logs."""

from __future__ import annotations

import logging
import sys
import traceback
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Logger:
    """A logger of the standard library that never raises.

    A handler's errors are `logging.Handler.handleError`'s, as a rule; those of
    filters, and of handlers that do without it, would come out where a
    connection is being ended or made, and leave it half done.
    """

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def info(self, message: str, *args: object, extra: Mapping[str, Any] | None = None) -> None:
        """As `logging.Logger.info`."""
        self._tell(logging.INFO, message, args, extra)

    def warning(self, message: str, *args: object, extra: Mapping[str, Any] | None = None) -> None:
        """As `logging.Logger.warning`."""
        self._tell(logging.WARNING, message, args, extra)

    def error(self, message: str, *args: object, extra: Mapping[str, Any] | None = None) -> None:
        """As `logging.Logger.error`."""
        self._tell(logging.ERROR, message, args, extra)

    def exception(self, message: str, *args: object, extra: Mapping[str, Any] | None = None) -> None:
        """As `logging.Logger.exception`."""
        self._tell(logging.ERROR, message, args, extra, exc_info=True)

    def _tell(
        self,
        level: int,
        message: str,
        args: tuple[object, ...],
        extra: Mapping[str, Any] | None,
        *,
        exc_info: bool = False,
    ) -> None:
        try:
            self._logger.log(level, message, *args, extra=extra, exc_info=exc_info, stacklevel=3)
        except Exception:
            # As the standard library does with a handler's errors.
            if logging.raiseExceptions:
                with suppress(Exception):
                    traceback.print_exc(file=sys.stderr)
