"""The file: what was written is read, as far as it is there, and never more than that."""

from __future__ import annotations

import io
import random
import struct
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyio_ami.recording import Recording, RecordingError, RecordingInfo
from anyio_ami.recording._format import CLOCK, END, GAP, MAGIC, RECEIVED, SENT, Raw, Reader, Writer, _block

if TYPE_CHECKING:
    from pathlib import Path

INFO = RecordingInfo(started=12.5, library="1.2")


def written(blocks: list[list[Raw]], *, end: bool = True) -> bytes:
    file = io.BytesIO()
    writer = Writer(file, INFO)
    for block in blocks:
        for entry in block:
            writer.add(*entry)
        writer.flush()
    if end:
        writer.add(END, 0)
        writer.flush()
    return file.getvalue()


def read(data: bytes) -> tuple[list[Raw], bool]:
    reader = Reader(io.BytesIO(data))
    return list(reader.entries()), reader.complete


def frames_of(entries: list[Raw]) -> bytes:
    return b"".join(entry.data for entry in entries if entry.kind in (RECEIVED, SENT))


FRAME = st.sampled_from([b"Event: A\r\nB: C\r\n\r\n", b"Event: D\r\n\r\n", b"\xff\r\n\r\n"])
DATA = st.lists(FRAME, min_size=1, max_size=4).map(b"".join)
ENTRY = st.tuples(
    st.sampled_from([RECEIVED, SENT, GAP]), st.integers(0, 1 << 50), st.integers(0, 1 << 40), DATA
)
BLOCKS = st.lists(st.lists(ENTRY, max_size=5), max_size=5).map(
    lambda blocks: [[Raw(*entry) for entry in block] for block in in_order(blocks)]
)


def in_order(blocks: list[list[tuple[int, int, int, bytes]]]) -> list[list[tuple[int, int, int, bytes]]]:
    times = iter(sorted(entry[1] for block in blocks for entry in block))
    return [[(kind, next(times), number, data) for kind, _, number, data in block] for block in blocks]


@given(BLOCKS)
def test_what_was_written_is_read(blocks: list[list[Raw]]) -> None:
    data = written(blocks)
    assert Reader(io.BytesIO(data)).info == INFO
    assert read(data) == ([entry for block in blocks for entry in block], True)


def test_a_file_that_is_cut_anywhere_reads_to_its_last_whole_frame() -> None:
    one, two = b"Event: A\r\nB: C\r\n\r\n", b"Event: DeviceStateChange\r\nDevice: x\r\n\r\n"
    blocks = [[Raw(RECEIVED, n * 10 + m, 1, one * 3 + two * m) for m in range(4)] for n in range(4)]
    data, whole = written(blocks), [entry for block in blocks for entry in block]
    everything = frames_of(whole)
    before = 0
    for size in range(1, len(data)):
        entries, complete = read(data[:size])
        found = frames_of(entries)
        assert not complete
        assert everything.startswith(found)
        assert found == b"" or found.endswith(b"\r\n\r\n")
        assert [entry.time for entry in entries] == [entry.time for entry in whole[: len(entries)]]
        # More of the file is never less of its frames.
        assert len(found) >= before
        before = len(found)
    assert before == len(everything), "only the mark of its end was cut off by then"
    assert read(data) == (whole, True)


