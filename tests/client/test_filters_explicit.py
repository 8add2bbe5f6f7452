"""`filters=[...]`: set in order at every login, before any event is handed on; what is refused is final."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import anyio
import pytest

from anyio_ami import ConnectionState, Gap, ReconnectPolicy, actions, events
from anyio_ami.errors import AMIError, ConnectError, FilterRefused
from anyio_ami.testing import FakeAsterisk, FakeUser

from .helpers import client, lost, settle

if TYPE_CHECKING:
    from anyio_ami.testing import FakeRequest

pytestmark = pytest.mark.anyio

FAST = ReconnectPolicy.fixed(0.01)
CRITERIA = actions.Filter(match_criteria="name(UserEvent),header(UserEvent),method(exact)", filter="mine")
# Set before those that include: else nobody would see that a server has booted.
BOOTED = "^Event: FullyBooted[[:cntrl:]]"
TEXT = "name(UserEvent),header(UserEvent),method(exact) mine"


def lines(pbx: FakeAsterisk) -> list[tuple[str, str, str]]:
    return [
        (request.get("Operation"), request.get("MatchCriteria"), request.get("Filter"))
        for request in pbx.requests
        if request.name == "Filter"
    ]


async def test_they_are_set_in_order_at_every_login() -> None:
    given = [
        "^Event: (UserEvent|Hangup)[[:cntrl:]]",
        actions.Filter(operation="add", filter="!Channel: b"),
        CRITERIA,
    ]
    expected = [
        ("Add", "", BOOTED),
        ("Add", "", "^Event: (UserEvent|Hangup)[[:cntrl:]]"),
        ("Add", "", "!Channel: b"),
        ("Add", CRITERIA.match_criteria, "mine"),
    ]
    async with FakeAsterisk() as pbx, client(pbx, filters=given, reconnect=FAST, events="call,user") as ami:
        for login in (1, 2):
            assert lines(pbx) == expected * login
            assert (ami.server.events, ami.server.filters) == (
                "call,user",
                (BOOTED, "^Event: (UserEvent|Hangup)[[:cntrl:]]", "!Channel: b", TEXT),
            )
            before = len(pbx.requests)
            async with ami.subscribe() as stream:
                # A subscription asks for nothing here.
                assert len(pbx.requests) == before
                assert pbx.emit("Newchannel", {"Channel": "a"}) == 0
                assert pbx.emit("Hangup", {"Channel": "b"}) == 0
                assert pbx.emit("Hangup", {"Channel": "a"}) == 1
                assert isinstance(await stream.receive(), events.Hangup)
            await lost(ami, pbx)
            await ami.wait_connected()


@pytest.mark.parametrize("given", [None, [], (), iter(())])
async def test_none_are_none(given: Any) -> None:
    async with FakeAsterisk() as pbx, client(pbx, filters=given) as ami:
        assert lines(pbx) == []
        assert ami.server.filters == ()


@pytest.mark.parametrize("stage", ["Login", "CoreStatus", "Filter"])
async def test_no_event_from_before_all_are_in_force_is_handed_on_but_fully_booted(stage: str) -> None:
    given = ["!Channel: b", "!Channel: c"]
    async with FakeAsterisk() as pbx, client(pbx, filters=given, reconnect=FAST, login_timeout=60) as ami:
        async with ami.subscribe(gaps=True) as stream:
            held = pbx.hold(stage, in_order=False)
            pbx.cut()
            await held.reached()
            for channel in "abc":
                pbx.emit("Hangup", {"Channel": channel})
            await pbx.flush()
            await settle()
            async with ami.subscribe(events.Hangup, gaps=True) as newcomer:
                pbx.emit("Hangup", {"Channel": "a2"})
                await pbx.flush()
                held.release()
                await ami.wait_connected()
                for channel in "cba":
                    pbx.emit("Hangup", {"Channel": channel})
                with anyio.fail_after(30):
                    items: list[Any] = [await stream.receive() for _ in range(4)]
                    late: list[Any] = [await newcomer.receive() for _ in range(2)]
        assert [type(item) for item in items] == [Gap, Gap, events.FullyBooted, events.Hangup]
        gap, hangup = items[1], items[3]
        assert (gap.kind, hangup.channel) == ("resubscribed", "a")
        # Exact: the next number is that of the first event that came behind the filters.
        assert gap.before == (2, hangup.seq)
        assert [type(item) for item in late] == [Gap, events.Hangup]
        assert (late[0].before, late[1].seq) == (gap.before, hangup.seq)
        assert ami.stats.pending == 0


@pytest.mark.parametrize("gone", [False, True])
async def test_one_that_does_not_compile_is_refused_by_its_text(gone: bool) -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(
            FilterRefused, match="does not take the filter '\\(': Filter did not comp"
        ) as caught:
            async with client(pbx, filters=["good", "(", "never"], wait=gone, reconnect=FAST):
                raise AssertionError("entered")
        assert caught.value.filter == "("
        assert [text for _, _, text in lines(pbx)] == [BOOTED, "good", "("]
        await settle()
        assert pbx.sessions == []


async def test_a_user_who_may_not_set_filters_is_told_what_is_needed() -> None:
    users = [FakeUser("reader", "secret", write="call")]
    async with FakeAsterisk(users=users) as pbx:
        with pytest.raises(
            FilterRefused, match=r"needs write = system for the manager user 'reader'"
        ) as caught:
            async with client(pbx, username="reader", secret="secret", filters=["x"], wait=True):
                raise AssertionError("entered")
        # Not the one that was not given.
        assert caught.value.filter == "x"
        assert sum(request.name == "Login" for request in pbx.requests) == 1


@pytest.mark.parametrize(
    ("version", "taken"),
    [
        ("16.30.1", False),
        ("18.25.0", False),
        ("18.26.0", True),
        ("19.8.1", False),
        ("20.10.9", False),
        ("20.11.1", True),
        ("21.5.0", False),
        ("21.6.0", True),
        ("22.0.0", False),
        ("22.1.0", True),
        ("22.1.0-rc1", True),
        ("22", False),
        ("23.0.0", True),
        ("23", True),
        ("certified-20.7-cert4", False),
        ("certified/18.9-cert13", False),
        ("GIT-master-abcdef", False),
        ("", False),
    ],
)
async def test_match_criteria_go_only_where_they_are_known(version: str, taken: bool) -> None:
    async with FakeAsterisk() as pbx:
        pbx.respond("CoreSettings", lambda request: request.reply("Success", [("AsteriskVersion", version)]))
        if taken:
            async with client(pbx, filters=[CRITERIA]) as ami:
                assert ami.server.filters == (BOOTED, TEXT)
                assert pbx.emit("FullyBooted") == 1
                assert pbx.emit("UserEvent", {"UserEvent": "other"}) == 0
                assert pbx.emit("UserEvent", {"UserEvent": "mine"}) == 1
        else:
            with pytest.raises(
                FilterRefused, match=r"was not sent: MatchCriteria needs Asterisk 18\.26"
            ) as caught:
                async with client(pbx, filters=[CRITERIA]):
                    raise AssertionError("entered")
            assert caught.value.filter == TEXT
            assert lines(pbx) == [("Add", "", BOOTED)]


@pytest.mark.parametrize("version", ["16", "18.25.0", "18.26.0", "20.11.1", "22.0.0", "22.1.0", "23"])
async def test_regular_expressions_go_to_every_version(version: str) -> None:
    async with FakeAsterisk(version) as pbx:
        async with client(pbx, filters=["^Event: Hangup[[:cntrl:]]"]) as ami:
            assert ami.server.filters == (BOOTED, "^Event: Hangup[[:cntrl:]]")
            assert (pbx.emit("Hangup"), pbx.emit("HangupRequest")) == (1, 0)
        async with client(pbx, filters="auto") as ami, ami.subscribe(events.Hangup):
            assert (pbx.emit("Hangup"), pbx.emit("HangupRequest")) == (1, 0)


async def test_a_server_that_takes_none_now_is_tried_again() -> None:
    async with FakeAsterisk() as pbx:
        answers = ["Asterisk is shutting down", ""]

        def handler(request: FakeRequest) -> bytes:
            text = answers.pop(0)
            return request.error(text) if text else request.success("Success")

        pbx.respond("Filter", handler)
        async with client(pbx, filters=["!x"], wait=True, reconnect=FAST) as ami:
            assert ami.server.filters == ("!x",)
            assert answers == []
        pbx.respond("Filter", lambda request: request.error("Asterisk is shutting down"))
        with pytest.raises(ConnectError, match="'!x': Asterisk is shutting down"):
            async with client(pbx, filters=["!x"]):
                raise AssertionError("entered")


@pytest.mark.parametrize("given", [["^Event: Hangup"], ["!Channel: b"], [CRITERIA]])
async def test_a_booting_server_is_waited_for_whatever_the_filters(given: list[Any]) -> None:
    async with FakeAsterisk() as pbx, client(pbx, filters=given, reconnect=FAST, boot_timeout=600) as ami:
        await pbx.shutdown(restart=True)
        await pbx.boot(modules_after=None)
        for _ in range(1 + len(lines(pbx))):
            await pbx.wait_for_request("Filter")
        await settle()
        assert ami.state is ConnectionState.RECONNECTING
        pbx.finish_boot()
        with anyio.fail_after(30):
            await ami.wait_connected()


async def test_one_that_is_refused_later_ends_the_client() -> None:
    user = FakeUser("reader", "secret")
    async with FakeAsterisk(users=[user]) as pbx:
        options: dict[str, Any] = {"username": "reader", "secret": "secret", "reconnect": FAST}
        async with client(pbx, filters=["!x"], **options) as ami, ami.subscribe() as stream:
            user.write = 0
            pbx.cut()
            with pytest.raises(FilterRefused, match="Permission denied") as caught:
                await ami.wait_closed()
            assert caught.value.filter == "!x"
            assert ami.state is ConnectionState.DISCONNECTED
            with pytest.raises(FilterRefused):
                while True:
                    await stream.receive()
        assert sum(request.name == "Login" for request in pbx.requests) == 2


async def test_a_first_connection_in_the_background_tells_of_it() -> None:
    async with FakeAsterisk() as pbx:
        async with client(pbx, filters=["("], background=True, reconnect=FAST) as ami:
            with pytest.raises(FilterRefused):
                await ami.wait_connected()


@pytest.mark.usefixtures("virtual_clock")
async def test_with_retry_auth_it_is_tried_again_at_least_30_s_later() -> None:
    user = FakeUser("reader", "secret")
    async with FakeAsterisk(users=[user]) as pbx:
        options: dict[str, Any] = {"username": "reader", "secret": "secret", "keepalive": 1e6}
        async with client(pbx, filters=["!x"], retry_auth=True, reconnect=FAST, **options) as ami:
            user.write = 0
            pbx.cut()
            while sum(request.name == "Filter" for request in pbx.requests) < 2:
                await pbx.wait_for_request("Filter")
            refused = anyio.current_time()
            await settle()
            user.write = FakeUser("", "").write
            await ami.wait_connected()
            assert anyio.current_time() - refused >= 30
            assert ami.server.filters == ("!x",)
            assert len(lines(pbx)) == 3


def test_the_refusal_survives_pickling() -> None:
    error = FilterRefused("pbx does not take it", filter="(")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.filter) == (FilterRefused, str(error), "(")
    assert isinstance(again, AMIError)


@pytest.mark.parametrize(
    ("given", "kind", "text"),
    [
        ("^Event: Hangup", TypeError, '"auto" or a list'),
        ("Auto", TypeError, '"auto" or a list'),
        ("", TypeError, '"auto" or a list'),
        (True, TypeError, "filters"),
        (7, TypeError, "filters"),
        (actions.Filter(filter="x"), TypeError, "filters"),
        ([7], TypeError, "each of filters"),
        ([b"x"], TypeError, "each of filters"),
        (b"xy", TypeError, "each of filters"),
        ([None], TypeError, "each of filters"),
        ([actions.Ping()], TypeError, "each of filters"),
        ([["x"]], TypeError, "each of filters"),
        ([""], ValueError, "one is empty"),
        ([actions.Filter()], ValueError, "one is empty"),
        ([actions.Filter(operation="Remove", filter="x")], ValueError, "can only be added"),
        (["x\r\nAction: Reboot"], ValueError, "filters: "),
        (["x\ny"], ValueError, "filters: "),
        (["x" * 1_100], ValueError, "filters: "),
        ([actions.Filter(match_criteria="name(x)\r\nFilter: y")], ValueError, "filters: "),
        (["good", "x\ny"], ValueError, "filters: "),
    ],
)
async def test_what_makes_no_sense_is_said_before_anything_is_sent(
    given: Any, kind: type[Exception], text: str
) -> None:
    async with FakeAsterisk() as pbx:
        with pytest.raises(kind, match=text):
            async with client(pbx, filters=given):
                raise AssertionError("entered")
        await settle()
        assert pbx.requests == []


async def test_what_the_user_gave_stays_as_it_was() -> None:
    """A list is read once, at the beginning; an action that was given may be used again."""
    given: list[Any] = ["!x"]
    async with FakeAsterisk() as pbx, client(pbx, filters=given, reconnect=FAST) as ami:
        given.append("^never$")
        await lost(ami, pbx)
        await ami.wait_connected()
        assert [text for _, _, text in lines(pbx)] == ["!x", "!x"]


async def test_a_filter_of_many_bytes_that_just_fits_arrives_whole() -> None:
    def handler(request: FakeRequest) -> bytes:
        taken.append(len(request.get("Filter")))
        return request.success("Success")

    taken: list[int] = []
    async with FakeAsterisk() as pbx:
        pbx.respond("Filter", handler)
        async with client(pbx, filters=["x" * 1_000]):
            assert taken == [len(BOOTED), 1_000]
