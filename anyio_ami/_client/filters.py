"""What the server is asked to send: the event mask and its filters, given or derived from who listens.

A mask can be changed at any time. A filter can only be added, and the first
one that includes hides all that it does not match: so what is in force only
ever grows within a session, and the next login begins anew. (Asterisk 16 to 23.)
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from anyio_ami import actions, events
from anyio_ami._check import option
from anyio_ami._log import Logger
from anyio_ami._messages.outgoing import SKIPPED
from anyio_ami._messages.shown import shown
from anyio_ami._wire.encode import encode_headers
from anyio_ami.endpoint import EVENT_CLASSES
from anyio_ami.errors import ActionError, ConnectError, FilterRefused, InvalidAction

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    from anyio_ami.responses import Response

    from .config import Config
    from .server import ServerInfo

    Headers: TypeAlias = list[tuple[str, str, str]]
    Ask: TypeAlias = Callable[[str, Headers], Awaitable[Response]]

# Quoted, so that no module of actions is loaded for it.
Filters = Literal["auto"] | Iterable["str | actions.Filter"]
"""What `connect_ami` takes as ``filters``."""

_log = Logger("anyio_ami")

# Of the 1,022 bytes of a line, what is left for names.
_LINE: Final = 960
_EVERYTHING: Final = "^Event: "
_BOOTED: Final = "^Event: FullyBooted[[:cntrl:]]"
# How the answers begin that say "never" (Asterisk 16 to 23).
_NEVER: Final = ("permission denied", "filter ", "unknown operation")
# The first versions of their majors that know MatchCriteria; others take it for no filter at all.
_CRITERIA_SINCE: Final = {18: 26, 20: 11, 21: 6, 22: 1}


class Demand(NamedTuple):
    """What somebody listens to: event names, and the classes that they have. None: all there are."""

    names: frozenset[str] | None
    classes: frozenset[str] | None


def demand_of(groups: Iterable[tuple[type[Any], ...]]) -> Demand:
    """What the subscriptions to these groups of types need; a group without types needs everything."""
    names: set[str] = set()
    classes: set[str] = set()
    every_name = every_class = False
    for types in groups:
        every_name |= not types
        for cls in types:
            name = cls.__struct_config__.tag
            if events.lookup(name) is cls:
                names.add(name)
                classes.update(cls.__classes__)
                # Where none is known, it is not known which mask lets it through.
                every_class |= not cls.__classes__
            else:  # a base, or events that have no class of their own
                every_name = True
    return Demand(
        None if every_name else frozenset(names),
        None if every_name or every_class else frozenset(classes),
    )


def checked_filters(filters: Filters | None) -> Literal["auto"] | tuple[actions.Filter, ...]:
    """The option ``filters`` as it is used; TypeError or ValueError for what makes no sense."""
    if filters is None:
        return ()
    if filters == "auto":
        return "auto"
    if isinstance(filters, str):
        msg = 'filters must be "auto" or a list: filters=["..."] for one alone'
        raise TypeError(msg)
    option("filters", filters, Iterable, '"auto" or a list of regular expressions and actions.Filter')
    return tuple(map(_checked_filter, filters))


def _checked_filter(given: object) -> actions.Filter:
    option("each of filters", given, (str, actions.Filter), "a regular expression or an actions.Filter")
    one = given if isinstance(given, actions.Filter) else actions.Filter(filter=str(given))
    # The server drops blanks and control characters before a value.
    text, criteria = (value and value.lstrip(SKIPPED) for value in (one.filter, one.match_criteria))
    if not text and not criteria:
        msg = "filters: one is empty, and would match everything or be refused, by the server's version"
        raise ValueError(msg)
    if (one.operation or "Add").lower() != "add":
        msg = f"filters: a filter can only be added; operation={one.operation!r} is none"
        raise ValueError(msg)
    one = actions.Filter(operation="Add", filter=text, match_criteria=criteria)
    try:
        encode_headers("Filter", "-" * 24, one.headers_to_send())
    except InvalidAction as exc:
        msg = f"filters: {exc}"
        raise ValueError(msg) from exc
    return one


class Coverage:
    """What one session is sent: its event mask and filters, and what passes them."""

    def __init__(self, config: Config) -> None:
        self.derived: bool = config.filters == "auto"
        """Whether it follows what is subscribed."""
        self._given: tuple[actions.Filter, ...] = () if config.filters == "auto" else config.filters
        self._node = config.node
        self._user = config.credentials.username
        on = config.events == "on"
        self._limit: frozenset[str] = frozenset(EVENT_CLASSES if on else config.events.split(","))
        self.mask: str = config.events
        """The event mask in force: ``on``, ``off`` or class names with commas between."""
        self.filters: tuple[str, ...] = ()
        """The filters in force."""
        # What passes both; None: no bound but that of `events=`.
        self._classes: frozenset[str] | None = None
        self._names: frozenset[str] | None = None
        self.on_change: Callable[[], object] = _nothing
        """Called when what is in force has changed."""

    def begin(self, demand: Demand) -> str:
        """The mask for a login."""
        if self.derived and demand.classes is not None:
            self._classes = demand.classes
            self.mask = self._mask_of(demand.classes)
        return self.mask

    def _mask_of(self, classes: frozenset[str]) -> str:
        return ",".join(name for name in EVENT_CLASSES if name in classes & self._limit) or "off"

    def lacks(self, demand: Demand) -> bool:
        """Whether something that is listened to does not come."""
        return not (_holds(self._classes, demand.classes) and _holds(self._names, demand.names))

    async def set_up(self, demand: Demand, server: ServerInfo, ask: Ask) -> None:
        """Give the server the first filters of a session, right after the login.

        Raises FilterRefused for one that the user gave, and ConnectError where the
        server takes none now. A derived one that is refused is left out: then the
        mask alone is in force.
        """
        if self.derived:
            await self._narrow(demand, ask)
            return
        if any(map(_includes, self._given)) and (await ask("Filter", _add(_BOOTED))).ok:
            # Else a server that still boots would seem to do so for ever.
            self.filters = (_BOOTED,)
        for one in self._given:
            text = one.filter or ""
            if one.match_criteria:
                text = f"{one.match_criteria} {text}".rstrip()
                _require_criteria(text, server)
            reply = await ask("Filter", one.headers_to_send())
            if not reply.ok:
                msg = f"{self._node} does not take the filter {text!r}: {shown(reply.message)}"
                if not _is_refusal(reply):
                    raise ConnectError(msg)
                raise FilterRefused(msg + _needed(reply, self._user), filter=text)
            self.filters = (*self.filters, text)

    async def _narrow(self, demand: Demand, ask: Ask) -> None:
        if demand.names is None:
            return
        lines = _expressions(demand.names)
        if len(lines) != 1:
            # While the first of several is alone in force, it would hide what the others let through.
            _log.info(
                "%s: %d event names are too many for a first filter; the mask alone is in force",
                self._node,
                len(demand.names),
            )
            return
        reply = await ask("Filter", _add(lines[0]))
        if reply.ok:
            self._names = demand.names
            self.filters = (lines[0],)
        else:
            _log.info(
                "%s does not take filters: %s%s; the event mask alone is in force",
                self._node,
                shown(reply.message),
                _needed(reply, self._user),
            )

    async def widen(self, demand: Callable[[], Demand], ask: Ask) -> None:
        """Have the server send all that is listened to. Raises ActionError if it refuses."""
        wanted = demand()
        if not _holds(self._classes, wanted.classes):
            classes = None if wanted.classes is None else wanted.classes | (self._classes or frozenset())
            # Not "on", which some servers do not answer (brokeneventsaction in manager.conf).
            mask = self._mask_of(self._limit if classes is None else classes)
            self._require(await ask("Events", [("event_mask", "EventMask", mask)]))
            self._classes, self.mask = classes, mask
            self.on_change()
        if self._names is not None and not _holds(self._names, wanted.names):
            missing = None if wanted.names is None else wanted.names - self._names
            for line in [_EVERYTHING] if missing is None else _expressions(missing):
                self._require(await ask("Filter", _add(line)))
                self.filters = (*self.filters, line)
            self._names = None if missing is None else self._names | missing
            self.on_change()

    def _require(self, reply: Response) -> None:
        if not reply.ok:
            msg = (
                f"the subscription could not begin: {self._node} refused to send more events: "
                f"{shown(reply.message)}{_needed(reply, self._user)}"
            )
            raise ActionError(msg, response=reply)


def _nothing() -> None:
    pass


def _holds(passing: frozenset[str] | None, wanted: frozenset[str] | None) -> bool:
    return passing is None or (wanted is not None and wanted <= passing)


def _add(expression: str) -> Headers:
    return actions.Filter(operation="Add", filter=expression).headers_to_send()


def _expressions(names: Iterable[str]) -> list[str]:
    """Regular expressions that match just the events of these names, as few as there can be.

    One expression lets all its names through in the same moment, which filters by
    name one after the other (``MatchCriteria: name(...)``) do not; and it cost a
    real Asterisk 22 no more.
    """
    lines: list[list[str]] = []
    length = _LINE
    for name in sorted(names):
        if length + len(name) + 1 > _LINE:
            lines.append([])
            length = 0
        lines[-1].append(name)
        length += len(name) + 1
    # A line end cannot be written, so any control character stands for it.
    return [f"^Event: ({'|'.join(line)})[[:cntrl:]]" for line in lines]


def _require_criteria(text: str, server: ServerInfo) -> None:
    version = server.version or ""
    major, minor = server.major, version.partition(".")[2].partition(".")[0].partition("-")[0]
    since = _CRITERIA_SINCE.get(major or 0)
    if major is not None and (major > 22 or (since and minor.isdecimal() and int(minor) >= since)):
        return
    msg = (
        f"the filter {text!r} was not sent: MatchCriteria needs Asterisk 18.26, 20.11, 21.6, 22.1 or 23, and "
        f"this is {version or 'a server that does not tell its version'}, which would take it for no filter "
        "at all; give a regular expression"
    )
    raise FilterRefused(msg, filter=text)


def _includes(one: actions.Filter) -> bool:
    if one.match_criteria:
        return "action(exclude)" not in one.match_criteria.replace(" ", "")
    return not (one.filter or "").startswith("!")


def _is_refusal(reply: Response) -> bool:
    """Whether the same filter would be refused again; what else a server says (it shuts down) passes."""
    return reply.message.lower().startswith(_NEVER)


def _needed(reply: Response, user: str) -> str:
    if reply.message.lower() != "permission denied":
        return ""
    return f" (a filter needs write = system for the manager user {user!r} in manager.conf)"