@given(BLOCKS, st.data())
def test_a_file_that_is_damaged_anywhere_reads_up_to_there(
    blocks: list[list[Raw]], data: st.DataObject
) -> None:
    whole = bytearray(written(blocks))
    entries = [entry for block in blocks for entry in block]
    place = data.draw(st.integers(0, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    if place < len(MAGIC) + 2:
        with pytest.raises(RecordingError):
            read(bytes(whole))
        return
    found, complete = read(bytes(whole))
    assert not complete
    assert found == entries[: len(found)]


@given(st.binary(max_size=200))
def test_any_bytes_after_the_header_are_no_error(junk: bytes) -> None:
    entries, complete = read(written([[Raw(RECEIVED, 1, 1, b"Event: A\r\n\r\n")]], end=False) + junk)
    assert entries[:1] == [Raw(RECEIVED, 1, 1, b"Event: A\r\n\r\n")]
    assert not complete


def test_a_later_format_and_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    path.write_bytes(MAGIC + struct.pack(">H", 9) + b"whatever follows")
    with pytest.raises(RecordingError, match=r"has format 9, .* reads format 1"):
        Recording(path)
    for other in (b"", b"Event: A\r\n", b"\x89PNG\r\n\x1a\n" + b"x" * 50):
        path.write_bytes(other)
        with pytest.raises(RecordingError, match="no recording"):
            Recording(path)
    with pytest.raises(FileNotFoundError):
        Recording(tmp_path / "none.amirec")


@pytest.mark.parametrize("started", [1e308, -1e300, 1e400])
def test_a_beginning_that_no_clock_shows_is_damage(tmp_path: Path, started: float) -> None:
    path = tmp_path / "a.amirec"
    header = msgspec.json.encode(RecordingInfo(library="x")).replace(b"0.0", b"%r" % started)
    path.write_bytes(MAGIC + b"\0\1" + _block(header))
    with pytest.raises(RecordingError, match="damaged"):
        Recording(path)


@pytest.mark.parametrize("clock", [b"1" + b"0" * 400, b"-1" + b"0" * 400, b"1e9", b"x"])
def test_a_clock_that_cannot_be_is_damage(tmp_path: Path, clock: bytes) -> None:
    path = tmp_path / "a.amirec"
    path.write_bytes(written([[Raw(CLOCK, 0, 0, clock), Raw(GAP, 1, 1, b"{}")]]))
    recording = Recording(path)
    assert (list(recording.entries()), recording.complete) == ([], False)


def test_a_header_alone_is_an_empty_recording(tmp_path: Path) -> None:
    path = tmp_path / "a.amirec"
    data = written([], end=False)
    for size in range(1, len(data) + 1):
        path.write_bytes(data[:size])
        recording = Recording(path)
        assert (list(recording.entries()), recording.complete) == ([], False)
        assert (recording.info == INFO) == (size == len(data))


def test_time_never_runs_backwards() -> None:
    entries, _ = read(written([[Raw(SENT, 50, 1, b""), Raw(SENT, 20, 1, b""), Raw(SENT, 70, 1, b"")]]))
    assert [entry.time for entry in entries] == [50, 50, 70]


def packed(size: int) -> bytes:
    """A recording whose one block inflates to so many bytes and more, of one entry each MiB."""
    file = io.BytesIO()
    Writer(file, INFO)
    entry = bytes([SENT, 0, 1]) + b"\x80\x80\x40" + bytes(1 << 20)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b"".join(packer.compress(entry) for _ in range(size >> 20)) + packer.flush(zlib.Z_SYNC_FLUSH)
    head = struct.pack(">II", len(data), zlib.crc32(data))
    return file.getvalue() + head + struct.pack(">I", zlib.crc32(head)) + data


def test_a_small_file_does_not_take_much_memory() -> None:
    entries, complete = 0, True
    tracemalloc.start()
    try:
        reader = Reader(io.BytesIO(packed(64 << 20)))
        for _ in reader.entries():
            entries += 1
        complete = reader.complete
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (entries, complete) == (31, False), "up to 32 MiB"
    assert most < 16 << 20


@pytest.mark.parametrize("frame", [5 << 20, 20 << 20])
def test_very_long_messages_stand_in_blocks_that_can_be_read(frame: int) -> None:
    one = b"Event: A\r\nB: " + bytes(random.Random(1).randbytes(frame)).replace(b"\r", b"x") + b"\r\n\r\n"
    data = one * (50 * 1024 * 1024 // frame)
    entries, complete = read(written([[Raw(RECEIVED, 1, 1, data), Raw(GAP, 2, 1, b"{}")]]))
    assert complete
    assert frames_of(entries) == data
    if frame < 8 << 20:
        assert all(entry.data.endswith(b"\r\n\r\n") for entry in entries[:-1])
