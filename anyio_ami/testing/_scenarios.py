"""What happens on the simulated server: calls, queues, endpoints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from . import _given
from ._bridges import Bridges
from ._calls import Exchange, reachable
from ._devices import Devices
from ._dialling import Dialling, Plan
from ._placing import place
from ._queueing import Queueing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from typing_extensions import Unpack

    from ._calls import CallOptions, FakeCall
    from ._channels import Dialplan
    from ._devices import FakeEndpoint
    from ._queues import FakeQueue
    from ._running import Start
    from ._telling import Emit


class Scenarios:
    """The part of the server that calls."""

    def __init__(
        self,
        emit: Emit,
        start: Start,
        system_name: str,
        dialplan: Dialplan,
        *,
        major: int,
        queues: Mapping[str, str],
        members: Mapping[str, Sequence[str]],
        endpoints: Mapping[str, str] | None,
    ) -> None:
        self.exchange: Exchange = Exchange(emit, start, system_name, dialplan, major=major)
        """The channels that are up."""
        self.devices: Devices = Devices(emit, endpoints)
        """All that can be called."""
        self.bridges: Bridges = Bridges(emit)
        """The bridges that are up."""
        self._dialling = Dialling(self.exchange, self.devices, self.bridges)
        self._queueing = Queueing(self._dialling, queues, members)

    # -- endpoints and queues --

    def endpoint(
        self,
        name: str,
        *,
        answer_after: float | None = None,
        hangup_after: float | None = None,
        refuses: int | None = None,
    ) -> FakeEndpoint:
        """The endpoint ``alice`` (``PJSIP/alice``), or any interface; made, and there, if it was not.

        * ``answer_after``: seconds that it rings before it answers (at once by default); ``math.inf``: never.
        * ``hangup_after``: seconds that it talks before it hangs up; by default the other party does.
        * ``refuses``: the hangup cause with which it refuses calls (17: busy, 21: rejected).

        None leaves as it is. Further: ``.answer()``, ``.reject(cause)``, ``.hangup(cause)`` now,
        ``.register()``, ``.unregister()``, ``.state``. Raises :exc:`ValueError` for times and causes that
        cannot be, and for what is no name.
        """
        _given.seconds(answer_after=answer_after, hangup_after=hangup_after)
        _given.cause(refuses=refuses)
        interface = name if "/" in name else f"PJSIP/{name}"
        _given.interface(interface)
        endpoint = self.devices.declare(interface)
        if answer_after is not None:
            endpoint.answer_after = answer_after
        if hangup_after is not None:
            endpoint.hangup_after = hangup_after
        if refuses is not None:
            endpoint.refuses = refuses
        return endpoint

    @property
    def endpoints(self) -> dict[str, FakeEndpoint]:
        """The PJSIP endpoints by name."""
        return {one.name: one for one in self.devices.pjsip()}

    @property
    def queues(self) -> dict[str, FakeQueue]:
        """The queues by name."""
        return dict(self._queueing.queues)

    def queue(
        self,
        name: str,
        *,
        members: Iterable[str] | None = None,
        strategy: str | None = None,
        ring_seconds: float | None = None,
        retry_seconds: float | None = None,
        ring_in_use: bool | None = None,
    ) -> FakeQueue:
        """The queue of this name; made if there was none.

        A new server has ``support``, with the static member Local/101@default, and ``sales``, unless it was
        made with ``queues`` of your own.

        * ``members``: the interfaces of its static members, in place of all that it has.
        * ``strategy``: ``ringall`` (at first), ``leastrecent``, ``fewestcalls``, ``random``, ``rrmemory``,
          ``linear``, ...
        * ``ring_seconds``: how long a member rings (15); ``retry_seconds``: the pause until the next one (5).
        * ``ring_in_use``: whether a member that talks is rung too (no).

        None leaves as it is. Raises :exc:`ValueError` for an unknown strategy, a time that cannot be, and a
        member that is no interface.
        """
        _given.seconds(ring_seconds=ring_seconds, retry_seconds=retry_seconds)
        members = None if members is None else [*members]
        for member in members or ():
            _given.interface(member)
        queue = self._queueing.queues.get(name) or self._queueing.add(name, strategy or "ringall")
        if strategy is not None:
            queue.set_strategy(strategy)
        if members is not None:
            queue.seat_all(members)
        if ring_seconds is not None:
            queue.ring_seconds = ring_seconds
        if retry_seconds is not None:
            queue.retry_seconds = retry_seconds
        if ring_in_use is not None:
            queue.ring_in_use = ring_in_use
        return queue

    # -- calls --

    def start_call(
        self,
        channel: str,
        *,
        to: str | None = None,
        answer_after: float | None = None,
        refuses: int | None = None,
        ring_seconds: float | None = None,
        talk: float | None = None,
        hung_up_by: Literal["caller", "callee"] = "caller",
        cause: int = 16,
        **options: Unpack[CallOptions],
    ) -> FakeCall:
        """Begin a call and give it back; it goes on by itself. See :meth:`call`.

        ``talk`` None: until one of the parties, the dialplan or the test hangs up. Raises :exc:`ValueError`
        for a channel that cannot be called, and for what cannot be played: a time below 0, a ``refuses`` or
        ``cause`` that is no hangup cause (1 to 127), another ``hung_up_by``.
        """
        _given.seconds(
            answer_after=answer_after, ring_seconds=ring_seconds, talk=talk, duration=options.get("duration")
        )
        _given.cause(refuses=refuses, cause=cause)
        _given.one_of(("caller", "callee"), hung_up_by=hung_up_by)
        if to is not None:
            return self._from_to(
                channel, to, ring_seconds, Plan(answer_after, refuses, talk, hung_up_by, cause), options
            )
        call = self.place(channel, **options)
        if call is None:
            raise ValueError(
                "only Local/EXTEN@CONTEXT, PJSIP/EXTEN@loop and registered endpoints can be called, "
                f"not {channel!r}"
            )
        return call

    async def call(
        self,
        channel: str,
        *,
        to: str | None = None,
        answer_after: float | None = None,
        refuses: int | None = None,
        ring_seconds: float | None = None,
        talk: float | None = 0.0,
        hung_up_by: Literal["caller", "callee"] = "caller",
        cause: int = 16,
        **options: Unpack[CallOptions],
    ) -> FakeCall:
        """Play a call to its end.

        ``call("PJSIP/alice", to="PJSIP/bob")``: alice calls bob. Neither need be declared.

        * ``answer_after``: seconds that bob rings before the answer; ``math.inf``: for ever. None: as his
          endpoint does, at once where nobody said.
        * ``refuses``: the hangup cause with which he refuses (17: busy, 21: rejected).
        * ``ring_seconds``: after so many alice gives up ringing; None: she does not.
        * ``talk``: seconds from the answer to the hangup by ``hung_up_by``, with this ``cause``. None: until
          somebody else hangs up.
        * ``caller_id_num``, ``caller_id_name``, ``account``, ``exten`` (what was dialled; else bob's name),
          ``context``.

        The call given back tells ``status`` (``ANSWER``, ``BUSY``, ``NOANSWER``, ...), ``answered_by`` and
        ``cause``.

        ``call("Local/EXTEN@CONTEXT")`` plays both halves of a Local channel, its dialplan, the hangup;
        ``PJSIP/EXTEN@loop`` calls EXTEN in context ``default`` as if over SIP to the server itself, and an
        endpoint (``PJSIP/alice``) rings, as for Originate. Options: ``application`` and ``data`` (what the
        calling half runs; ``Wait`` for ever by default) or ``context``, ``exten`` and ``priority``;
        ``caller_id_num``, ``caller_id_name``, ``account``, ``variables`` (pairs), ``channel_id``,
        ``other_channel_id``, ``duration`` (seconds from the answer until it is hung up with cause 16, where
        the dialplan does not end it before).

        Raises what :meth:`start_call` raises. After a cancelled wait the call goes on by itself.
        """
        call = self.start_call(
            channel,
            to=to,
            answer_after=answer_after,
            refuses=refuses,
            ring_seconds=ring_seconds,
            talk=talk,
            hung_up_by=hung_up_by,
            cause=cause,
            **options,
        )
        await call.ended.wait()
        return call

    def place(self, channel: str, **options: Unpack[CallOptions]) -> FakeCall | None:
        """What Originate calls: a Local channel, the loop, an endpoint. None: it cannot be reached."""
        if reachable(channel):
            return self.exchange.call(channel, **options)
        endpoint = self.devices.find(channel)
        if endpoint is None or not endpoint.registered:
            return None
        return place(self.exchange, endpoint, options)

    def _from_to(
        self, caller: str, to: str, ring_seconds: float | None, plan: Plan, options: CallOptions
    ) -> FakeCall:
        for interface in (caller, to):
            _given.interface(interface)
        for interface in (caller, to):
            self.devices.declare(interface)
        timeout = "" if ring_seconds is None else f",{ring_seconds}"
        call = self._dialling.incoming(
            caller,
            (("Dial", f"{to}{timeout}"),),
            context=options.get("context", "default"),
            exten=options.get("exten", to.partition("/")[2]),
            num=options.get("caller_id_num", ""),
            name=options.get("caller_id_name", ""),
            account=options.get("account", ""),
        )
        self._dialling.plans[call] = plan
        return call

    def clear_calls(self) -> None:
        """Forget every call without a word, as a process that ends does."""
        self.exchange.clear()
        self.bridges.all.clear()
        self._dialling.plans.clear()
        self._queueing.clear()
        self.devices.clear()
