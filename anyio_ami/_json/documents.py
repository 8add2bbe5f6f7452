"""Messages to JSON and back, without loss."""

from __future__ import annotations

import math
import typing
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec

from anyio_ami import actions, events, responses
from anyio_ami._check import option
from anyio_ami._messages.exact import Kept, told_apart
from anyio_ami._messages.message import Message, set_frame, untyped_of
from anyio_ami._messages.plans import plan_of
from anyio_ami._messages.values import EnumTexts
from anyio_ami.actions._base import settled
from anyio_ami.actions._custom import CustomAction

if TYPE_CHECKING:
    from anyio_ami.actions import Action
    from anyio_ami.responses import ListResponse

    Serializable = events.Event | responses.Response | Action[Any] | ListResponse[Any]


M = TypeVar("M", bound=Message)


class _Tags(msgspec.Struct):
    """What tells which class a document is of."""

    event: str | None = None
    action: str | None = None
    response: str | dict[str, Any] | None = None


class _Parts(msgspec.Struct):
    """A list answer."""

    response: dict[str, Any]
    items: list[dict[str, Any]]
    complete: dict[str, Any] | None = None
    expected: int | None = None


def to_json(message: Serializable) -> bytes:
    """A message as one JSON object, UTF-8, without loss.

    An event has its name under ``event``, a response its class under
    ``response``, an action its name under ``action``; then the typed fields by
    their Python names, without those at their default, and ``extra``: an array
    of [name, value], in order, of every header that no field holds or whose
    exact text its field cannot give back (empty, another spelling, not a
    number, a repeat). Lines without a colon stand under ``unparsed``. A list
    answer has ``response``, ``items``, ``complete`` and ``expected``. Bytes
    that are not UTF-8 are lone surrogates, which JSON writes as ``\\udcXX``.
    In which case the first line spells ``Event`` or ``Response`` is not kept.

    An action's secrets are in it: they are what the user put there.
    """
    built = _built(message)
    try:
        return msgspec.json.encode(built)
    except UnicodeEncodeError:
        # Surrogates, which the fast encoder refuses. Slow to import, and rarely needed.
        import json

        plain = msgspec.to_builtins(built, str_keys=True)
        return json.dumps(plain, separators=(",", ":"), allow_nan=False).encode()


def from_json(data: bytes | bytearray | str) -> Serializable:
    """The message that `to_json` wrote: equal to it, with the same headers.

    ``raw``, ``seq``, ``session`` and ``received`` are None, and ``headers`` is
    made of the fields and ``extra``. Raises ValueError for what is no JSON of a
    message of this library.
    """
    option("data", data, (bytes, bytearray, str), "JSON as bytes or text")
    try:
        try:
            built: dict[str, Any] = msgspec.json.decode(data, type=dict[str, Any])
        except msgspec.ValidationError:
            raise
        except msgspec.DecodeError:
            import json

            # Lone surrogates, which the fast decoder refuses; anything else fails here too.
            loaded = json.loads(data, parse_constant=_refuse, parse_float=_finite)
            built = msgspec.convert(loaded, dict[str, Any])
        return _message(built)
    except (msgspec.MsgspecError, ValueError, RecursionError) as exc:
        msg = f"no JSON of a message of anyio_ami: {exc}"
        raise ValueError(msg) from exc


def _refuse(text: str) -> float:
    msg = f"{text} is no JSON"
    raise ValueError(msg)


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _refuse(text)


def _built(message: Serializable) -> dict[str, Any]:
    if isinstance(message, Message):
        built = cast("dict[str, Any]", msgspec.to_builtins(message))
        built.pop("extra", None)
        extra, unparsed = untyped_of(message)
        if extra:
            built["extra"] = extra
        if unparsed:
            built["unparsed"] = unparsed
        return built
    if isinstance(message, responses.ListResponse):
        built = dict[str, Any]()
        built["response"] = _built(message.response)
        built["items"] = [_built(item) for item in message.items]
        if message.complete is not None:
            built["complete"] = _built(message.complete)
        if message.expected is not None:
            built["expected"] = message.expected
        return built
    option("message", message, actions.Action, "an event, a response or an action")
    fields = msgspec.structs.fields(message)
    built = {"action": message.__struct_config__.tag}
    built |= {
        info.name: settled(value) for info in fields if (value := getattr(message, info.name)) != info.default
    }
    return cast("dict[str, Any]", msgspec.to_builtins(built))


