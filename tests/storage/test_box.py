"""The box: whatever happens to one of its files, to its processes and to the disk, nothing is lost."""

from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.storage.boxing import opened
from trent_desktop.news import News, Subject
from trent_desktop.problems import DiskFull, Problem
from trent_desktop.storage.box import box as box_module
from trent_desktop.storage.box.box import Box
from trent_desktop.storage.box.sorts import Sort
from trent_desktop.storage.box.words import PUT_ASIDE
from trent_desktop.storage.cipher import new_key_pair

KEYS = new_key_pair()
NAMES = ("box.1", "box.2")


@pytest.fixture
def box(tmp_path: Path) -> Iterator[Box]:
    made = opened(tmp_path, KEYS.private)
    yield made
    made.close()


def everything(box: Box) -> dict[str, dict[str, str]]:
    return {sort.value: found for sort in Sort if (found := box.all(sort))}


def filled(folder: Path, things: int = 12) -> dict[str, dict[str, str]]:
    """A box with something of most sorts in it, and what that is."""
    box = opened(folder, KEYS.private)
    for number in range(things):
        with box.changing() as change:
            change.put(Sort.DRAFT, f"d{number}", f'{{"stage": "quick", "n": {number}}}')
            if number % 3 == 0:
                change.put(Sort.OUTBOX, f"o{number}", "x" * 40 * number)
    box.drop(Sort.DRAFT, "d1")
    kept = everything(box)
    box.close()
    return kept


def read(folder: Path) -> tuple[dict[str, dict[str, str]], tuple[str, ...]]:
    box = opened(folder, KEYS.private)
    found, notices = everything(box), box.notices
    box.close()
    return found, notices


def flip(path: Path, bit: int) -> None:
    data = bytearray(path.read_bytes())
    data[bit // 8] ^= 1 << bit % 8
    path.write_bytes(data)


def test_what_is_kept_together_is_there_together_and_in_its_order(box: Box) -> None:
    with box.changing() as change:
        change.put(Sort.OUTBOX, "b", "1")
        change.put(Sort.OUTBOX, "a", "2")
        assert change.all(Sort.OUTBOX) == {"b": "1", "a": "2"}
    with suppress(ZeroDivisionError), box.changing() as change:
        change.drop(Sort.OUTBOX, "b")
        raise ZeroDivisionError
    box.put(Sort.OUTBOX, "b", "3 \udfff 😱")
    assert list(box.all(Sort.OUTBOX).items()) == [("b", "3 \udfff 😱"), ("a", "2")]
    assert box.get(Sort.DRAFT, "b") is None


def test_strangers_and_colleagues_read_nothing(tmp_path: Path) -> None:
    box = opened(tmp_path, KEYS.private)
    box.put(Sort.DRAFT, "name of it", '{"seen": "something nasty"}')
    box.close()
    for name in NAMES:
        data = (tmp_path / name).read_bytes()
        assert b"nasty" not in data
        assert b"name of it" not in data
    other = opened(tmp_path, new_key_pair().private)
    assert everything(other) == {}
    assert other.notices == (PUT_ASIDE,)
    other.close()
    assert len(list(tmp_path.glob("box.?.damaged-*"))) == 2


def test_any_bit_of_one_file_costs_nothing(tmp_path: Path) -> None:
    kept = filled(tmp_path)
    whole = (tmp_path / "box.1").read_bytes()
    dice = random.Random(7)
    for name in NAMES:
        bits = {*range(64), *(dice.randrange(8 * len(whole)) for _ in range(40))}
        for bit in sorted(bits):
            for each in NAMES:
                (tmp_path / each).write_bytes(whole)
            flip(tmp_path / name, bit)
            assert read(tmp_path) == (kept, ()), (name, bit)
            assert (tmp_path / "box.1").read_bytes() == (tmp_path / "box.2").read_bytes()


def test_a_bit_of_each_at_different_places_costs_nothing(tmp_path: Path) -> None:
    kept = filled(tmp_path)
    whole = (tmp_path / "box.1").read_bytes()
    dice = random.Random(11)
    for number in range(200):
        for each in NAMES:
            (tmp_path / each).write_bytes(whole)
        one = dice.randrange(8 * len(whole))
        # Every second pair hits the same record.
        other = one + dice.randrange(8, 400) if number % 2 else dice.randrange(8 * len(whole))
        flip(tmp_path / "box.1", one)
        flip(tmp_path / "box.2", other % (8 * len(whole)))
        assert read(tmp_path) == (kept, ()), (one, other)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda path: path.unlink(), id="deleted"),
        pytest.param(lambda path: path.write_bytes(b""), id="emptied"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-700]), id="cut"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:9]), id="cut in its head"),
        pytest.param(lambda path: path.write_bytes(b"\x00" * 9_000), id="zeroes"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes() + bytes(99)), id="longer"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[50:]), id="moved"),
    ],
)
def test_one_file_may_be_anything(
    tmp_path: Path, name: str, harm: Callable[[Path], object]
) -> None:
    kept = filled(tmp_path)
    harm(tmp_path / name)
    found, notices = read(tmp_path)
    assert found == kept
    assert notices == ()
    assert read(tmp_path) == (kept, ())


