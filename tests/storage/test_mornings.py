"""The first program of a day makes its copy while others save: nothing is damaged, nothing lost.

A program that opens the school's file past SQLite drops, on closing it, every lock that the same
program holds on it, and two then write at once. Only real processes show it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.school.test_key_change import fill
from tests.schools import SmallSchool
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import Problem
from trent_desktop.reports.index_values import CaseQuery

ROOT = Path(__file__).parents[2]
WRITERS = ("ict", "teacher1", "teacher2")


@contextmanager
def writer(school: SmallSchool, name: str, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.storage.mornings", school.location.shown]
    with subprocess.Popen(
        [*command, str(school.folder / f"{name} at work"), name, *more],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdin is not None
        yield program
        program.stdin.close()
        assert program.wait(60) == 0


def until_over(program: subprocess.Popen[str]) -> list[list[str]]:
    """What a program says of its morning."""
    assert program.stdout is not None
    said: list[list[str]] = []
    while not said or said[-1][0] not in ("ready", "over"):
        line = program.stdout.readline().split()
        assert line, "the program ended"
        said.append(line)
    return said


def wrong_with(head: OpenSchool, taken: set[str]) -> dict[str, int]:
    """Whether the file is damaged, and how many reports are gone that were taken."""
    try:
        head.follow()
        head.check_file()
        damaged = head.check_audit().broken_at is not None
    except Problem:
        return {"damaged": 1, "lost": 0}
    there = {str(row.id) for row in head.cases.page(CaseQuery(), limit=100_000).rows}
    return {"damaged": int(damaged), "lost": len(taken - there)}


@pytest.mark.parametrize("mornings", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_the_copy_of_the_day_beside_three_who_save(
    folder_school: SmallSchool, mornings: int
) -> None:
    school = folder_school
    fill(school, 8)
    head = school.open("ict")
    taken: set[str] = set()
    found: list[dict[str, int]] = []
    refused = copied = 0
    slowest = 0.0
    with ExitStack() as stack:
        programs = [
            stack.enter_context(writer(school, name, "1", *(["copies"] if not number else [])))
            for number, name in enumerate(WRITERS)
        ]
        for program in programs:
            assert until_over(program) == [["ready"]]
        for number in range(mornings):
            for program in programs:
                assert program.stdin is not None
                program.stdin.write(f"2027-01-{number + 1:02}\n")
                program.stdin.flush()
            said = [line for program in programs for line in until_over(program)]
            taken |= {line[1] for line in said if line[0] == "sent"}
            refused += sum(line[0] == "refused" for line in said)
            copied += sum(line == ["copied"] for line in said)
            slowest = max([slowest, *(float(line[1]) for line in said if line[0] == "over")])
            found.append(wrong_with(head, taken))
            if found[-1]["damaged"]:
                break
    figure = (
        f"{mornings} mornings, {len(taken)} reports taken, {copied} copies, {refused} refused, "
        f"slowest {slowest:.1f} s: {sum(one['damaged'] for one in found)} damaged, "
        f"{found[-1]['lost']} lost"
    )
    print(figure)
    assert [one for one in found if one["damaged"] or one["lost"]] == [], figure
    assert copied == mornings
    assert len(taken) > 10 * mornings
