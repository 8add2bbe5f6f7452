"""What became of a call, as its detail record has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ._base import OpenText

if TYPE_CHECKING:
    from collections.abc import Mapping


class CdrDisposition(OpenText):
    """The disposition of a call detail record (``enum ast_cdr_disposition``, Asterisk 16 to 23).

    The numbers that backends store are read too: 0 and 1 (no disposition yet) NOANSWER,
    2 FAILED, 4 BUSY, 8 ANSWERED, 16 CONGESTION.
    """

    NOANSWER = "NO ANSWER"
    FAILED = "FAILED"
    BUSY = "BUSY"
    ANSWERED = "ANSWERED"
    CONGESTION = "CONGESTION"
    """Only with ``congestion = yes`` in cdr.conf; else such a call is FAILED."""

    @classmethod
    def _spellings(cls) -> Mapping[str, str]:
        return {
            "0": cls.NOANSWER,
            "1": cls.NOANSWER,
            "2": cls.FAILED,
            "4": cls.BUSY,
            "8": cls.ANSWERED,
            "16": cls.CONGESTION,
            "NOANSWER": cls.NOANSWER,
        }