def test_what_is_bad_in_both_is_all_that_is_lost_and_is_said(tmp_path: Path) -> None:
    kept = filled(tmp_path)
    data = bytearray((tmp_path / "box.1").read_bytes())
    mark = data[232:240]
    places = [at for at in range(len(data)) if data[at : at + 8] == mark]
    third, fourth = places[3], places[4]  # d3 and o3 were kept by it
    data[third + 30 : fourth - 1] = bytes(fourth - third - 31)
    for name in NAMES:
        (tmp_path / name).write_bytes(data)
    found, notices = read(tmp_path)
    del kept["draft"]["d3"], kept["outbox"]["o3"]
    assert found == kept
    (said,) = notices
    assert "a report that waited to be sent and a draft could not be read" in said
    assert "safe" not in said
    assert read(tmp_path) == (kept, ())
    assert len(list(tmp_path.glob("box.?.damaged-*"))) == 2


def test_a_lost_draft_says_that_reports_are_safe_and_a_lost_end_does_not(tmp_path: Path) -> None:
    box = opened(tmp_path, KEYS.private)
    ends = []
    for number in range(3):
        box.put(Sort.DRAFT, f"{number}", '{"stage": "full"}')
        ends.append((tmp_path / "box.1").stat().st_size)
    box.close()
    whole = (tmp_path / "box.1").read_bytes()

    def spoilt(begin: int) -> str:
        for name in NAMES:
            (tmp_path / name).write_bytes(whole[:begin] + bytes(60) + whole[begin + 60 :])
        (said,) = read(tmp_path)[1]
        return said

    assert "a draft could not be read. Reports that were sent" in spoilt(ends[0] + 30)
    said = spoilt(ends[1] + 30)
    assert "safe" not in said
    assert "whether the last one you sent is there" in said


def test_a_record_is_not_taken_for_another(tmp_path: Path) -> None:
    """Whoever can write to the files cannot bring back or swap what stood there."""
    box = opened(tmp_path, KEYS.private)
    ends = [(tmp_path / "box.1").stat().st_size]
    for number in range(3):
        box.put(Sort.DRAFT, "d", f'{{"stage": "quick", "n": {number}}}')
        ends.append((tmp_path / "box.1").stat().st_size)
    box.close()
    data = (tmp_path / "box.1").read_bytes()
    head, one, two, three = (data[a:b] for a, b in itertools.pairwise([0, *ends]))
    for name in NAMES:
        (tmp_path / name).write_bytes(head + one + two[:8] + one[8:24] + two[24:] + three)
    found, notices = read(tmp_path)
    assert found == {"draft": {"d": '{"stage": "quick", "n": 2}'}}
    assert len(notices) == 1


# ------------------------------------------------------------------------ full, and grown


def test_a_full_disk_is_said_and_leaves_all_as_it_was(box: Box, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    box.put(Sort.DRAFT, "a", '{"n": 1}')
    size = (tmp_path / "box.1").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, before[1]))
    try:
        with pytest.raises(DiskFull, match="This laptop's disk is full"):
            box.put(Sort.DRAFT, "b", "x" * 500)
        assert box.all(Sort.DRAFT) == {"a": '{"n": 1}'}
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert [(tmp_path / name).stat().st_size for name in NAMES] == [size, size]
    box.put(Sort.DRAFT, "b", "x" * 500)
    assert read(tmp_path) == ({"draft": {"a": '{"n": 1}', "b": "x" * 500}}, ())


