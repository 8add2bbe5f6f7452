"""What goes out: one header a line, nothing that a server refuses, nothing that starts a second action."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyio_ami import actions
from anyio_ami._messages.outgoing import encode_variables
from anyio_ami._wire.encode import encode_action, encode_headers, records
from anyio_ami.errors import InvalidAction
from tests._reach import examples

from ._rig import CLIENT_FILES, DATA

if TYPE_CHECKING:
    from collections.abc import Callable

ID = "QXVZKJ-1"


def received(data: bytes) -> list[list[tuple[bytes, bytes]]]:
    """What a server makes of these bytes: messages of (name, value), as its reader does it.

    Lines end at CRLF or LF, a line over 1,022 bytes or a message of more than 128 lines is an error, NUL
    cuts a line, blanks before a value are dropped, lines without a colon are ignored.
    """
    messages: list[list[tuple[bytes, bytes]]] = []
    headers: list[tuple[bytes, bytes]] = []
    count = 0
    *lines, rest = data.split(b"\n")
    assert rest == b"", "an unfinished line"
    for line in lines:
        line = line.removesuffix(b"\r")
        assert len(line) <= 1_022, "line too long"
        if not line:
            messages.append(headers)
            headers, count = [], 0
            continue
        count += 1
        assert count <= 128, "too many lines"
        name, colon, value = line.partition(b"\0")[0].partition(b":")
        if colon:
            headers.append((name, value.lstrip(bytes(range(33)))))
    assert not headers, "an unfinished message"
    return messages


def action_of(headers: list[tuple[bytes, bytes]]) -> bytes:
    """The action that a server takes a message for: the first that is not empty."""
    return next((value for name, value in headers if name.lower() == b"action" and value), b"")


def the_message(data: bytes) -> list[tuple[bytes, bytes]]:
    (message,) = received(data)
    return message


# -- the frame ---------------------------------------------------------------------------------------


def test_the_action_id_comes_right_after_the_action() -> None:
    data = encode_action(actions.Originate(channel="Local/1@x", context="c", exten="1", priority=1), ID)
    assert data.startswith(f"Action: Originate\r\nActionID: {ID}\r\nChannel: Local/1@x\r\n".encode())
    assert data.endswith(b"\r\n\r\n")
    assert data.count(b"\r\n\r\n") == 1


def test_no_field_that_is_none_is_sent() -> None:
    assert encode_action(actions.Ping(), ID) == f"Action: Ping\r\nActionID: {ID}\r\n\r\n".encode()


def test_values_are_spelt_as_the_server_wants_them() -> None:
    action = actions.Originate(
        channel="c", application="Wait", data="1", timeout=2.5, async_=True, variables={"b": "x"}
    )
    message = dict(the_message(encode_action(action, ID)))
    assert message[b"Timeout"] == b"2500"
    assert message[b"Async"] == b"true"
    assert message[b"Variable"] == b"b=x"


def test_headers_keep_their_order_and_repeats() -> None:
    message = the_message(
        encode_action(actions.Custom("X", [("A", "1"), ("B", ["2", "3"]), ("A", 4), ("C", True)]), ID)
    )
    assert message[2:] == [(b"A", b"1"), (b"B", b"2"), (b"B", b"3"), (b"A", b"4"), (b"C", b"true")]
    assert encode_action(actions.Custom("X", {"B": ["2", "3"]}), ID).endswith(b"B: 2\r\nB: 3\r\n\r\n")


def test_bytes_that_are_not_utf_8_go_out_as_they_came() -> None:
    assert b"\r\nX: \xff\xe9\r\n" in encode_action(actions.Custom("X", {"X": "\udcff\udce9"}), ID)
    assert "\r\nX: é\u2028\r\n".encode() in encode_action(actions.Custom("X", {"X": "é\u2028"}), ID)


# -- what is refused ---------------------------------------------------------------------------------


def refused(action: Any, field: str | None) -> str:
    with pytest.raises(InvalidAction) as caught:
        encode_action(action, ID)
    assert caught.value.field == field
    return str(caught.value)


BREAKABLE: list[tuple[Callable[[str], Any], str | None]] = [
    (lambda bad: actions.Command(command=f"a{bad}b"), "command"),
    (lambda bad: actions.Command(command=bad), "command"),
    (lambda bad: actions.Originate(channel="c", variables={f"a{bad}": "b"}), "variables"),
    (lambda bad: actions.Originate(channel="c", variables={"a": f"b{bad}"}), "variables"),
    (lambda bad: actions.Custom(f"X{bad}"), "action"),
    (lambda bad: actions.Custom("X", {f"H{bad}": "v"}), None),
    (lambda bad: actions.Custom("X", {"H": f"v{bad}"}), None),
    (lambda bad: actions.Custom("X", [("H", ["v", f"v{bad}"])]), None),
    (lambda bad: actions.UserEvent(user_event=f"x{bad}"), "user_event"),
]


@pytest.mark.parametrize(
    ("bad", "what"),
    [("\r", "CR"), ("\n", "LF"), ("\0", "NUL"), ("\r\n", "CR"), ("\r\n\r\nAction: Logoff", "CR")],
)
@pytest.mark.parametrize(("make", "field"), BREAKABLE)
def test_a_line_break_or_nul_is_refused_and_the_field_named(
    make: Callable[[str], Any], field: str | None, bad: str, what: str
) -> None:
    action = make(bad)
    with pytest.raises(InvalidAction, match=what) as caught:
        encode_action(action, ID)
    named = caught.value.field
    assert named is not None
    assert named == field if field is not None else named.startswith("headers[")
    assert repr(named) in str(caught.value)


def test_a_line_of_1022_bytes_passes_and_one_of_1023_does_not() -> None:
    room = 1_022 - len("Command: ")
    assert encode_action(actions.Command(command="x" * room), ID)
    assert "1023" in refused(actions.Command(command="x" * (room + 1)), "command")
    # Bytes, not characters.
    assert encode_action(actions.Command(command="é" * (room // 2)), ID)
    refused(actions.Command(command="é" * (room // 2 + 1)), "command")


def test_128_lines_pass_and_129_do_not() -> None:
    many = {f"H{n}": "v" for n in range(126)}
    assert len(the_message(encode_action(actions.Custom("X", many), ID))) == 128
    assert "129" in refused(actions.Custom("X", {**many, "One": "more"}), None)


@pytest.mark.parametrize("header", ["", " X", "\tX", "X: y", ":"])
def test_what_is_no_header_name_is_refused(header: str) -> None:
    refused(actions.Custom("X", {header: "v"}), f"headers[{header!r}]")


@pytest.mark.parametrize("header", ["Action", "action", "ACTIONID"])
def test_the_headers_of_the_client_itself_are_refused(header: str) -> None:
    refused(actions.Custom("X", {header: "Logoff"}), f"headers[{header!r}]")


OWN = [
    "Login",
    "Logoff",
    "Challenge",
    "Events",
    "Filter",
    "WaitEvent",
    "IAXnetstats",
    "SKINNYshowdevice",
    "SKINNYshowline",
]


@pytest.mark.parametrize("name", OWN)
def test_the_actions_of_the_session_itself_are_refused_in_any_spelling(name: str) -> None:
    padded = [
        f" {name}",
        f"\t{name}",
        f"\x01{name}",
        f"\x1b {name}",
        f"\x1f{name}",
        f"{name} ",
        f"  \t {name.swapcase()}\t",
    ]
    for spelt in (name, name.lower(), name.upper(), name.swapcase(), *padded):
        message = refused(actions.Custom(spelt, {"X": "y"}), "action")
        assert "cannot be sent:" in message
        assert "use " in message or "leave " in message


def test_generated_classes_of_such_actions_are_refused_too() -> None:
    found = 0
    for name in OWN:
        cls = actions.lookup(name)
        if cls is not None:
            required = [f.encode_name for f in msgspec.structs.fields(cls) if f.required]
            refused(cls(**dict.fromkeys(required, "x")), "action")
            found += 1
    assert found > 0


@pytest.mark.parametrize("name", ["", " ", "\t", "\x01", " \x1f "])
def test_an_action_without_a_name_is_refused(name: str) -> None:
    # A server would go on to the next `Action:` header.
    with pytest.raises(InvalidAction):
        encode_action(actions.Custom(name, {"X": "y"}), ID)


def test_a_lone_surrogate_is_refused_and_its_line_is_in_no_error() -> None:
    with pytest.raises(InvalidAction, match="surrogate") as caught:
        encode_action(actions.Custom("X", {"Secret": "hunter2\ud800"}), ID)
    error: BaseException | None = caught.value
    while error is not None:
        assert "hunter2" not in repr(error)
        assert "hunter2" not in repr(getattr(error, "object", ""))
        error = error.__cause__ or error.__context__


def test_refusals_do_not_repeat_the_value() -> None:
    with pytest.raises(InvalidAction) as caught:
        encode_action(actions.Custom("X", {"Secret": "hunter2\r\n"}), ID)
    assert "hunter2" not in str(caught.value)
    with pytest.raises(InvalidAction) as caught:
        encode_action(actions.Custom("X", {"Secret": "hunter2" * 200}), ID)
    assert "hunter2" not in str(caught.value)


def test_a_value_of_no_known_kind_is_refused() -> None:
    headers: Any = {"A": {"a": 1}}
    with pytest.raises(InvalidAction, match="not text or a number"):
        encode_action(actions.Custom("X", headers), ID)
    with pytest.raises(InvalidAction, match="no number of seconds"):
        encode_action(actions.Originate(channel="c", timeout=float("inf")), ID)


# -- whatever is put in ------------------------------------------------------------------------------

_TEXT = st.one_of(
    st.sampled_from(
        [
            "",
            "x",
            "\r",
            "\n",
            "\0",
            "\r\n",
            "\r\n\r\nAction: Logoff\r\n\r\n",
            ":",
            " ",
            "\x01",
            "Action",
            "Login",
        ]
    ),
    st.text(max_size=8),
    st.text(st.characters(min_codepoint=0, max_codepoint=0x3F), max_size=6),
    st.integers(1_000, 1_030).map(lambda n: "x" * n),
    st.just("\ud800"),
)
_MAKERS: list[Callable[[str, str, str, int], Any]] = [
    lambda a, b, c, n: actions.Custom(a, {b: c}),
    lambda a, b, c, n: actions.Custom(a, [(b, [c] * n), (c, b)]),
    lambda a, b, c, n: actions.Command(command=a),
    lambda a, b, c, n: actions.Originate(channel=a, variables={b: c, c: a}, caller_id=b),
    lambda a, b, c, n: actions.UserEvent(user_event=a, body={b: c}),
    lambda a, b, c, n: actions.Setvar(variable=a, value=b, channel=c),
    lambda a, b, c, n: actions.UpdateConfig(src_file_name=a, dst_file_name=b, lines={1: c}, vars={n: a}),
]


@settings(max_examples=examples(800), deadline=None)
@given(make=st.sampled_from(_MAKERS), a=_TEXT, b=_TEXT, c=_TEXT, n=st.sampled_from([0, 1, 120, 128, 130]))
def test_nothing_puts_a_second_message_on_the_line_or_breaks_a_limit(
    make: Callable[[str, str, str, int], Any], a: str, b: str, c: str, n: int
) -> None:
    action = make(a, b, c, n)
    try:
        data = encode_action(action, ID)
    except InvalidAction:
        return
    message = the_message(data)
    assert message[1] == (b"ActionID", ID.encode())
    assert sum(name.lower() == b"action" for name, _ in message) == 1
    assert sum(name.lower() == b"actionid" for name, _ in message) == 1
    sent = action.name.encode("utf-8", "surrogateescape").lstrip(bytes(range(33)))
    assert action_of(message) == sent
    assert sent.lower().strip().decode("utf-8", "replace") not in [name.lower() for name in OWN]
    assert sorted(data.split(b"\r\n")) == sorted(
        [b"Action: " + action.name.encode("utf-8", "surrogateescape"), b"ActionID: " + ID.encode(), b"", b""]
        + [f"{h}: {v}".encode("utf-8", "surrogateescape") for _, h, v in action.headers_to_send()]
    )


@settings(max_examples=examples(300))
@given(headers=st.lists(st.tuples(_TEXT, _TEXT), max_size=4), name=_TEXT, action_id=_TEXT)
def test_the_login_and_other_messages_of_the_client_are_held_to_the_same(
    headers: list[tuple[str, str]], name: str, action_id: str
) -> None:
    try:
        data = encode_headers(name, action_id, [("f", h, v) for h, v in headers])
    except InvalidAction:
        return
    assert len(received(data)) == 1


# -- Variable ----------------------------------------------------------------------------------------


def variables_seen(headers: list[bytes]) -> dict[bytes, bytes]:
    """What a server makes of `Variable` headers: split at commas, quotes and backslashes taken away."""
    found: list[tuple[bytes, bytes]] = []
    for header in headers:
        items: list[bytes] = []
        item = bytearray()
        quoted, round_, square = False, 0, 0
        place = 0
        while place < len(header):
            byte = header[place : place + 1]
            if byte == b"\\":
                place += 1
                item += header[place : place + 1]
            elif byte == b'"':
                quoted = not quoted
            elif byte == b"," and not (quoted or round_ or square):
                items.append(bytes(item))
                item = bytearray()
            else:
                if not quoted:
                    round_ = max(0, round_ + (byte == b"(") - (byte == b")"))
                    square = max(0, square + (byte == b"[") - (byte == b"]"))
                item += byte
            place += 1
        items.append(bytes(item))
        assert len(items) <= 64
        for one in items:
            name, equals, value = one.partition(b"=")
            if equals:
                found.append((name, value))
    # Applied in reverse order of appearance: the first stands.
    seen: dict[bytes, bytes] = {}
    for name, value in found:
        seen.setdefault(name, value)
    return seen


AWKWARD = [
    "a,b", '"', '"a,b"', "\\", "\\\\", "a\\,b", "(", ")", "[", "]", "(,", "[,]", " x ", "=", "a=b", ";",
    "%", "${X}", "\t", "", ",", "\\\"", "',", "a\\", "\udcff",
]  # fmt: skip


@pytest.mark.parametrize("value", AWKWARD)
def test_an_awkward_variable_reads_back(value: str) -> None:
    check_variables({"X": value, "Y": value + "y"})


def check_variables(variables: dict[str, str]) -> None:
    data = encode_action(actions.Originate(channel="c", variables=variables), ID)
    headers = [value for name, value in the_message(data) if name == b"Variable"]
    assert len(headers) == len(variables), "one header a variable"
    assert variables_seen(headers) == {
        k.encode("utf-8", "surrogateescape"): v.encode("utf-8", "surrogateescape")
        for k, v in variables.items()
    }


_VARIABLE = st.text(
    st.one_of(
        st.sampled_from(list('\\,"()[]=; $%')), st.characters(codec="utf-8", exclude_characters="\r\n\0")
    ),
    max_size=12,
)


@settings(max_examples=examples(600))
@given(st.dictionaries(_VARIABLE, _VARIABLE, max_size=5))
def test_any_variables_read_back_or_are_refused(variables: dict[str, str]) -> None:
    bad = [name for name in variables if not name or "=" in name or ord(name[0]) <= 32]
    if bad:
        with pytest.raises(InvalidAction, match="no variable name"):
            encode_variables(variables, "Originate", "variables")
    else:
        check_variables(variables)


# -- TLS ---------------------------------------------------------------------------------------------


@settings(max_examples=examples(200))
@given(
    lines=st.lists(
        st.one_of(st.integers(0, 40), st.sampled_from([1_020, 1_021, 1_022])), min_size=1, max_size=60
    ),
    limit=st.sampled_from([1_024, 1_100, 2_048]),
)
def test_records_are_short_end_at_a_line_end_and_give_back_the_bytes(lines: list[int], limit: int) -> None:
    data = b"".join(b"x" * n + b"\r\n" for n in lines)
    cut = records(data, limit)
    assert b"".join(cut) == data
    assert all(0 < len(record) <= limit and record.endswith(b"\r\n") for record in cut)


def test_the_default_record_is_what_a_real_server_reads_at_once() -> None:
    action = encode_action(actions.Custom("X", {f"H{n}": "v" * 500 for n in range(100)}), ID)
    assert len(action) > 50_000
    cut = records(action * 3)
    assert b"".join(cut) == action * 3
    assert max(map(len, cut)) <= 1_024
    assert all(record.endswith(b"\n") for record in cut)
    short = encode_action(actions.Ping(), ID)
    assert records(short) == [short]
    assert records(b"x" * 1_022 + b"\r\n") == [b"x" * 1_022 + b"\r\n"]


# -- real clients' bytes -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", CLIENT_FILES)
def test_what_a_real_client_sent_and_a_server_took_is_encoded_alike(name: str) -> None:
    """Captured actions, sent again as Custom: the same bytes, or a refusal with a reason."""
    for raw in re.split(rb"(?<=\r\n\r\n)", (DATA / name).read_bytes()):
        lines = raw.decode("utf-8", "surrogateescape").split("\r\n")
        pairs = [(n, v.removeprefix(" ")) for n, colon, v in (line.partition(":") for line in lines) if colon]
        if [n for n, _ in pairs[:2]] != ["Action", "ActionID"] or not raw.endswith(b"\r\n\r\n"):
            continue
        rebuilt = "".join(f"{n}: {v}\r\n" for n, v in pairs) + "\r\n"
        if rebuilt.encode("utf-8", "surrogateescape") != raw:
            continue
        try:
            data = encode_action(actions.Custom(pairs[0][1], pairs[2:]), pairs[1][1])
        except InvalidAction as exc:
            text = str(exc)
            assert re.search(
                r"cannot be sent|server takes at most|would begin a new line|no header name|by itself", text
            )
        else:
            assert data == raw
