"""The page of the table names every write and fault there is, and a cell tells harm from none."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.failing.folder import MISSING
from tests.reliability.cell import Outcome, after_it_is_well, run
from tests.reliability.faults import Fault
from tests.reliability.ground import Ground
from tests.reliability.known import KNOWN
from tests.reliability.page import PAGE, harms, page
from tests.reliability.table import places
from tests.reliability.talking import Child
from tests.reliability.writes import Write

_FINE = Outcome(
    "SEND", "FULL", "1 of 9: write school.db", struck=True, stood=False, said=("Full.",)
)


def test_the_page_names_every_write_and_every_fault() -> None:
    """Who adds one runs `python3 start.py reliability`, which writes the page."""
    text = PAGE.read_text("utf-8")
    (head,) = [line for line in text.splitlines() if line.startswith("| The share |")]
    columns = [one.strip() for one in head.strip("|").split("|")]
    assert columns[1:] == [write.value.words for write in Write]
    rows = {line.split("|")[1].strip(): line for line in text.splitlines() if line[:2] == "| "}
    missing = [fault.name for fault in Fault if fault.value.words not in rows]
    assert missing == []
    for fault in Fault:
        assert rows[fault.value.words].count("|") == len(Write) + 2, fault.name
    never = [
        write.name
        for at, write in enumerate(Write, start=2)
        if all(rows[fault.value.words].split("|")[at].strip() == "–" for fault in Fault)
    ]
    assert never == [], "tried under no fault at all"


def test_the_page_is_of_a_whole_run_and_what_is_wrong_on_it_has_its_reason() -> None:
    text = PAGE.read_text("utf-8")
    assert ": 100 mornings, " in text
    _, _, rest = text.partition("## What is wrong\n")
    wrong = [line for line in rest.partition("\n## ")[0].splitlines() if line[:2] == "- "]
    assert [line for line in wrong if "*Known: " not in line] == []


def test_known_names_cells_that_there_are() -> None:
    assert all(Write[write] and Fault[fault] and why for (write, fault), why in KNOWN.items())


def test_what_a_lying_server_lost_counts_unless_somebody_is_told() -> None:
    gone = dataclasses.replace(_FINE, lost="gone")
    assert (harms(_FINE), harms(gone)) == ((), ("lost",))
    assert harms(dataclasses.replace(gone, found=True)) == ("lost",)  # nobody lied
    lied = dataclasses.replace(gone, fault="LOST_SYNC")
    assert harms(lied) == ("lost",)
    found = dataclasses.replace(lied, found=True)
    assert harms(found) == ()
    assert harms(dataclasses.replace(found, raw="ValueError")) == ("raw",)
    written = page([_FINE, found, dataclasses.replace(gone, fault="TORN")], None)
    assert "**L**" in written
    assert "| found |" in written
    assert "“Full.” (send a report)" in written


def test_a_sample_draws_its_places_by_the_commit() -> None:
    calls = ["stat a", *(f"write {at}" for at in range(40)), "fsync a"]
    one, again = (places(calls, Fault.TORN, 1, "abc") for _ in range(2))
    assert one == again
    drawn = {places(calls, Fault.TORN, 1, f"commit {at}")[0] for at in range(20)}
    assert len(drawn) > 5
    many = places(calls, Fault.TORN, 5, "abc")
    assert (many[0], many[-1]) == ((1, "1 of 40: write 0"), (40, "40 of 40: write 39"))
    assert places(calls, Fault.STALL_RENAME, 3, "abc") == []
    assert places(calls, Fault.SLOW, 3, "abc") == [(1, "from the start")]


def test_what_is_said_late_of_the_first_try_is_taken_for_that() -> None:
    """A laptop that is busy answers after the share is well again; nothing is made up of it."""

    def slow(hear: Callable[[], str], tell: Callable[[Any], None]) -> None:
        tell({"kind": "problem", "type": "DiskFull", "words": "Full."})
        hear()
        tell([{"kind": "done", "type": "", "words": ""}])

    child = Child(slow)
    child.tell("healed")
    assert [one["kind"] for one in after_it_is_well(child) or []] == ["problem", "done"]
    child.end()
    gone = Child(lambda hear, tell: None)
    assert after_it_is_well(gone) is None
    assert gone.over
    gone.end()


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_a_cell_tries_the_real_program_on_a_share_that_fails(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    full = run(ground, Write.SEND, Fault.FULL, 10, "")
    assert (full.struck, harms(full)) == (True, ())
    assert "full" in full.said[0]
    told = run(ground, Write.SETTINGS, Fault.FAILED_ON, 40, "")
    assert (told.struck, bool(told.said), told.lost) == (True, True, "")
    stands = run(ground, Write.NOTE, Fault.STALL_FSYNC, 1, "")
    assert (stands.struck, stands.stood, harms(stands)) == (True, True, ())
    killed = run(ground, Write.SEND, Fault.KILLED, 60, "")
    assert (killed.struck, harms(killed)) == (True, ())
    ground.close()


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_the_copy_of_the_day_is_made_after_all_by_whoever_comes_later(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    for fault, at in ((Fault.VANISHED, 415), (Fault.FORBIDDEN, 8), (Fault.KILLED, 179)):
        later = run(ground, Write.COPY, fault, at, "")
        assert (later.struck, harms(later)) == (True, ()), later
    ground.close()
