"""One member at work on a laptop of her own, in a process of its own.

Usage: at_work.py FOLDER ROOT NAME. Each line of its standard input is a word, and it answers with a
line of JSON: ``follow`` gives what is wrong with the folder, ``send`` whether a report was taken at
once, ``work N`` goes on so for N seconds and gives the ids of what the school took, ``locks``
whether they are proved, and whether they lie; ``watch`` whether it looked at the school, and what
comes first of what is wrong.
"""

from __future__ import annotations

import json
import random
import sys
import time
from pathlib import Path

from tests.schools import PASSWORD, TurnableClock
from tests.storage.mornings import draft_of
from trent_desktop.opening import open_school
from trent_desktop.storage.beside import presence


def main() -> None:
    folder, root, name = sys.argv[1:]
    presence.this_start = lambda: name  # a computer of its own
    clock = TurnableClock()
    school = open_school(folder, name, PASSWORD, root=Path(root), clock=clock)
    print(json.dumps("in"), flush=True)
    for line in sys.stdin:
        said: object = None
        match line.split():
            case ["follow"]:
                said = school.follow().trouble
            case ["send"]:
                said = not school.cases.send(draft_of(clock)).queued
            case ["work", seconds]:
                until = time.monotonic() + float(seconds)
                taken: list[str] = []
                while time.monotonic() < until:
                    sent = school.cases.send(draft_of(clock))
                    taken.append(str(sent.case_id))
                    school.follow()
                    time.sleep(random.uniform(0.1, 0.4))
                while school.follow().trouble:
                    time.sleep(0.5)
                said = taken
            case ["locks"]:
                found = school.locks()
                said = found and [found.proved is not None, found.lies]
            case ["watch"]:
                looked, watch = school.watch.look(), school.watch.last()
                said = [looked, watch.stands, watch.wrong[0].what]
            case words:
                raise ValueError(words)
        print(json.dumps(said), flush=True)
    school.close()


if __name__ == "__main__":
    main()
