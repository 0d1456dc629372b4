"""Kills a program in the middle of its work, again and again, and looks at what is left.

Run by `test_kill.py` as a program of its own: it forks, and forking wants a process without
threads. Prints JSON. Usage: killing.py typing|saving FOLDER TIMES SEED
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
import traceback
import uuid
from pathlib import Path

from tests.reports import answers
from tests.schools import SmallSchool, make_small_school
from trent_desktop.clock import system_clock
from trent_desktop.journeys import when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.storage.location import parse_location


def sign_in(school: SmallSchool) -> OpenSchool:
    return open_school(
        school.location.shown, "teacher1", "sample-school", root=school.folder / "laptop"
    )


def draft_of(draft_id: uuid.UUID, seen: str) -> Draft:
    now = system_clock()
    return Draft(
        draft_id,
        "content",
        "quick",
        "",
        answers.quick(**{n.SEEN: seen, n.HAPPENED_AT: when_value(now)}),
        (),
        now,
        now,
    )


def type_on(school: SmallSchool, tell: int) -> None:
    """Keep a draft at every key, and tell which key was kept."""
    teacher = sign_in(school)
    draft_id = uuid.uuid4()
    typed = ""
    while True:
        typed += random.choice("abcdefgh ")
        teacher.drafts.keep(draft_of(draft_id, "x" + typed))
        os.write(tell, f"{draft_id} {len(typed)}\n".encode())


def save_on(school: SmallSchool, tell: int) -> None:
    """Keep a draft and send it, over and over; tell each before and after."""
    teacher = sign_in(school)
    while True:
        draft_id = uuid.uuid4()
        draft = draft_of(draft_id, f"Seen {draft_id}")
        teacher.drafts.keep(draft)
        os.write(tell, f"kept {draft_id}\n".encode())
        teacher.cases.send(draft)
        os.write(tell, f"sent {draft_id}\n".encode())


def killed(work: object, school: SmallSchool, rng: random.Random) -> list[str]:
    """Start the work in a child, kill it at a random moment, and give what it told."""
    hear, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hear)
        try:
            work(school, tell)  # type: ignore[operator]
        except Exception:  # noqa: BLE001 - the parent is told by the exit status
            traceback.print_exc()
        finally:
            os._exit(3)
    os.close(tell)
    heard = os.read(hear, 100)  # it has begun
    time.sleep(rng.uniform(0, 0.25))
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself"
    while part := os.read(hear, 65536):
        heard += part
    os.close(hear)
    return [line for line in heard.decode().split("\n")[:-1] if line]


def after_typing(school: SmallSchool, told: list[str]) -> dict[str, object]:
    draft_id, keys = told[-1].split()
    teacher = sign_in(school)
    try:
        draft = teacher.drafts.get(uuid.UUID(draft_id))
        kept = len(str(draft.answers[n.SEEN])) - 1 if draft else -1
    finally:
        teacher.close()
    return {"told": int(keys), "kept": kept}


def after_saving(school: SmallSchool, told: list[str], before: int) -> dict[str, object]:
    kept = {line.split()[1] for line in told if line.startswith("kept")}
    sent = {line.split()[1] for line in told if line.startswith("sent")}
    teacher = sign_in(school)
    try:
        teacher.follow()
        cases: list[str] = []
        cursor = None
        while True:
            page = teacher.cases.page(CaseQuery(), cursor)
            cases += [str(row.id) for row in page.rows]
            cursor = page.next
            if cursor is None:
                break
        unsent = {str(draft.id) for draft in teacher.drafts.all() if draft.stage == "quick"}
        whole = 0
        for case_id in kept & set(cases):
            case = teacher.cases.open_case(uuid.UUID(case_id))
            whole += case.answers[n.SEEN] == f"Seen {case_id}" and len(case.timeline) == 2
        references = [row.reference for row in teacher.cases.page(CaseQuery(), limit=9_999).rows]
        chain = teacher.check_audit().broken_at
        for draft in teacher.drafts.all():
            teacher.drafts.discard(draft.id)
    finally:
        teacher.close()
    new = len(cases) - before
    # One more may have been kept than was told: the kill fell between keeping and telling.
    return {
        "lost": len(kept - set(cases) - unsent),
        "sent_but_gone": len(sent - set(cases)),
        "doubled": len(cases) - len(set(cases)) + len(references) - len(set(references)),
        "both": len(unsent & set(cases)),
        "broken": len(kept & set(cases)) - whole,
        "too_many": max(0, new - len(kept) - 1),
        "chain": chain,
        "cases": len(cases),
    }


def main() -> None:
    what, folder, times, seed = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
    rng = random.Random(seed)
    school = make_small_school(parse_location(folder / "share"), folder)
    sign_in(school).close()
    found: list[dict[str, object]] = []
    cases = 0
    for _ in range(times):
        if what == "typing":
            found.append(after_typing(school, killed(type_on, school, rng)))
        else:
            one = after_saving(school, killed(save_on, school, rng), cases)
            cases = int(str(one["cases"]))
            found.append(one)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
