"""Puts a copy back on a share that fails, or is killed at it, and looks what is left.

Run by `test_put_back_fails.py` as a program of its own, where calls of the system can be made to
fail; it forks, and forking wants a process without threads. Prints JSON.
Usage: failing_put_back.py FOLDER HOW STATE MOST
HOW: ``EIO once``, ``ENOSPC on``, or ``kill`` at every word of how far it is. STATE: ``whole`` or what
`putting_back.spoil` knows. MOST: at how many places it is tried at most.
"""

from __future__ import annotations

import errno
import itertools
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from tests.failing.shim import FailingShare
from tests.school.putting_back import at_the_door, chain_is_whole, listed, send, spoil, take_copy
from tests.schools import PASSWORD, SmallSchool, copy_of, make_small_school
from trent_desktop.problems import Problem
from trent_desktop.school.putting_back.work import lines, put_back
from trent_desktop.storage.location import parse_location
from trent_desktop.storage.restoring import putting

Hear = Callable[[float, str], None]


class Ground:
    """A school with a copy and with reports that came after it, to be ruined again and again."""

    def __init__(self, folder: Path, state: str) -> None:
        self._folder, self._state = folder, state
        self.share = folder / "share"
        self._original = make_small_school(parse_location(folder / "original"), folder)
        teacher, ict = self._original.open("teacher1"), self._original.open("ict")
        kept = send(self._original, teacher, 2)
        self.name = take_copy(self._original, ict)
        lost = send(self._original, teacher)
        self.new = {one.case_id for one in kept}
        self.old = self.new | {one.case_id for one in lost}
        self._original.close()

    def anew(self) -> SmallSchool:
        """The school as it was, at the place it always is."""
        assert self._original.location.folder is not None
        laptops = self._folder / "laptops"
        for left in (self.share, laptops):
            shutil.rmtree(left, ignore_errors=True)
        laptops.mkdir()
        shutil.copytree(self._original.location.folder, self.share)
        school = copy_of(self._original, parse_location(self.share), laptops)
        if self._state != "whole":
            spoil(school, self._state)
        return school

    def put_back(self, school: SmallSchool, name: str, hear: Hear) -> None:
        if self._state == "whole":
            ict = school.open("ict")
            ict.putting_back.put_back(name, PASSWORD, hear)
            ict.close()
        else:
            access = at_the_door(school)
            try:
                put_back(access, name, hear, None)
            finally:
                access.close()


def one_try(
    ground: Ground, school: SmallSchool, arm: Callable[[FailingShare], Hear]
) -> tuple[str, list[str], list[str]]:
    """In a child that is gone directly afterwards: what it said, its words, and its calls."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        said, calls, words = "", list[str](), list[str]()
        try:
            share = FailingShare(ground.share)
            watch = arm(share)

            def heard(far: float, what: str) -> None:
                words.append(what)
                watch(far, what)

            try:
                ground.put_back(school, ground.name, heard)
                said = "done"
            except Problem as problem:
                said = f"{type(problem).__name__}: {problem}"
            calls = share.heal()
        except BaseException:  # noqa: BLE001 - the parent is told
            said = f"mistake: {traceback.format_exc()}"
        with os.fdopen(tell, "w", encoding="utf-8") as told:
            json.dump([said, words, calls], told)
        os._exit(0)
    os.close(tell)
    with os.fdopen(hear, encoding="utf-8") as told:
        answer = told.read()
    os.waitpid(child, 0)
    if not answer:
        return "killed", [], []
    said, words, calls = json.loads(answer)
    return said, words, calls


def is_there(ground: Ground, school: SmallSchool) -> str:
    """Which of the two is there: ``old``, ``new``; else what is wrong."""
    try:
        head = school.open("head")
        if head.started_away:
            return "away"
        head.follow()
        found = listed(head)
        whole = chain_is_whole(head)
        head.check_file()
        head.close()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return f"{type(error).__name__}: {error}"
    if not whole:
        return "the trail is broken"
    return {frozenset(ground.old): "old", frozenset(ground.new): "new"}.get(
        frozenset(found), f"{len(found)} reports"
    )


def tried_again(ground: Ground, school: SmallSchool) -> str:
    """The newest copy that holds what the first try wanted is put back; which school is there."""
    access = at_the_door(school)
    try:
        wanted = [
            one.name
            for one in lines(access)
            if one.verified and (one.name == ground.name or "prepared" in one.name)
        ]
        put_back(access, wanted[0], lambda _far, _words: None, None)
    except Problem as problem:
        return f"{type(problem).__name__}: {problem}"
    finally:
        access.close()
    return is_there(ground, school)


def main() -> None:
    folder, how, state, most = sys.argv[1:]
    putting._PAGES = 20  # so that it is also cut off between two portions of pages
    ground = Ground(Path(folder), state)

    def counting(share: FailingShare) -> Hear:
        share.count()
        return lambda _far, _words: None

    school = ground.anew()
    said, words, calls = one_try(ground, school, counting)
    assert said == "done", said
    assert is_there(ground, school) == "new"
    school.close()
    if how == "kill":
        # How far it is is also said between portions of pages.
        chosen = list(range(1, len(words) + 1))
    else:
        numbers = itertools.groupby(enumerate(calls, 1), key=lambda one: one[1])
        chosen = [next(row)[0] for _, row in numbers]
    step = max(1, -(-len(chosen) // int(most)))
    found: list[dict[str, object]] = []
    for at in chosen[::step]:
        school = ground.anew()

        def arm(share: FailingShare, at: int = at) -> Hear:
            if how != "kill":
                share.fail(at, getattr(errno, how.split()[0]), and_after="on" in how)
            heard = itertools.count(1)

            def hear(_far: float, _words: str) -> None:
                if how == "kill" and next(heard) == at:
                    os.kill(os.getpid(), signal.SIGKILL)

            return hear

        said, _, _ = one_try(ground, school, arm)
        there = is_there(ground, school)
        again = tried_again(ground, school)
        place = words[at - 1] if how == "kill" else calls[at - 1]
        found.append({"place": f"{at} {place}", "said": said, "there": there, "again": again})
        school.close()
    print(json.dumps({"places": len(calls), "tried": found}))


if __name__ == "__main__":
    main()