def _message(built: dict[str, Any]) -> Serializable:
    tags = msgspec.convert(built, _Tags)
    cls: type[events.Event] | type[responses.Response] | None = None
    # In this order: events have fields called `action` and `response`.
    if tags.event is not None:
        cls = events.UnknownEvent if tags.event == "UnknownEvent" else events.lookup(tags.event)
    elif tags.action is not None:
        return _action(tags.action, built)
    elif isinstance(tags.response, dict):
        return _list_response(built)
    elif tags.response is not None:
        cls = responses.Response if tags.response == "Response" else responses.lookup(tags.response)
    if cls is None:
        msg = f"event {tags.event!r}, response {tags.response!r} is no class of this version"
        raise msgspec.ValidationError(msg)
    return _received(cls, built)


def _received(cls: type[M], built: dict[str, Any]) -> M:
    unparsed = msgspec.convert(built.pop("unparsed", ()), tuple[str, ...])
    members = _members(cls, built)
    message = msgspec.convert(built, cls, str_keys=True)
    if members:
        message = msgspec.structs.replace(message, **members)
    texts, extra = told_apart(message, message.extra)
    if extra != message.extra:
        message = msgspec.structs.replace(message, extra=extra)
    if texts or unparsed:
        set_frame(message, Kept(texts, unparsed))
    return message


def _members(cls: type[Message], built: dict[str, Any]) -> dict[str, Any]:
    """Takes out of ``built`` the texts of open enums that msgspec cannot look up: those with surrogates."""
    members: dict[str, Any] = {}
    for field in plan_of(cls).fields:
        value = built.get(field.name)
        table: Any = field.table
        if isinstance(table, EnumTexts) and isinstance(value, str) and not value.isascii():
            members[field.name] = table[built.pop(field.name)]
    return members


def _list_response(built: dict[str, Any]) -> ListResponse[Any]:
    parts = msgspec.convert(built, _Parts)
    response, complete = _message(parts.response), _message(parts.complete) if parts.complete else None
    items = [_message(item) for item in parts.items]
    if (
        not isinstance(response, responses.Response)
        or not isinstance(complete, (events.Event, type(None)))
        or not all(isinstance(item, events.Event) for item in items)
    ):
        msg = "a list answer is a response with events"
        raise msgspec.ValidationError(msg)
    return responses.ListResponse(response=response, items=items, complete=complete, expected=parts.expected)


def _action(name: str, built: dict[str, Any]) -> Action[Any]:
    cls: type[Action[Any]] | None = CustomAction if name == "Custom" else actions.lookup(name)
    if cls is None:
        msg = f"action {name!r} is no class of this version"
        raise msgspec.ValidationError(msg)
    checked = msgspec.convert(built, plain_action(cls), str_keys=True)
    return cls(**msgspec.structs.asdict(checked))


@cache
def plain_action(cls: type[Action[Any]]) -> type[msgspec.Struct]:
    """An action's class with types that JSON has: of ``HangupCause | int | str``, ``int | str``."""
    hints = typing.get_type_hints(cls)
    fields: list[Any] = []
    for info in msgspec.structs.fields(cls):
        plain = _plain(hints[info.name])
        fields.append((info.name, plain) if info.required else (info.name, plain, info.default))
    return msgspec.defstruct(
        cls.__name__,
        fields,
        namespace={"__doc__": cls.__doc__},
        kw_only=True,
        tag=cls.__struct_config__.tag,
        tag_field="action",
        omit_defaults=True,
    )


def _plain(hint: Any) -> Any:
    if typing.get_origin(hint) not in (typing.Union, UnionType):
        return hint
    kept = tuple(one for one in typing.get_args(hint) if not _is_enum(one))
    return typing.Union[kept]  # noqa: UP007  # made from parts


def _is_enum(hint: object) -> bool:
    return isinstance(hint, type) and issubclass(hint, Enum)
