"""The part of manager.conf that `check` writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyio_ami import describe, events
from anyio_ami.diagnosis._stanza import stanza
from anyio_ami.diagnosis._wanted import wanted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from anyio_ami.events import Event


def written(
    types: Sequence[str | type[Event]] = (),
    *,
    read: Sequence[str] = ("call",),
    version: str = "22.10.1",
    user: str = "robot",
    local: str = "192.0.2.7",
) -> list[str]:
    text = stanza(user, wanted(types, []), read, (), version=version, local_address=local)
    assert text.endswith("\n")
    return text.splitlines()


@pytest.mark.parametrize(
    ("version", "by_name"),
    [
        ("16.28.0~dfsg-0+deb11u4", False),
        ("18.25.0", False),
        ("18.26.1", True),
        ("19.8.1", False),
        ("20.11.0", True),
        ("21.5.0", False),
        ("22.0.0", False),
        ("22.10.1+dfsg", True),
        ("23.0", True),
        ("24.0.0", True),
        ("certified-20.7-cert2", False),
        ("GIT-master-1234", False),
        ("", False),
    ],
)
def test_filters_are_written_as_the_version_reads_them(version: str, by_name: bool) -> None:
    lines = written(["Hangup", "Newchannel"], version=version)
    filters = [line for line in lines if line.startswith("eventfilter")]
    if by_name:
        assert filters == ["eventfilter(name(Hangup)) =", "eventfilter(name(Newchannel)) ="]
    else:
        assert filters == ["eventfilter = ^Event: (Hangup|Newchannel)[[:cntrl:]]"]


def test_many_names_take_several_filters_none_of_them_long() -> None:
    calls = [describe(name, kind="event") for name in events.NAMES]
    # One is not wanted: else there would be nothing to filter.
    many = [one.name for one in calls if one.by_itself and one.classes == ("call",)][1:]
    filters = [line for line in written(many, version="16.28.0") if line.startswith("eventfilter")]
    assert len(filters) > 1
    assert max(map(len, filters)) < 1000
    assert [name for line in filters for name in line.split("(")[1].split(")")[0].split("|")] == sorted(many)


def test_no_filter_where_all_of_a_class_is_wanted() -> None:
    assert not [line for line in written(["Cdr"], read=("cdr",)) if "eventfilter" in line]
    assert not [line for line in written([events.Event], read=("all",)) if "eventfilter" in line]


def test_fully_booted_passes_where_its_class_is_read() -> None:
    assert "eventfilter(name(FullyBooted)) =" in written(["Reload"], read=("system",))
    assert "eventfilter(name(FullyBooted)) =" not in written(["Hangup"], read=("call",))


@pytest.mark.parametrize(
    ("local", "permit"),
    [
        ("192.0.2.7", "permit = 192.0.2.7/255.255.255.255"),
        ("2001:db8::7", "permit = 2001:db8::7/128"),
        ("fe80::1%eth0", "permit = fe80::1/128"),
        ("::ffff:192.0.2.7", "permit = 192.0.2.7/255.255.255.255"),
    ],
)
def test_only_the_address_that_was_used_is_let_in(local: str, permit: str) -> None:
    lines = written(["Hangup"], local=local)
    assert permit in lines
    assert {"deny = 0.0.0.0/0.0.0.0", "deny = ::/0"} <= set(lines)
    assert lines.index("deny = ::/0") < lines.index(permit)


@pytest.mark.parametrize("local", ["", "/run/ami.sock"])
def test_an_address_that_is_not_known_is_left_to_the_reader(local: str) -> None:
    lines = written(["Hangup"], local=local)
    assert not [line for line in lines if line.startswith(("deny", "permit"))]


@given(st.text(min_size=1, max_size=40).filter(lambda text: not set(text) & set("\r\n\0")))
def test_no_user_name_can_write_a_line_or_a_part_of_its_own(user: str) -> None:
    lines = written(["Hangup"], user=user, local="")
    heads = [line for line in lines if line.startswith("[")]
    assert len(heads) == 1
    assert heads[0][1:-1] in (user, "manager-user")
    assert heads[0].endswith("]")
    assert all(line[0] in "[;sdprwe" for line in lines)


def test_the_general_part_is_never_written() -> None:
    assert "[general]" not in written(["Hangup"], user="General")


def test_no_classes_are_written_as_none() -> None:
    lines = written([], read=())
    assert "read =" in lines
    assert "write =" in lines
