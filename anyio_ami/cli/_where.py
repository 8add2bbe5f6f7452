"""``--where``: a small expression over the fields of an event.

Parsed by Python's own parser, and nothing of it is ever run: comparisons, ``and``,
``or``, ``not``, ``in`` and literals are all there is.
"""

from __future__ import annotations

import ast
import difflib
import operator
import types
from collections.abc import Callable, Mapping
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, Any, Final, TypeAlias, Union, get_args, get_origin

import msgspec

from anyio_ami import events
from anyio_ami import types as ami_types

from ._errors import Problem
from ._values import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anyio_ami.events import Event

Getter: TypeAlias = "Callable[[Event], Any]"

_LONGEST: Final = 2_000
_WORDS: Final = {"true": True, "false": False, "none": None, "null": None}
_ORDER: Final[dict[type[ast.cmpop], Callable[[Any, Any], bool]]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}
_ALLOWED: Final = "comparisons, and, or, not, in, numbers and texts in quotes"


def where(text: str, classes: Sequence[type[Event]]) -> Callable[[Event], bool]:
    """The test that an expression stands for. ``classes``: of the events that will come; none: all.

    Raises Problem for what is no such expression, and names the fields that there are.
    """
    test = _Compiler(text, classes or tuple(filter(None, map(events.lookup, events.NAMES)))).compiled()
    return lambda event: bool(test(event))


class _Compiler:
    def __init__(self, text: str, classes: Sequence[type[Event]]) -> None:
        self._text = text
        self._types: dict[str, set[Any]] = {}
        self._names: dict[str, str] = {}
        for cls in classes:
            for one in msgspec.structs.fields(cls):
                self._types.setdefault(one.name, set()).update(_members(one.type))
                self._names[folded(one.name)] = one.name
            for base in cls.__mro__:
                for header, name, _ in base.__dict__.get("__wire__", ()):
                    if name in self._types and header not in ("*", ""):
                        self._names.setdefault(folded(header), name)
        self._few = len(classes) < 9

    def compiled(self) -> Getter:
        if len(self._text) > _LONGEST:
            raise self._problem(f"it is longer than {_LONGEST} characters")
        try:
            tree = ast.parse(self._text.strip(), mode="eval")
        except (SyntaxError, ValueError) as exc:
            hint = "; == compares" if "=" in self._text and "==" not in self._text else ""
            raise self._problem(f"it cannot be understood: {getattr(exc, 'msg', exc)}{hint}") from None
        except (RecursionError, MemoryError):
            raise self._problem("it is nested too deeply") from None
        try:
            return self._test(tree.body)
        except RecursionError:
            raise self._problem("it is nested too deeply") from None

    def _problem(self, why: str, advice: str = "") -> Problem:
        return Problem(f"--where {self._text[:200]!r}: {why}", advice=advice)

    def _test(self, node: ast.expr) -> Getter:
        match node:
            case ast.BoolOp(op=op, values=values):
                tests = [self._test(one) for one in values]
                if isinstance(op, ast.And):
                    return lambda event: all(test(event) for test in tests)
                return lambda event: any(test(event) for test in tests)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                test = self._test(operand)
                return lambda event: not test(event)
            case ast.Compare(left=left, ops=ops, comparators=comparators):
                return self._comparison([left, *comparators], ops)
            case _:
                return self._operand(node, set())

    def _comparison(self, nodes: list[ast.expr], ops: list[ast.cmpop]) -> Getter:
        # `cause == USER_BUSY`: a name that is no field is one of the other side's enum.
        enums = {kind for node in nodes for kind in self._kinds(node) if _is_enum(kind)}
        sides = [self._operand(node, enums) for node in nodes]
        steps: list[tuple[Getter, Callable[[Any, Any], bool], Getter]] = []
        for op, left, right in zip(ops, sides, sides[1:], strict=False):
            steps.append((left, self._operator(op), right))
        for field in (node for node in nodes if self._kinds(node)):
            for other in nodes:
                self._check(field, other)
        return lambda event: all(test(left(event), right(event)) for left, test, right in steps)

    def _check(self, field: ast.expr, other: ast.expr) -> None:
        """A text that can never equal a number of an enum is a slip of the pen."""
        numbers: list[Any] = [k for k in self._kinds(field) if _is_enum(k) and issubclass(k, IntEnum)]
        if not numbers or len(self._kinds(field)) != len(numbers):
            return
        texts = other.elts if isinstance(other, (ast.Tuple, ast.List, ast.Set)) else [other]
        for one in texts:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                try:
                    for kind in numbers:
                        kind.parse(one.value)
                except ValueError:
                    names = [member for kind in numbers for member in kind.__members__]
                    why = f"{one.value!r} is no {numbers[0].__name__}"
                    raise self._problem(why, _near(one.value, names)) from None

    def _operator(self, op: ast.cmpop) -> Callable[[Any, Any], bool]:
        order = _ORDER.get(type(op))
        if order is not None:
            return lambda left, right: _ordered(order, left, right)
        if isinstance(op, (ast.In, ast.NotIn)):
            wanted = isinstance(op, ast.In)
            return lambda left, right: _contains(right, left) is wanted
        wanted = isinstance(op, (ast.Eq, ast.Is))
        return lambda left, right: _equal(left, right) is wanted

    def _operand(self, node: ast.expr, enums: set[Any]) -> Getter:
        match node:
            case ast.Constant(value=value) if value is None or isinstance(value, (str, int, float)):
                return lambda event: value
            case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=value)) if isinstance(
                value, (int, float)
            ):
                return lambda event: -value
            case ast.Tuple(elts=elts) | ast.List(elts=elts) | ast.Set(elts=elts):
                parts = [self._operand(one, enums) for one in elts]
                return lambda event: tuple(part(event) for part in parts)
            case ast.Name(id=name):
                return self._name(name, enums)
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                return self._member(owner, name)
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key))):
                if name == "headers":
                    return lambda event: event.headers.get(key)
                field = self._field(name)
                if field is None:
                    raise self._unknown(name)
                return lambda event: _item(getattr(event, field, None), key)
            case ast.BoolOp() | ast.Compare() | ast.UnaryOp(op=ast.Not()):
                return self._test(node)
            case _:
                part = ast.get_source_segment(self._text.strip(), node) or type(node).__name__
                raise self._problem(f"{part!r} is not allowed there", f"there are: {_ALLOWED}")

    def _field(self, name: str) -> str | None:
        return name if name in self._types else self._names.get(folded(name))

    def _kinds(self, node: ast.expr) -> set[Any]:
        field = self._field(node.id) if isinstance(node, ast.Name) else None
        return set() if field is None else self._types[field]

    def _name(self, name: str, enums: set[Any]) -> Getter:
        if name == "event":
            return lambda event: event.name
        field = self._field(name)
        if field is not None:
            return lambda event: getattr(event, field, None)
        for enum in enums:
            member = enum.__members__.get(name) or enum.__members__.get(name.upper())
            if member is not None:
                return lambda event: member
        if name.lower() in _WORDS:
            word = _WORDS[name.lower()]
            return lambda event: word
        if enums:
            names = [member for enum in enums for member in enum.__members__]
            kinds = " or ".join(sorted(enum.__name__ for enum in enums))
            raise self._problem(f"{name!r} is no field and no {kinds}", _near(name, [*names, *self._types]))
        raise self._unknown(name)

    def _member(self, owner: str, name: str) -> Getter:
        enum: Any = getattr(ami_types, owner, None)
        if not _is_enum(enum):
            raise self._problem(f"{owner}.{name} is not allowed there", f"there are: {_ALLOWED}")
        member = enum.__members__.get(name)
        if member is None:
            raise self._problem(f"{owner} has no {name!r}", _near(name, list(enum.__members__)))
        return lambda event: member

    def _unknown(self, name: str) -> Problem:
        near = difflib.get_close_matches(name.lower(), self._types, 3, 0.6)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        if self._few:
            advice = f"fields: {', '.join(one for one in sorted(self._types) if one != 'extra')}"
        else:
            advice = "name the events with --event, and their fields are told"
        quoted = f"; a text stands in quotes: '{name}'" if not near else ""
        return self._problem(f"there is no field {name!r}{hint}{quoted}", advice)


