"""How bad a security event is."""

from __future__ import annotations

from ._base import OpenText


class SecuritySeverity(OpenText):
    """``Severity`` of the security events (``enum ast_security_event_severity``, Asterisk 16 to 23)."""

    INFORMATIONAL = "Informational"
    ERROR = "Error"
