"""The walk over what was received: classify each frame, skip, decode, hand on.

One `feed` a read. Events go in batches to the groups of the bus that want
them, replies and list items to the correlator.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from anyio_ami._log import Logger
from anyio_ami._messages.headers import Headers
from anyio_ami._messages.message import Read, Received, SessionInfo, set_frame
from anyio_ami._messages.plans import plan_of
from anyio_ami._messages.values import succeeded
from anyio_ami.errors import ProtocolError

from .frames import END, FrameBuffer, frame_end
from .layouts import Decoder, Layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from anyio_ami.events import Event
    from anyio_ami.policy import Limits
    from anyio_ami.responses import Response

    from .correlate import Correlator, Request

_log = Logger("anyio_ami.wire")

# Unknown names beyond this many share one counter: a server cannot make the table grow.
_NAMES: Final = 4096
# ... and so do names longer than this. Asterisk's own have at most 30 characters.
_NAME: Final = 256
_EVENT: Final = "Event: "
_ACTION_ID: Final = "\r\nActionID: "
# A frame shorter than this cannot have more lines than any sensible bound.
_SHORT: Final = 2048
# Of the first such header, even where its value holds a bare CR: a later one may be forged by a value.
_action_id = re.compile(r"\r\nActionID: ?([^\r]*(?:\r(?!\n)[^\r]*)*)\r\n", re.IGNORECASE).search


class Route:
    """What is known of one event name: its class, its decoder, who wants it, how many came."""

    __slots__ = ("append", "appends", "cls", "decoder", "delivered", "layouts", "name", "skipped")

    def __init__(self, name: str, cls: type[Event], learns: bool) -> None:
        self.name: str = name
        self.cls: type[Event] = cls
        self.decoder: Decoder = Decoder(cls, learns=learns)
        self.layouts: list[Layout] = self.decoder.layouts
        self.append: Callable[[Any], None] | None = None
        # Where more than one group wants it.
        self.appends: tuple[Callable[[Any], None], ...] = ()
        self.delivered: int = 0
        self.skipped: int = 0


class Router:
    """Event names to routes; who wants an event is asked of the bus when its groups change."""

    def __init__(
        self,
        lookup: Callable[[str], type[Event] | None],
        unknown: type[Event],
        wanted: Callable[[type[Event]], tuple[Callable[[Any], None], ...]],
        *,
        learns: bool = True,
    ) -> None:
        self._lookup = lookup
        self._unknown = unknown
        self._wanted = wanted
        self._learns = learns
        self._all: dict[str, Route] = {}
        self._others = Route("(other names)", unknown, False)
        self.current: dict[str, Route] = {}
        """The routes whose receivers are up to date."""
        self.by_line: dict[str, Route] = {}
        """The same by the first line of their events."""

    def refresh(self) -> None:
        """The subscriptions have changed."""
        self.current.clear()
        self.by_line.clear()

    def route(self, name: str) -> Route:
        """The up-to-date route of an event name."""
        route = self._all.get(name)
        if route is None:
            cls = self._lookup(name)
            if cls is None and (len(self._all) >= _NAMES or len(name) > _NAME):
                route = self._others
            else:
                learns = self._learns and cls is not None
                route = self._all[name] = Route(name, cls or self._unknown, learns)
        appends = self._wanted(route.cls)
        route.append = appends[0] if appends else None
        route.appends = appends if len(appends) > 1 else ()
        if route is not self._others:
            self.current[name] = self.by_line[_EVENT + name] = route
        return route

    def counts(self) -> dict[str, tuple[int, int]]:
        """Event name to (delivered, skipped)."""
        routes = [*self._all.values(), self._others]
        return {r.name: (r.delivered, r.skipped) for r in routes if r.delivered or r.skipped}

    def new_decoder(self, cls: type[Response]) -> Decoder:
        """A decoder of a class of replies."""
        plan = plan_of(cls)
        # Where the number of headers varies, what would be learned is of no use for the next one.
        return Decoder(cls, learns=self._learns and not plan.repeated and not plan.families)


class Receiver:
    """One connection's incoming side."""

    def __init__(
        self,
        limits: Limits,
        router: Router,
        correlator: Correlator,
        session: SessionInfo,
        *,
        prefix: str,
        response_class: Callable[[str], type[Response] | None],
    ) -> None:
        self.buffer: FrameBuffer = FrameBuffer(limits)
        self.session = session
        self.seq: int = 0
        """Events so far that were not answers to us."""
        self.received: int = 0
        """Bytes so far."""
        self.frames: int = 0
        self.junk: int = 0
        # Decoders of replies, by the name of their class.
        self._replies: dict[str, Decoder] = {}
        self._limits = limits
        # What is no longer is within every bound: a line takes at least three characters, and a character at
        # most four bytes.
        self._limit = min(
            _SHORT,
            limits.event_bytes // 4,
            3 * limits.event_headers,
            limits.response_bytes // 4,
            3 * limits.response_lines,
        )
        self._router = router
        self._correlator = correlator
        self._prefix = prefix
        self._response_class = response_class

    @property
    def is_ahead(self) -> bool:
        """Whether more than the greeting has come."""
        return self.frames > 0 or bool(self.buffer.unfinished)

    def feed(self, data: bytes, monotonic: float, wall: float) -> None:
        """Take in what one read gave. Raises ProtocolError; events before the culprit are handed on."""
        self.received += len(data)
        text = self.buffer.feed(data)
        if text:
            self._walk(text, Read(self.session, Received(monotonic, wall)))
        self.buffer.check()

    def _walk(self, text: str, read: Read) -> None:
        position, stop = 0, len(text)
        startswith, find = text.startswith, text.find
        by_line = self._router.by_line
        limit = self._limit
        follows = self.buffer.greeting is not None and self.buffer.greeting.has_follows
        seq = self.seq
        frames = self.frames
        # Where the next text stands that may be an ActionID of ours: no frame before it can be one.
        prefix = self._prefix
        mine = stop + 1 if (at := find(prefix)) < 0 else at
        if self._correlator.odd is not None:
            mine = -1
        try:
            while position < stop:
                line_end = find("\r\n", position)
                route = by_line.get(text[position:line_end])
                if route is None and startswith(_EVENT, position):
                    route = self._router.route(text[position + 7 : line_end])
                if route is not None:
                    append = route.append
                    if append is not None:
                        found = build = None
                        layouts = route.layouts
                        for layout in layouts:
                            found = layout.match(text, position)
                            if found is not None:
                                build = layout.build
                                if layout is not layouts[0]:
                                    route.decoder.promote(layout)
                                break
                        if found is not None and build is not None and (end := found.end()) <= mine:
                            if end - position > limit:
                                self._check_event(found[0])
                            frames += 1
                            seq += 1
                            event = build(found, seq, read)
                            if route.appends:
                                for append in route.appends:
                                    append(event)
                            else:
                                append(event)
                            route.delivered += 1
                            position = end
                            continue
                    end = find(END, line_end) + 4
                    if end - position > limit:
                        self._check_event(text[position:end])
                    if end <= mine:
                        frames += 1
                        seq += 1
                        if append is None:
                            route.skipped += 1
                        else:
                            self._deliver(route, text[position:end], seq, read)
                        position = end
                        continue
                    frames += 1
                    self.seq = seq
                    self._event(text[position:end], text[position + 7 : line_end], read, route)
                elif startswith("\r\n", position):
                    position += 2
                    continue
                else:
                    # Everything else, one frame at a time: replies and junk.
                    end = frame_end(text, position, follows=follows)
                    frames += 1
                    self.seq = seq
                    if end - position <= limit and not follows and startswith("Response: ", position):
                        self._reply(text[position:end], read)
                    else:
                        self._one(text[position:end], read)
                seq = self.seq
                position = end
                if self._correlator.odd is not None:
                    mine = -1
                elif mine < position:
                    mine = stop + 1 if (at := find(prefix, position)) < 0 else at
        finally:
            self.seq = seq
            self.frames = frames

    def _deliver(self, route: Route, frame: str, seq: int, read: Read, *, learned: bool = False) -> None:
        decoder = route.decoder
        # Most come here because no layout has matched.
        event = decoder.decode(frame, seq, read) if learned else decoder.general(frame, seq, read)
        route.delivered += 1
        for append in route.appends or (route.append,):
            if append is not None:
                append(event)

    def _one(self, frame: str, read: Read) -> None:
        first, _, _ = frame.partition("\r\n")
        kind, colon, value = first.partition(":")
        kind = kind.lower() if colon else ""
        if kind == "event":
            self._check_event(frame)
            self._event(frame, value.removeprefix(" "), read)
        elif kind == "response":
            self._check(frame, self._limits.response_bytes, self._limits.response_lines, "response")
            self._reply(frame, read)
        else:
            # Bounded like an event, as it is while it is unfinished.
            self._check_event(frame)
            self.junk += 1
            if self.junk == 1:
                _log.warning(
                    "%s sent a message that is neither an event nor a response (%d characters); "
                    "further ones are only counted",
                    self.session.node,
                    len(frame),
                )

    def _check_event(self, frame: str) -> None:
        self._check(frame, self._limits.event_bytes, self._limits.event_headers, "event")

    def _check(self, frame: str, size: int, lines: int, kind: str) -> None:
        # A character is at most four bytes in UTF-8, so most frames need no exact count.
        length = len(frame)
        if length * (1 if frame.isascii() else 4) > size:
            length = len(frame.encode("utf-8", "surrogateescape"))
            if length > size:
                msg = (
                    f"a frame of {length} bytes is over Limits.{kind}_bytes ({size}): {_first_line(frame)!r}"
                )
                raise ProtocolError(msg)
        count = frame.count("\r\n") - 1 if len(frame) > lines else 0
        if count > lines:
            which = "event_headers" if kind == "event" else "response_lines"
            msg = f"a frame of {count} lines is over Limits.{which} ({lines}): {_first_line(frame)!r}"
            raise ProtocolError(msg)

    def _event(self, frame: str, name: str, read: Read, route: Route | None = None) -> None:
        odd = self._correlator.odd
        of_odd = odd is not None and (name in odd[1].items or name == odd[1].complete)
        if odd is not None and of_odd and odd[1].items_unterminated and "\r\nEvent: " in frame:
            parts = frame[:-4].split("\r\nEvent: ")
            for part in (parts[0], *("Event: " + p for p in parts[1:])):
                inner = part.partition("\r\n")[0].partition(":")[2].removeprefix(" ")
                self._event(part + END, inner, read)
            return
        if route is None:
            route = self._router.current.get(name) or self._router.route(name)
        action_id = _action_id_of(frame, len(name) + 7)
        if odd is not None and action_id is None and name in odd[1].items:
            action_id = odd[0]
        if (
            action_id is not None
            and action_id.startswith(self._prefix)
            and not route.cls.__carries_action_id__
        ):
            if not self._correlator.item(action_id, name, frame, route.decoder.decode, read):
                self._correlator.unmatched += 1
            return
        self.seq += 1
        if route.append is None:
            route.skipped += 1
        else:
            self._deliver(route, frame, self.seq, read, learned=True)

    def _reply(self, frame: str, read: Read) -> None:
        greeting = self.buffer.greeting
        has_follows = greeting is not None and greeting.has_follows
        mine = None if has_follows else _action_id_of(frame, frame.find("\r\n"))
        if mine is not None:
            waiting = self._correlator.pending.get(mine)
            if waiting is not None and waiting.reply is None:
                self._take_reply(waiting, frame, read)
                return
        if has_follows and frame.startswith("Response: Follows\r\n"):
            headers = _follows_headers(frame)
        else:
            headers = Headers.from_frame(frame)
        action_id = headers.get("ActionID")
        is_error = not succeeded(headers.multi_items()[0][1])
        is_list = headers.get("EventList", default="").strip().lower() == "start"
        request = self._correlator.reply(action_id, is_list, is_error)
        if request is None:
            return
        self._decode_reply(request, frame, headers, read)
        self._correlator.replied(request, is_list=is_list, is_error=is_error)

    def _take_reply(self, request: Request, frame: str, read: Read) -> None:
        name = request.answer.response
        decoder = self._replies.get(name)
        if decoder is None:
            decoder = self._replies[name] = self._router.new_decoder(self._class_of(request))
        reply = request.reply = decoder.decode(frame, None, read)
        self._correlator.heard += 1
        is_list = reply.event_list != "" and reply.event_list.strip().lower() == "start"
        self._correlator.replied(request, is_list=is_list, is_error=not succeeded(reply.outcome))

    def _class_of(self, request: Request) -> type[Response]:
        cls = self._response_class(request.answer.response) or self._response_class("Response")
        if cls is None:
            msg = f"no response class {request.answer.response}"
            raise LookupError(msg)
        return cls

    def _decode_reply(self, request: Request, frame: str, headers: Headers, read: Read) -> None:
        request.reply = plan_of(self._class_of(request)).decode(headers.multi_items())
        set_frame(request.reply, (frame, None, read))


def _action_id_of(frame: str, at: int) -> str | None:
    # Nearly always it stands in the second line, whose line end before it is at ``at``.
    if frame.startswith(_ACTION_ID, at):
        at += len(_ACTION_ID)
        return frame[at : frame.find("\r\n", at)]
    found = _action_id(frame)
    return None if found is None else found[1]


def _first_line(frame: str) -> str:
    # No more of it: what follows may be a secret.
    return frame[:60].partition("\r\n")[0]


def _follows_headers(frame: str) -> Headers:
    # Header lines, then the command's raw output up to the end marker. Nothing marks where the
    # output begins but the first line that is not one of the server's own headers.
    pairs: list[tuple[str, str]] = []
    body = frame[: frame.rindex("--END COMMAND--")]
    while True:
        line, end, rest = body.partition("\r\n")
        name, colon, value = line.partition(":")
        if not (end and colon and name in ("Response", "Privilege", "ActionID", "Message")):
            break
        pairs.append((name, value.removeprefix(" ")))
        body = rest
    pairs.extend(("Output", line) for line in body.removesuffix("\n").split("\n"))
    return Headers(pairs)