def test_it_is_written_anew_when_most_of_it_is_old(
    box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        box.put(Sort.DRAFT, "a", f'{{"n": {number}, "text": "{"x" * 2_000}"}}')
    other = opened(tmp_path, KEYS.private)  # opening is no moment of quiet
    kept = everything(box)
    assert (tmp_path / "box.1").stat().st_size > 100_000
    monkeypatch.setattr(box_module, "_QUIET_S", 0.0)
    box.catch_up()
    assert (tmp_path / "box.1").stat().st_size < 5_000
    assert everything(other) == kept
    other.put(Sort.DRAFT, "b", "{}")
    other.close()
    assert everything(box) == {"draft": {**kept["draft"], "b": "{}"}}


@pytest.mark.parametrize("written", [1, 2])
def test_the_power_goes_while_it_is_written_anew(
    box: Box, tmp_path: Path, written: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = filled(tmp_path)
    real, times = box._pair.__class__.replace, []

    def cut_short(self: object, data: bytes) -> None:
        times.append(data)
        (tmp_path / ".box.1.left").write_bytes(data[:50])
        if written == 2:
            (tmp_path / "box.1").write_bytes(data)
        raise OSError("the power went")

    monkeypatch.setattr(box._pair.__class__, "replace", cut_short)
    box.catch_up()
    with pytest.raises(OSError, match="the power went"):
        box._write_anew()
    monkeypatch.setattr(box._pair.__class__, "replace", real)
    assert len(times) == 1
    assert read(tmp_path) == (kept, ())
    assert not list(tmp_path.glob(".box*"))


def test_a_new_file_that_is_bad_is_made_up_for_by_the_one_of_before(tmp_path: Path) -> None:
    kept = filled(tmp_path)
    old = (tmp_path / "box.2").read_bytes()
    box = opened(tmp_path, KEYS.private)
    box._write_anew()
    box.close()
    (tmp_path / "box.2").write_bytes(old)
    new = (tmp_path / "box.1").read_bytes()
    (tmp_path / "box.1").write_bytes(new[:400] + bytes(300) + new[700:])
    assert read(tmp_path) == (kept, ())


# ------------------------------------------------------------------------ two at once


def test_two_processes_see_what_the_other_keeps_and_hear_of_it(tmp_path: Path) -> None:
    told: list[Subject] = []
    news = News()
    news.listen(lambda moved: told.extend(moved.subjects))
    window, child = opened(tmp_path, KEYS.private, news), opened(tmp_path, KEYS.private)
    window.put(Sort.DRAFT, "d", '{"stage": "quick", "n": 1}')
    window.put(Sort.DRAFT, "d", '{"stage": "quick", "n": 2}')
    assert told == [Subject.DRAFTS]  # that she types on is no news
    with child.changing() as change:
        assert change.get(Sort.DRAFT, "d") == '{"stage": "quick", "n": 2}'
        change.put(Sort.DRAFT, "d", '{"stage": "full"}')
    assert told == [Subject.DRAFTS]
    window.catch_up()
    assert told == [Subject.DRAFTS] * 2
    child.put(Sort.TASK, "t", "said")
    child._write_anew()
    assert window.all(Sort.TASK) == {"t": "said"}
    assert told[2:] == [Subject.TASKS]
    window.close()
    child.close()


def test_one_that_closes_knows_what_the_other_kept_last(tmp_path: Path) -> None:
    window, child = opened(tmp_path, KEYS.private), opened(tmp_path, KEYS.private)
    for number in range(60):
        window.put(Sort.DRAFT, "a", f'{{"n": {number}, "text": "{"x" * 2_000}"}}')
    child.put(Sort.OUTBOX, "b", "x")
    window.close()
    assert (tmp_path / "box.1").stat().st_size < 5_000
    assert child.all(Sort.OUTBOX) == {"b": "x"}
    child.close()
    assert read(tmp_path)[0]["outbox"] == {"b": "x"}


def test_files_that_go_or_shrink_while_it_is_open_come_back(box: Box, tmp_path: Path) -> None:
    box.put(Sort.DRAFT, "a", "{}")
    size = (tmp_path / "box.1").stat().st_size
    box.put(Sort.OUTBOX, "b", "x")
    for name in NAMES:
        (tmp_path / name).unlink()
    box.put(Sort.DRAFT, "c", "{}")
    assert read(tmp_path) == ({"draft": {"a": "{}", "c": "{}"}, "outbox": {"b": "x"}}, ())
    for name in NAMES:
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data[:size])
    (tmp_path / "box.lock").unlink()
    box.catch_up()
    assert read(tmp_path) == ({"draft": {"a": "{}", "c": "{}"}, "outbox": {"b": "x"}}, ())


def test_one_who_does_not_let_go_is_read_past_and_said(
    box: Box, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(box_module, "_LOOK_S", 0.05)
    monkeypatch.setattr(box_module, "_PATIENCE_S", 0.05)
    other = opened(tmp_path, KEYS.private)
    box.put(Sort.DRAFT, "a", "{}")
    with other._alone(1):
        assert box.all(Sort.DRAFT) == {"a": "{}"}
        with pytest.raises(Problem, match="does not let go"):
            box.put(Sort.DRAFT, "b", "{}")
    box.put(Sort.DRAFT, "b", "{}")
    other.close()


def test_threads_and_boxes_change_it_at_once(tmp_path: Path) -> None:
    boxes = [opened(tmp_path, KEYS.private) for _ in range(3)]

    def count(box: Box) -> None:
        for _ in range(15):
            with box.changing() as change:
                change.put(Sort.NOTE, "n", str(int(change.get(Sort.NOTE, "n") or 0) + 1))

    threads = [threading.Thread(target=count, args=(box,)) for box in boxes * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [box.get(Sort.NOTE, "n") for box in boxes] == ["90"] * 3
    for box in boxes:
        box.close()


def test_after_closing_nothing_is_kept_or_told(box: Box) -> None:
    box.put(Sort.DRAFT, "a", "{}")
    box.close()
    with pytest.raises(Problem, match="closed"):
        box.all(Sort.DRAFT)
    with pytest.raises(Problem, match="closed"):
        box.put(Sort.DRAFT, "a", "{}")
