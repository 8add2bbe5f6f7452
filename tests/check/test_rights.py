"""How a server's texts about rights are read."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyio_ami.diagnosis import Rights
from anyio_ami.diagnosis._rights import account, disabled_events, inferred, offered, show_user, version
from anyio_ami.diagnosis._wanted import least

if TYPE_CHECKING:
    from collections.abc import Sequence

# As 16.28.0 and 22.10.1 print it.
SHOWN = """
          username: robot
            secret: <Set>
               ACL: yes
         read perm: call,cdr
        write perm: <none>
   displayconnects: no
allowmultiplelogin: yes
         Variables:
ACL: (unnamed)
---------------------------------------------
  0:  deny - 0.0.0.0/0.0.0.0
"""
ALL = (
    "system,call,log,verbose,command,agent,user,config,dtmf,reporting,cdr,dialplan,originate,agi,cc,aoc,test,"
    "security,message,all"
)


def test_a_user_is_read_as_it_is_shown() -> None:
    shown = account(SHOWN.splitlines(), "Robot")
    assert shown is not None
    assert (shown.read.held, shown.write.held) == (("call", "cdr"), ())
    assert (shown.limited_addresses, shown.several_logins) == (True, True)
    assert shown.read.exact
    assert shown.read.has("call") is True
    assert shown.write.has("call") is False


def test_all_rights_are_their_names() -> None:
    shown = account(SHOWN.replace("<none>", ALL).splitlines(), "robot")
    assert shown is not None
    assert shown.write.held == tuple(ALL.removesuffix(",all").split(","))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "There is no manager called robot",
        SHOWN.replace("robot", "somebody"),
        SHOWN.replace("read perm", "perm"),
        SHOWN.replace("call,cdr", "call, cdr!"),
    ],
)
def test_what_is_not_understood_tells_nothing(text: str) -> None:
    assert account(text.splitlines(), "robot") is None


def test_a_users_own_variables_are_not_taken_for_rights() -> None:
    text = SHOWN.replace("         read perm: call,cdr\n", "") + "         read perm: all\n"
    assert account(text.splitlines(), "robot") is None


@given(st.lists(st.text(max_size=60), max_size=12), st.text(min_size=1, max_size=20))
def test_no_text_makes_the_reading_fail(lines: list[str], user: str) -> None:
    account([*SHOWN.splitlines()[:3], *lines], user)
    disabled_events(lines)
    offered([(line, line) for line in lines])


@pytest.mark.parametrize("name", ['a"b', "a\\b", 'x" ; core stop now'])
def test_a_name_that_could_end_the_command_is_not_asked_for(name: str) -> None:
    assert show_user(name) is None


def test_what_is_offered_tells_what_is_held_and_what_is_not() -> None:
    listed = offered(
        [
            ("Response", "Success"),
            ("Ping", "Keepalive command.  (Priv: <none>)"),
            ("CoreStatus", "Show PBX core status variables.  (Priv: system,reporting,all)"),
            ("Redirect", "Redirect (transfer) a call (Priv: none).  (Priv: call,all)"),
            ("Odd", "(Priv: no class at all!)"),
        ]
    )
    assert listed == {"ping": (), "corestatus": ("system", "reporting"), "redirect": ("call",)}
    rights = inferred(listed)
    # ModuleLoad is not offered, so system is lacking; so it is reporting that lets CoreStatus be run.
    assert rights.held == ("call", "reporting")
    assert {"system", "command", "originate", "config"} <= set(rights.lacking)
    assert rights.has("cdr") is None


def test_rights_to_all_are_rights_to_each() -> None:
    assert Rights(held=("all",), source="x", exact=True).has("call") is True


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Asterisk 16.28.0~dfsg-0+deb11u4 built by nobody @ x on a y", ("16.28.0~dfsg-0+deb11u4", 16)),
        ("Asterisk certified/18.9-cert1 built by nobody", ("certified/18.9-cert1", 18)),
        ("Asterisk GIT-master-0a1b2c built by nobody", ("GIT-master-0a1b2c", 7)),
        ("No such command", ("", 7)),
        ("Asterisk \x1b[31m built by nobody", ("", 7)),
    ],
)
def test_the_version_is_read_from_the_command_line(line: str, told: tuple[str, int]) -> None:
    assert version(["", line], 7) == told


def test_disabled_events_are_read() -> None:
    lines = [
        "  Channel vars:              ",
        "  Disabled events:           Newexten, DTMFBegin",
        "  Debug:   No",
    ]
    assert disabled_events(lines) == {"newexten", "dtmfbegin"}
    assert disabled_events(["  Disabled events:             "]) == frozenset()


CLASSES = ["call", "system", "reporting", "config", "command", "user"]


@given(st.lists(st.lists(st.sampled_from(CLASSES), min_size=1, max_size=3, unique=True), max_size=5))
def test_the_least_rights_are_enough_and_none_of_them_can_be_spared(needs: list[list[str]]) -> None:
    chosen = least(map(tuple, needs))

    def enough(held: Sequence[str]) -> bool:
        return all(set(need) & set(held) for need in needs)

    assert enough(chosen)
    assert not any(
        enough(fewer) for fewer in itertools.combinations(chosen, max(0, len(chosen) - 1)) if chosen
    )


def test_the_weaker_class_is_taken_where_there_is_a_choice() -> None:
    assert least([("system", "reporting"), ("call", "system", "reporting")]) == ("reporting",)
    assert least([("system", "reporting"), ("system",)]) == ("system",)
