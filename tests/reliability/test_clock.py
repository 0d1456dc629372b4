"""A try of the table that takes too long is ended and said, and nothing wrong is passed over."""

from __future__ import annotations

import dataclasses
import sys
import time
from pathlib import Path

from tests.reliability.__main__ import told_of
from tests.reliability.cell import Outcome
from tests.reliability.table import Plan, run_all

#: A part whose second try stands still, with a process that it started and a mark of each.
_PART = """
import json, os, subprocess, sys, time
part, _, plan, _, past = sys.argv[1:]
if int(part.split("/")[0]):
    sys.exit()
for number in range(int(past), 3):
    print(json.dumps(dict(number=number, write="SEND", fault="FULL", place=str(number))), flush=True)
    if number == 1:
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
        open("MARK", "w").write(f"{os.getpid()} {child.pid}")
        time.sleep(600)
    print(json.dumps(dict(write="SEND", fault="FULL", place=str(number), struck=True, stood=False,
                          said=[])), flush=True)
"""
_FINE = Outcome("SEND", "FULL", "1", struck=True, stood=False, said=())


def test_a_try_that_takes_too_long_is_stuck_and_the_others_are_tried(tmp_path: Path) -> None:
    mark, part = tmp_path / "mark", tmp_path / "part.py"
    part.write_text(_PART.replace("MARK", str(mark)), "utf-8")
    plan = Plan(1, "word", seconds=30.0, clock=1.0)
    begun = time.monotonic()
    found = run_all(plan, (sys.executable, str(part)))
    assert time.monotonic() - begun < 15
    assert [(one.place, bool(one.stuck)) for one in found] == [
        ("0", False), ("1", True), ("2", False)
    ]  # fmt: skip
    assert "not over after 1 s" in found[1].stuck
    assert told_of(found)
    for one in mark.read_text("utf-8").split():
        stat = Path("/proc") / one / "stat"
        assert not stat.exists() or " Z " in stat.read_text("utf-8"), "left running"


def test_the_run_fails_for_anything_that_is_wrong_and_for_nothing_tried() -> None:
    assert not told_of([_FINE])
    for harm in ("lost", "doubled", "corrupt", "raw", "stuck", "untrue"):
        bad = dataclasses.replace(_FINE, **{harm: "words"})
        assert told_of([_FINE, bad]), harm
        assert told_of([_FINE, dataclasses.replace(bad, struck=False)]), harm
    assert told_of([dataclasses.replace(_FINE, struck=False)])
    assert told_of([])
