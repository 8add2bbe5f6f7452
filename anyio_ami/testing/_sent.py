"""What the client has sent: every request, typed again, and assertions on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar, overload

import anyio
import msgspec

from anyio_ami import actions, mask_frame, types
from anyio_ami.errors import InvalidAction

from ._requests import variables_of

if TYPE_CHECKING:
    from ._requests import FakeRequest

A = TypeVar("A", bound="actions.Action[Any]")

HOUSEKEEPING: Final = frozenset(
    ("challenge", "login", "logoff", "events", "filter", "ping", "coresettings", "corestatus", "listcommands")
)
"""What the client sends by itself, in lower case."""
_SHOWN: Final = 20


def typed(cls: type[A], request: FakeRequest) -> A:
    """A request as the action that it is on the wire. What cannot be read as its field's type stays text."""
    values: dict[str, Any] = {}
    known = {"action", "actionid"}
    free = ""
    for header, field, kind in cls.__wire__:
        known.add(header.lower())
        base, _, spelling = kind.removesuffix("*").partition(":")
        if base == "headers":
            free = field
        elif "{" in header:
            values[field] = _numbered(request, header, base, spelling) or None
        elif base == "vars":
            pairs = [pair for text in request.get_all(header) for pair in variables_of(text)]
            unique = dict(pairs)
            values[field] = (unique if len(unique) == len(pairs) else pairs) or None
        else:
            found = request.get_all(header)
            if kind.endswith("*") and len(found) > 1:
                values[field] = [_value(text, base, spelling) for text in found]
            else:
                values[field] = _value(found[0], base, spelling) if found else None
    if free:
        rest = [(name, value) for name, value in request.headers if name.lower() not in known]
        values[free] = rest or None
    return _made(cls, values)


def _made(cls: type[A], values: dict[str, Any]) -> A:
    """An action of which not everything that it needs has to be there."""
    for field in msgspec.structs.fields(cls):
        if field.required:
            values.setdefault(field.name, None)
        elif values.get(field.name) is None:
            values.pop(field.name, None)
    return cls(**values)


def _numbered(request: FakeRequest, header: str, base: str, spelling: str) -> dict[int, Any]:
    front, _, rest = header.lower().partition("{")
    back = rest.partition("}")[2]
    found: dict[int, Any] = {}
    for name, text in request.headers:
        number = name.lower().removeprefix(front).removesuffix(back)
        if name.lower().startswith(front) and number.isdigit():
            found[int(number)] = _value(text, base, spelling)
    return found


def _value(text: str, base: str, spelling: str) -> Any:
    try:
        match base:
            case "str" | "header":
                return text
            case "int":
                return int(text)
            case "ms":
                return int(text) / 1000
            case "cause":
                return types.HangupCause.parse(text)
            case "bool" | "csv":
                yes, _, no = (spelling or "true/false").partition("/")
                if text.lower() in (yes, no):
                    return text.lower() == yes
                return text.split(",") if base == "csv" else text
            case _:
                return getattr(types, base).parse(text)
    except ValueError:
        return text


def shown(request: FakeRequest) -> str:
    """A request on one line, secrets masked."""
    if request.name in actions.__all__:
        cls: Any = getattr(actions, request.name)
        if getattr(cls, "name", "") == request.name:
            return repr(typed(cls, request))
    text = mask_frame(request.raw).decode("utf-8", "backslashreplace")
    return " | ".join(line for line in text.splitlines() if line and not line.lower().startswith("actionid:"))


