"""Security."""

# Written by `python -m generator` from generator/schema/ami.json; changes belong there.

from __future__ import annotations

from typing import ClassVar

from ._groups import SecurityEvent


class AuthMethodNotAllowed(SecurityEvent, frozen=True, gc=False, tag="AuthMethodNotAllowed"):
    """Asterisk 16 to 23; event class security. Not seen on a real server: from the documentation and the
    source.
    """

    auth_method: str = ""

    name = "AuthMethodNotAllowed"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("AuthMethod", "auth_method", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class ChallengeResponseFailed(SecurityEvent, frozen=True, gc=False, tag="ChallengeResponseFailed"):
    """Asterisk 16 to 23; event class security. Seen from real Asterisk 16 and 22."""

    challenge: str = ""
    response: str = ""
    expected_response: str = ""

    name = "ChallengeResponseFailed"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Challenge", "challenge", "str"),
        ("Response", "response", "str"),
        ("ExpectedResponse", "expected_response", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class ChallengeSent(SecurityEvent, frozen=True, gc=False, tag="ChallengeSent"):
    """Asterisk 16 to 23; event class security. Seen from real Asterisk 16 and 22."""

    challenge: str = ""

    name = "ChallengeSent"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("Challenge", "challenge", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class FailedACL(SecurityEvent, frozen=True, gc=False, tag="FailedACL"):
    """Asterisk 16 to 23; event class security. Seen from real Asterisk 16 and 22."""

    acl_name: str = ""

    name = "FailedACL"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("ACLName", "acl_name", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class InvalidAccountID(SecurityEvent, frozen=True, gc=False, tag="InvalidAccountID"):
    """Asterisk 16 to 23; event class security. Seen from real Asterisk 16 and 22."""

    name = "InvalidAccountID"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class InvalidPassword(SecurityEvent, frozen=True, gc=False, tag="InvalidPassword"):
    """Asterisk 16 to 23; event class security. Seen from real Asterisk 16 and 22.

    ``challenge``, ``received_challenge``, ``received_hash``: never seen on a real server.
    """

    challenge: str = ""
    received_challenge: str = ""
    received_hash: str = ""

    name = "InvalidPassword"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("Challenge", "challenge", "str"),
        ("ReceivedChallenge", "received_challenge", "str"),
        ("ReceivedHash", "received_hash", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class InvalidTransport(SecurityEvent, frozen=True, gc=False, tag="InvalidTransport"):
    """Asterisk 16 to 23; event class security. Not seen on a real server: from the documentation and the
    source.
    """

    attempted_transport: str = ""

    name = "InvalidTransport"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("AttemptedTransport", "attempted_transport", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class LoadAverageLimit(SecurityEvent, frozen=True, gc=False, tag="LoadAverageLimit"):
    """Asterisk 16 to 23; event class security. Not seen on a real server: from the documentation and the
    source.
    """

    name = "LoadAverageLimit"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class MemoryLimit(SecurityEvent, frozen=True, gc=False, tag="MemoryLimit"):
    """Asterisk 16 to 23; event class security. Not seen on a real server: from the documentation and the
    source.
    """

    name = "MemoryLimit"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class RequestBadFormat(SecurityEvent, frozen=True, gc=False, tag="RequestBadFormat"):
    """Asterisk 16 to 23; event class security. Seen from real Asterisk 16 and 22.

    ``request_params``: never seen on a real server.
    """

    request_type: str = ""
    request_params: str = ""

    name = "RequestBadFormat"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("RequestType", "request_type", "str"),
        ("RequestParams", "request_params", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class RequestNotAllowed(SecurityEvent, frozen=True, gc=False, tag="RequestNotAllowed"):
    """Asterisk 16 to 23; event class security. Seen from real Asterisk 16 and 22.

    ``request_params``: never seen on a real server.
    """

    request_type: str = ""
    request_params: str = ""

    name = "RequestNotAllowed"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (
        ("RequestType", "request_type", "str"),
        ("RequestParams", "request_params", "str"),
    )
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class RequestNotSupported(SecurityEvent, frozen=True, gc=False, tag="RequestNotSupported"):
    """Asterisk 16 to 23; event class security. Not seen on a real server: from the documentation and the
    source.
    """

    request_type: str = ""

    name = "RequestNotSupported"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("RequestType", "request_type", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class SessionLimit(SecurityEvent, frozen=True, gc=False, tag="SessionLimit"):
    """Asterisk 16 to 23; event class security. Seen from real Asterisk 16 and 22."""

    name = "SessionLimit"
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class SuccessfulAuth(SecurityEvent, frozen=True, gc=False, tag="SuccessfulAuth"):
    """Asterisk 16 to 23; event class security. Seen from real Asterisk 16 and 22."""

    using_password: bool | None = None

    name = "SuccessfulAuth"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("UsingPassword", "using_password", "bool:1/0"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)


class UnexpectedAddress(SecurityEvent, frozen=True, gc=False, tag="UnexpectedAddress"):
    """Asterisk 16 to 23; event class security. Not seen on a real server: from the documentation and the
    source.
    """

    expected_address: str = ""

    name = "UnexpectedAddress"
    __wire__: ClassVar[tuple[tuple[str, str, str], ...]] = (("ExpectedAddress", "expected_address", "str"),)
    __versions__: ClassVar[tuple[int, ...]] = (16, 17, 18, 19, 20, 21, 22, 23)
    __classes__: ClassVar[tuple[str, ...]] = ("security",)