def _near(name: str, names: Sequence[str]) -> str:
    near = difflib.get_close_matches(name.upper(), [one.upper() for one in names], 3, 0.5)
    return f"near to it: {', '.join(near)}" if near else f"such as {', '.join(sorted(names)[:4])}"


def _members(annotation: Any) -> list[Any]:
    if get_origin(annotation) in (Union, types.UnionType):
        return [kind for one in get_args(annotation) for kind in _members(one)]
    return [] if annotation is types.NoneType else [annotation]


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _equal(left: Any, right: Any) -> bool:
    if isinstance(right, Enum) and not isinstance(left, Enum):
        left, right = right, left
    if isinstance(left, Enum):
        if isinstance(right, str) and not isinstance(right, Enum):
            kind: Any = type(left)
            try:
                return bool(left == kind.parse(right))
            except ValueError:
                return False
        return bool(left == right)
    if isinstance(left, str) and _is_number(right):
        return left == str(right)
    if isinstance(right, str) and _is_number(left):
        return right == str(left)
    return bool(left == right)


def _ordered(order: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    if isinstance(left, str) and isinstance(right, str):
        return order(str(left), str(right))
    left, right = _number(left), _number(right)
    # A field that is not there, or holds no number, is neither more nor less.
    return left is not None and right is not None and order(left, right)


def _number(value: Any) -> Any:
    if isinstance(value, str) and not isinstance(value, Enum):
        # A header is a text.
        try:
            return float(value) if value[-1:].isdecimal() else None
        except ValueError:
            return None
    return value if _is_number(value) else None


def _contains(whole: Any, part: Any) -> bool:
    if isinstance(whole, str):
        return isinstance(part, str) and str(part) in str(whole)
    if isinstance(whole, Mapping):
        return part in whole
    if isinstance(whole, (tuple, list)):
        return any(_equal(part, one) for one in whole)  # pyright: ignore[reportUnknownVariableType]  # fields are of any kind
    return False


def _item(value: Any, key: str) -> Any:
    if isinstance(value, Mapping):
        # The values are of any kind.
        return value.get(key)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return None
