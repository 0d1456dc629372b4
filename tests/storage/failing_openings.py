"""Signs in, and brings an older school up to date, on a share that fails at one call after another.

Run by `test_when_it_fails.py` as a program of its own, where calls of the system can be made to
fail. Prints JSON: for each place tried, what was said and whether the school was whole afterwards.
Usage: failing_openings.py FOLDER RELEASED WHAT HOW EVERY
WHAT: ``sign-in`` or ``migration``. HOW: ``EIO once write`` (error, once or on, and which calls).
EVERY: of how many calls one is tried.
"""

from __future__ import annotations

import errno
import json
import shutil
import sys
import traceback
from pathlib import Path
from typing import Any

from sqlalchemy import text

from tests.failing_calls import LOCK, READ, WRITE, FailingCalls
from tests.schools import PASSWORD, TurnableClock
from trent_desktop.opening import open_school
from trent_desktop.problems import Problem
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.storage import damage, exclusive, key_store, turns
from trent_desktop.storage import database as databases
from trent_desktop.storage.schema import CURRENT

_KINDS = {"write": WRITE, "read": READ, "lock": LOCK}


class Place:
    def __init__(self, folder: Path, released: Path, what: str) -> None:
        self.folder, self.released, self.what = folder, released, what
        self.share = folder / "share"

    def anew(self) -> None:
        for left in (self.share, self.folder / "laptop"):
            shutil.rmtree(left, ignore_errors=True)
        shutil.copytree(self.released, self.share)
        (self.share / "backups").mkdir(exist_ok=True)
        if self.what == "sign-in":
            self.open()

    def open(self) -> tuple[str, str]:
        """What came of signing in, and which version the file then had."""
        school = open_school(
            self.share, "head", PASSWORD, root=self.folder / "laptop", clock=TurnableClock()
        )
        try:
            if school.started_away:
                return "away", " ".join(school.notices)
            with school._me.database.read() as session:
                version = session.execute(
                    text("SELECT version_num FROM alembic_version")
                ).scalar_one()
            return "in", str(version)
        finally:
            school.close()

    def whole(self) -> str:
        """What is wrong with the school once the share is well again; empty for nothing."""
        try:
            school = open_school(
                self.share, "head", PASSWORD, root=self.folder / "laptop", clock=TurnableClock()
            )
            try:
                if school.started_away:
                    return f"away: {school.notices}"
                school.check_file()
                if school.check_audit().broken_at is not None:
                    return "the audit chain is broken"
                school.follow()
                rows = school.cases.page(CaseQuery()).rows
                left = [one.name for one in self.share.iterdir() if one.name.startswith(".")]
                return "" if len(rows) == 2 and not left else f"{len(rows)} reports, {left}"
            finally:
                school.close()
        except Exception:  # noqa: BLE001 - that is what was looked for
            return traceback.format_exc()


def main() -> None:
    folder, released, what, how, every = sys.argv[1:]
    databases._MOMENT_S = damage._PAUSE_S = key_store._PAUSE_S = 0.0
    turns.PATIENCE = exclusive.PATIENCE = 0.2
    error, often, which = how.split()
    place = Place(Path(folder), Path(released), what)
    calls = FailingCalls(place.share)
    place.anew()
    calls.count(_KINDS[which])
    came = place.open()
    count = calls.heal()
    assert came == ("in", CURRENT), came
    tried: list[dict[str, Any]] = []
    for at in range(1, count + 1, int(every)):
        place.anew()
        calls.fail(_KINDS[which], getattr(errno, error), at=at, and_after=often == "on")
        try:
            said = " ".join(place.open())
        except Problem as problem:
            said = f"{type(problem).__name__}: {problem}"
        except BaseException:  # noqa: BLE001 - that is what was looked for
            said = f"mistake: {traceback.format_exc()}"
        finally:
            calls.heal()
        tried.append({"at": at, "said": said, "wrong": place.whole()})
    print(json.dumps({"count": count, "tried": tried}))


if __name__ == "__main__":
    main()
