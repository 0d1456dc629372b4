"""What a program that nobody touches asks of the share, counted call by call."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.journeys_e2e.test_processes import ROOT, next_line
from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool

#: A whole minute, so that the one real look of each minute is in it.
_FOR_S = 60
_READ = re.compile(r"\b(?:p?read(?:64|v)?)\(.* = (\d+)$")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("strace"), reason="calls of the system are counted by strace")
def test_an_idle_program_makes_three_calls_a_second_and_reads_a_kilobyte(
    folder_school: SmallSchool,
) -> None:
    teacher = folder_school.open("teacher1")
    for _ in range(5):
        teacher.cases.send(folder_school.draft(answers.quick()))
    said = folder_school.folder / "calls"
    share = folder_school.location.shown
    home = folder_school.folder / "home of ict"
    with subprocess.Popen(
        [
            *("strace", "-f", "--seccomp-bpf", "-y", "-ttt", "-s", "0", "-o", str(said)),
            *("-e", "trace=%file,%desc"),
            *(sys.executable, "-m", "tests.journeys_e2e.open_list", share, "ict"),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TRENT_PASSWORD": PASSWORD, "XDG_DATA_HOME": str(home)},
    ) as program:
        assert next_line(program, 180) == "ready"
        time.sleep(20)  # what a program does when it has just begun
        begun = time.time()
        time.sleep(_FOR_S)
        ended = time.time()
        assert program.stdin is not None
        program.stdin.close()
        assert program.wait(60) == 0
    calls = [line for line in _between(said, begun, ended) if share in line]
    read = sum(int(found[1]) for line in calls if (found := _READ.search(line)))
    assert any("school.turn" in line for line in calls)
    assert len(calls) / _FOR_S <= 3, calls
    assert read / _FOR_S <= 1000, calls


def _between(said: Path, begun: float, ended: float) -> list[str]:
    lines = said.read_text("utf-8", "replace").splitlines()
    return [line for line in lines if begun <= float(line.split()[1]) < ended]