class Assertions:
    """The part of the server that remembers."""

    def __init__(self) -> None:
        self.requests: list[FakeRequest] = []
        """Every action received so far, in order, over all connections."""
        self._unseen: list[FakeRequest] = []
        self._arrived: anyio.Event | None = None

    def record(self, request: FakeRequest) -> None:
        """A request has arrived."""
        self.requests.append(request)
        self._unseen.append(request)
        if self._arrived is not None:
            self._arrived.set()

    async def wait_for_request(self, action: str | None = None) -> FakeRequest:
        """The next request of this name (any, for None) that no such wait has given yet.

        A cancelled wait takes none.
        """
        while True:
            for number, request in enumerate(self._unseen):
                if action is None or request.name.lower() == action.lower():
                    del self._unseen[number]
                    return request
            if self._arrived is None or self._arrived.is_set():
                self._arrived = anyio.Event()
            await self._arrived.wait()

    def forget_sent(self) -> None:
        """Begin to remember anew: what was sent up to now is asserted on no more."""
        self.requests.clear()
        self._unseen.clear()

    @overload
    def sent(self, action: type[A], /, **fields: object) -> list[A]: ...
    @overload
    def sent(self, action: str, /, **fields: object) -> list[FakeRequest]: ...

    def sent(self, action: type[A] | str, /, **fields: object) -> list[A] | list[FakeRequest]:
        """Every action of this class that has arrived, with these values of its fields, oldest first.

        They are as the client had them before they were encoded: enums, seconds, mappings. A field that was
        not sent is None. By a name (``"MyAction"``) it gives the requests themselves, and ``fields`` are
        headers.
        What a client has sent is here once it has its answer; else ``await pbx.flush()`` first.

        Raises :exc:`TypeError` for a field that the class does not have, and for what is no action.
        """
        if isinstance(action, str):
            named = [one for one in self.requests if one.name.lower() == action.lower()]
            return [one for one in named if all(one.get(name) == str(fields[name]) for name in fields)]
        _known(_class(action), fields)
        found = [typed(action, one) for one in self.requests if one.name.lower() == action.name.lower()]
        return [one for one in found if _fits(one, fields)]

    @overload
    def assert_sent(self, action: type[A], /, *, times: int | None = None, **fields: object) -> A: ...
    @overload
    def assert_sent(self, action: str, /, *, times: int | None = None, **fields: object) -> FakeRequest: ...

    def assert_sent(
        self, action: type[A] | str, /, *, times: int | None = None, **fields: object
    ) -> A | FakeRequest:
        """Fail unless such an action has arrived (see :meth:`sent`); gives the last one.

        ``times``: exactly so often (0: see :meth:`assert_not_sent`). The :exc:`AssertionError` shows what was
        sent instead, with ``***`` for secrets.
        """
        found: list[Any] = self.sent(action, **fields)
        if not found or (times is not None and len(found) != times):
            often = "not sent" if not found else f"sent {len(found)} times, not {times}"
            raise AssertionError(f"{_wanted(action, fields)} was {often}. {self._told(action)}")
        last: A | FakeRequest = found[-1]
        return last

    def assert_not_sent(self, action: type[actions.Action[Any]] | str, /, **fields: object) -> None:
        """Fail if such an action has arrived. The :exc:`AssertionError` shows it."""
        found: list[Any] = self.sent(action, **fields)
        if found:
            raise AssertionError(f"{_wanted(action, fields)} was sent. {self._told(action)}")

    def assert_nothing_sent(self) -> None:
        """Fail if the client has sent anything but what it sends by itself (login, mask, pings, ...)."""
        if any(request.name.lower() not in HOUSEKEEPING for request in self.requests):
            raise AssertionError(f"Something was sent. {self._told('')}")

    def _told(self, action: type[actions.Action[Any]] | str) -> str:
        name = action if isinstance(action, str) else action.name
        asked = name.lower()
        told = [
            one for one in self.requests if one.name.lower() not in HOUSEKEEPING or one.name.lower() == asked
        ]
        if not told:
            return "Nothing was."
        lines = [shown(request) for request in told[-_SHOWN:]]
        left = f"\n  ({len(told) - _SHOWN} before them)" if len(told) > _SHOWN else ""
        return "\n  ".join(["Sent were:", *lines]) + left


def _class(given: Any) -> type[actions.Action[Any]]:
    cls: type[actions.Action[Any]] = given
    if not (isinstance(given, type) and issubclass(given, actions.Action)):
        # Events have the names of actions, and no event is ever sent.
        raise TypeError(f"{given!r} is no class of anyio_ami.actions, and no name of an action")
    return cls


def _known(cls: type[actions.Action[Any]], fields: dict[str, object]) -> None:
    unknown = sorted(set(fields) - set(cls.__struct_fields__))
    if unknown:
        has = ", ".join(cls.__struct_fields__)
        raise TypeError(f"{cls.__name__} has no field {unknown[0]!r}; it has {has}")


def _fits(sent: actions.Action[Any], fields: dict[str, object]) -> bool:
    """Whether it would be sent the same with these values."""
    if not fields:
        return True
    try:
        wanted = msgspec.structs.replace(sent, **fields).headers_to_send()
        return sorted(wanted) == sorted(sent.headers_to_send())
    except InvalidAction:
        return False


def _wanted(action: type[actions.Action[Any]] | str, fields: dict[str, object]) -> str:
    if isinstance(action, str):
        headers = "".join(f"\r\n{name}: {value}" for name, value in fields.items())
        text = mask_frame(f"Action: {action}{headers}".encode()).decode("utf-8", "replace")
        return text.removeprefix("Action: ").replace("\r\n", " | ")
    return repr(_made(action, dict(fields)))
