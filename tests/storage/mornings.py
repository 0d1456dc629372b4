"""One of the programs that a school's morning begins with: it sends reports, one after the other.

Run by `test_mornings.py`. Usage: mornings.py FOLDER ROOT NAME SECONDS [copies]
Each line of its standard input is a day (``2026-11-24``): then it sends for so many seconds, and
prints the id of every report once the school has taken it, and ``over`` with how long the slowest took, in seconds. With ``copies``
it makes that day's copy meanwhile, as the first program of the day does.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import threading
import time
import uuid
from contextlib import suppress
from pathlib import Path

from tests.reports import answers
from tests.schools import PASSWORD, TurnableClock
from trent_desktop.journeys import when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.problems import Problem
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.storage.copies.daily import back_up


def draft_of(clock: TurnableClock) -> Draft:
    now = clock()
    made = answers.quick(**{n.HAPPENED_AT: when_value(now)})
    return Draft(uuid.uuid4(), "content", "quick", "", made, (), now, now)


def copy(school: OpenSchool, clock: TurnableClock, made: list[Path | None]) -> None:
    time.sleep(random.uniform(0.05, 0.3))
    me = school.signed_in
    with suppress(Problem):
        made.append(back_up(me.database, me.keys, clock))


def main() -> None:
    folder, root, name, seconds, *rest = sys.argv[1:]
    clock = TurnableClock()
    school = open_school(folder, name, PASSWORD, root=Path(root), clock=clock)
    print("ready", flush=True)
    for line in sys.stdin:
        clock.at = dt.datetime.combine(dt.date.fromisoformat(line.strip()), dt.time(8, 40), dt.UTC)
        made: list[Path | None] = []
        copying = threading.Thread(target=copy, args=(school, clock, made))
        if rest:
            copying.start()
        until = time.monotonic() + float(seconds)
        longest = 0.0
        while time.monotonic() < until:
            begun = time.monotonic()
            try:
                sent = school.cases.send(draft_of(clock))
            except Problem as problem:
                print(f"refused {type(problem).__name__}", flush=True)
                continue
            longest = max(longest, time.monotonic() - begun)
            if not sent.queued:
                print(f"sent {sent.case_id}", flush=True)
        if rest:
            copying.join()
            print("copied" if any(made) else "not copied", flush=True)
        print(f"over {longest:.3f}", flush=True)
    school.close()


if __name__ == "__main__":
    main()
