"""Removes a member on a share that fails at one place after the other, and looks what is left.

Run by `test_failed_writes.py` as a program of its own, where calls of the system can be made to
fail; it forks, and forking wants a process without threads. Prints JSON.
Usage: failing_keys.py FOLDER HOW ALIKE PART
HOW: ``EIO once`` (one call fails), ``ENOSPC on`` (and every later one), ``EIO on file`` (of those
that change the school's file). ALIKE: how many of the calls that are alike, one after the other,
are tried: the bulk of the file is written page by page. 0: the first of each row of like calls
while the file is encrypted, and nothing else. PART: ``1/4`` tries the first of every four.
"""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.failing.shim import FailingShare
from tests.reports import answers
from tests.schools import SmallSchool, copy_of, make_small_school
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import Problem, SignInRefused
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.storage.beside import together
from trent_desktop.storage.database import opens
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.location import parse_location

Arm = Callable[[FailingShare], None]
LEAVES = "teacher2"
READERS = ("teacher1", "ict", "head")
STAY = ("teacher1", "ict", "head", "dsl", "deputy", "chair", "governor", "support")


class Ground:
    """A school with a report in it, to be ruined again and again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.share = folder / "share"
        self._original = make_small_school(parse_location(folder / "original"), folder)
        sent = self._original.open("teacher1").cases.send(self._original.draft(answers.quick()))
        self.reference = sent.reference
        self._original.close()

    def anew(self) -> SmallSchool:
        """The school as it was, at the place it always is."""
        assert self._original.location.folder is not None
        laptops = self._folder / "laptops"
        for left in (self.share, laptops):
            shutil.rmtree(left, ignore_errors=True)
        laptops.mkdir()
        shutil.copytree(self._original.location.folder, self.share)
        return copy_of(self._original, parse_location(self.share), laptops)


def remove(school: SmallSchool, place: Path, arm: Arm) -> tuple[str, list[str]]:
    """Remove her in a child that is gone directly afterwards: what it said, and the calls."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        said, calls = "", list[str]()
        try:
            share = FailingShare(place)
            ict = school.open("ict")
            arm(share)
            try:
                ict.members.remove(school.members[LEAVES])
                said = "done"
            except Problem as problem:
                said = f"{type(problem).__name__}: {problem}"
            calls = share.heal()
        except BaseException:  # noqa: BLE001 - the parent is told
            said = f"mistake: {traceback.format_exc()}"
        with os.fdopen(tell, "w", encoding="utf-8") as told:
            json.dump([said, calls], told)
        os._exit(0)
    os.close(tell)
    with os.fdopen(hear, encoding="utf-8") as told:
        said, calls = json.load(told)
    os.waitpid(child, 0)
    return said, calls


def look(
    ground: Ground, school: SmallSchool, running: OpenSchool, names: Iterable[str]
) -> list[str]:
    """What is lost; empty when everybody who stays is in and everything is there."""
    lost: list[str] = []
    wanted = {ground.reference}
    try:
        changes = running.follow()
        assert not changes.ended, changes.ended
        assert not changes.away, "away"
        wanted.add(running.cases.send(school.draft(answers.quick())).reference)
    except Exception as error:  # noqa: BLE001 - whatever it is, her work is lost
        lost.append(f"a program that was running: {type(error).__name__}: {error}")
    for name in names:
        try:
            one = school.open(name)
            assert not one.started_away, "away"
            one.follow()
            if name in READERS:
                rows = one.cases.page(CaseQuery()).rows
                assert {row.reference for row in rows} >= wanted, "a report is missing"
            if name == "ict":
                one.check_file()
                assert one.check_audit().broken_at is None, "the audit chain is broken"
            one.close()
        except Exception as error:  # noqa: BLE001 - whatever it is, the school is lost to her
            lost.append(f"{name}: {type(error).__name__}: {error}")
    return lost


def is_in(school: SmallSchool) -> bool:
    try:
        school.open(LEAVES).close()
    except SignInRefused:
        return False
    return True


def unfinished(ground: Ground, school: SmallSchool) -> list[str]:
    """What a second try leaves undone."""
    left: list[str] = []
    try:
        if is_in(school):
            ict = school.open("ict")
            ict.members.remove(school.members[LEAVES])
            ict.close()
        if is_in(school):
            left.append("she is still in")
        if key_store(school.location).read().document.key_change:
            left.append("the change is still under way")
        if opens(school.location.school_file, school.made.data_key):
            left.append("the old key opens the file")
        again = school.open("teacher1")
        again.follow()
        assert ground.reference in {row.reference for row in again.cases.page(CaseQuery()).rows}
        again.close()
    except Exception as error:  # noqa: BLE001 - it is what was looked for
        left.append(f"{type(error).__name__}: {error}")
    return left


def places(calls: list[str], alike: int) -> dict[int, tuple[str, ...]]:
    """The numbers of the calls to let fail, and who signs in afterwards.

    Everybody, where the call differs from the one before or after it; in the midst of a long row
    of the same the ICT Lead and another in turn, for the sake of time.
    """
    chosen: dict[int, tuple[str, ...]] = {}
    number = 1
    for _, row in itertools.groupby(calls):
        last = number + len(list(row)) - 1
        step = max(1, -(-(last + 1 - number) // max(1, alike)))
        for at in range(number, last + 1, step):
            turn = at % len(STAY)
            chosen[at] = STAY if alike and at == number else ("ict", STAY[turn])
        if alike:
            chosen[last] = STAY
        number = last + 1
    if alike:
        return chosen
    # The file is changed three times: access ended, encrypted, the old key put away.
    begun = [at for at, call in enumerate(calls, 1) if call == "make school.db-journal"][1]
    ended = calls.index("remove school.db-journal", begun) + 1
    return {at: names for at, names in chosen.items() if begun <= at <= ended}


def main() -> None:
    # Who is in is asked to let go, and cannot hear it: it stands still in this process meanwhile.
    together.PATIENCE_S = 0.5
    folder, how, alike, which = sys.argv[1:]
    part, parts = (int(one) for one in which.split("/"))
    error, and_after = getattr(errno, how.split()[0]), "on" in how.split()
    ground = Ground(Path(folder))
    school = ground.anew()
    place = school.location.school_file if "file" in how.split() else ground.share
    said, calls = remove(school, place, FailingShare.count)
    assert said == "done", said
    found: list[dict[str, object]] = []
    for at, names in list(places(calls, int(alike)).items())[part - 1 :: parts]:
        school = ground.anew()
        running = school.open("teacher1")

        def arm(share: FailingShare, at: int = at) -> None:
            share.fail(at, error, and_after=and_after)

        said, _ = remove(school, place, arm)
        lost = look(ground, school, running, names)
        left = unfinished(ground, school)
        found.append({"place": f"{at} {calls[at - 1]}", "said": said, "lost": lost, "left": left})
        school.close()
    print(json.dumps({"places": len(calls), "tried": found}))


if __name__ == "__main__":
    main()
