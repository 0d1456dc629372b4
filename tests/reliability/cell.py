"""One cell of the table: a write, a fault at one place, and what is there afterwards (rule 79)."""

from __future__ import annotations

import dataclasses
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.failing.folder import FailingFolder, failing_folder
from tests.reliability.faults import STANDS_S, Fault
from tests.reliability.ground import Ground
from tests.reliability.talking import Child, Said, attempt
from tests.reliability.writes import NoCopyError, Write
from tests.reports import answers
from trent_desktop.problems import Problem
from trent_desktop.school.keys.key_check import check_keys
from trent_desktop.storage import database
from trent_desktop.storage.location import KEYS_COPY, KEYS_FILE

_PATIENCE_S = 60.0
_TURN_S = 3.0
_IN_USE_S = 0.3
_SILENT: Said = {"kind": "raw", "type": "", "words": "It ended without a word."}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a cell. Empty words where nothing is wrong.

    `said`: what the person read; `found`: whether the next look or `check` tells of what is wrong.
    """

    write: str
    fault: str
    place: str
    struck: bool
    stood: bool
    said: tuple[str, ...]
    lost: str = ""
    doubled: str = ""
    corrupt: str = ""
    raw: str = ""
    stuck: str = ""
    untrue: str = ""
    found: bool = False

    @property
    def wrong(self) -> bool:
        """Whether anything is as it must not be; what a lying server lost counts when found."""
        harm = bool(self.lost or self.doubled or self.corrupt)
        if Fault[self.fault].value.lies and self.found:
            harm = False
        return harm or bool(self.raw or self.stuck or self.untrue)


def calls_of(ground: Ground, write: Write) -> list[str]:
    """The calls that a write makes on a share that is well, in order, as ``write school.db``."""
    ground.anew(older=write.value.older_school)
    with failing_folder(ground.share) as share, _child(ground, write) as child:
        share.count()
        child.tell("go")
        said = child.hear(_PATIENCE_S)
        assert said is not None, "it ended without a word"
        assert said["kind"] == "done", said
        return share.calls()


def run(ground: Ground, write: Write, fault: Fault, at: int, place: str) -> Outcome:
    """Let the fault strike at its `at`-th call, heal the share, and look what is there."""
    ground.anew(older=write.value.older_school)
    with failing_folder(ground.share) as share, _child(ground, write) as child:
        with _colleague(ground, fault) as colleague:
            fault.value.strike(share, at)
            child.tell("go")
            colleague()
            first, stood = _first(share, child, fault)
        struck = bool(share.hits) or not fault.value.calls
        if fault is Fault.LOST_SYNC:
            share.crash()
        share.heal()
        child.tell("healed")
        then = (
            child.hear(_PATIENCE_S) if first["kind"] != "killed" else _after_a_kill(ground, write)
        )
        child.kill()
        found = _look(ground, write)
    return _judged(
        write, fault, place, struck, stood, first, [_SILENT] if then is None else then, found
    )


def _first(share: FailingFolder, child: Child, fault: Fault) -> tuple[Said, bool]:
    """What is said of the first try, and whether nothing was said while the share stood."""
    if fault is Fault.KILLED:
        stands = share.wait_until_standing(5)
        said = None if stands else child.hear(_PATIENCE_S)
        if said is not None:
            return said, False
        child.kill()
        return {"kind": "killed", "type": "", "words": ""}, False
    stalls = fault.name.startswith("STALL")
    said = child.hear(STANDS_S if stalls else _PATIENCE_S)
    if said is not None or not stalls:
        return said or _SILENT, False
    share.release()
    return child.hear(_PATIENCE_S) or _SILENT, True


@contextmanager
def _child(ground: Ground, write: Write) -> Iterator[Child]:
    child = Child(lambda hear, tell: _do(ground, write, hear, tell))
    try:
        ready = child.hear(_PATIENCE_S)
        if ready != "ready":
            raise RuntimeError(f"{write.name} could not be prepared: {ready}")
        yield child
    finally:
        child.end()


@contextmanager
def _colleague(ground: Ground, fault: Fault) -> Iterator[Callable[[], None]]:
    """Somebody who saves at the same time, or has the keys open, where the fault needs one."""
    if fault is Fault.IN_USE:
        handles = [(ground.share / name).open("rb") for name in (KEYS_FILE, KEYS_COPY)]

        def for_a_while() -> None:
            time.sleep(_IN_USE_S)
            for one in handles:
                one.close()

        yield for_a_while
    elif fault is Fault.LYING_LOCKS:
        other = Child(lambda hear, tell: _send_some(ground, hear, tell))
        assert other.hear(_PATIENCE_S) == "ready"
        yield lambda: other.tell("go")
        other.hear(_PATIENCE_S)
        other.end()
    else:
        yield lambda: None


def _send_some(ground: Ground, hear: Callable[[], str], tell: Callable[[Any], None]) -> None:
    head = ground.open("head")
    tell("ready")
    hear()
    for _ in range(6):
        attempt(lambda: head.cases.send(ground.school.draft(answers.quick(), id=uuid.uuid4())))
    tell("over")


def _do(ground: Ground, write: Write, hear: Callable[[], str], tell: Callable[[Any], None]) -> None:
    work = write.value
    # Who waits for a turn that does not come reads the same words after three seconds.
    database.PATIENCE = _TURN_S
    school = None
    if not work.before_sign_in:
        school = ground.open(work.member)
        school.follow()
    do = work.prepare(ground, school)  # type: ignore[arg-type] - where signing in is the work
    tell("ready")
    hear()
    first = attempt(do)
    tell(first)
    hear()
    then = [attempt(school.follow) for _ in range(2)] if school else []
    if first["kind"] != "done":
        then.append(attempt(do))
    if school and work.keeps:
        then.append(attempt(school.follow))
    tell(then)


def _after_a_kill(ground: Ground, write: Write) -> list[Said] | None:
    """The laptop is started again; who does not find what she did does it once more."""

    def start_again(_: Callable[[], str], tell: Callable[[Any], None]) -> None:
        work = write.value
        if work.before_sign_in:
            tell([attempt(work.prepare(ground, None))])  # type: ignore[arg-type]
            return

        def again() -> None:
            school = ground.open(work.member)
            school.follow()
            if not work.there(ground):
                kept = {one.id for one in (*school.drafts.all(), *school.cases.waiting())}
                assert kept or not work.keeps, "what was typed is gone"
                work.prepare(ground, school)()
                school.follow()

        tell([attempt(again)])

    return _apart(start_again)


def _apart(work: Callable[..., None]) -> Any:
    child = Child(work)
    try:
        return child.hear(_PATIENCE_S)
    finally:
        child.end()


def _look(ground: Ground, write: Write) -> dict[str, Any]:
    """What a fresh program of each member finds, and `check`."""

    def looks(_: Callable[[], str], tell: Callable[[Any], None]) -> None:
        wrong: list[Said] = []
        names = ("head",) if write.value.older_school else ("ict", "dsl", "head", "teacher1")
        for name in names:
            wrong.append(attempt(lambda name=name: _follow(ground, name)) | {"who": name})
        wrong.append(attempt(lambda: _check(ground, names[0])) | {"who": "check"})
        counted: dict[str, int] = {}

        def count() -> None:
            counted["there"] = write.value.there(ground)

        wrong.append(attempt(count) | {"who": "count"})
        bad = [one for one in wrong if one["kind"] != "done"]
        tell({"there": counted.get("there"), "wrong": bad})

    return _apart(looks) or {"there": None, "wrong": [_SILENT | {"who": "look"}]}


def _follow(ground: Ground, name: str) -> None:
    school = ground.open(name)
    assert not school.started_away, "started away"
    for _ in range(2):
        changes = school.follow()
        assert not changes.away, "away"
        assert not changes.ended, changes.ended
        assert not changes.trouble, changes.trouble
    if school.went_back():
        raise OlderError("This laptop says that the file is older than what it saw.")


class OlderError(Problem):
    """The next look tells of it."""


def _check(ground: Ground, name: str) -> None:
    school = ground.open(name)
    school.check_file()
    assert school.check_audit().broken_at is None, "the audit chain is broken"
    wrong = check_keys(school.signed_in)
    assert not wrong, "; ".join(wrong)


def _is_read(one: Said) -> bool:
    """Whether these are words for a person, and not for this table."""
    return (
        bool(one["words"])
        and one["kind"] in ("done", "problem")
        and one["type"] != NoCopyError.__name__
    )


def _untrue(write: Write, fault: Fault, said: list[Said]) -> list[str]:
    """What the person read and is not so, as far as a table can tell."""
    never = {"no school in this folder", "set up your school"}
    if not fault.value.lies:
        never.add("damaged")  # the file is whole, and is opened again in a moment
    if not write.value.keeps:
        never |= {"it is sent when", "tried again by itself"}
    return [f"“{words}”" for words in sorted(never) if any(words in one["words"] for one in said)]


def _judged(
    write: Write,
    fault: Fault,
    place: str,
    struck: bool,
    stood: bool,
    first: Said,
    then: list[Said],
    found: dict[str, Any],
) -> Outcome:
    said = [one for one in (first, *then) if _is_read(one)]
    wrong: list[dict[str, str]] = found["wrong"]
    raw = [one["words"] for one in (first, *then, *wrong) if one["kind"] == "raw"]
    gone = "; ".join(one["words"] for one in then if one["kind"] == "wrong")
    corrupt = "; ".join(f"{one['who']}: {one['words']}" for one in wrong)
    outcome = Outcome(
        write.name,
        fault.name,
        place,
        struck,
        stood,
        tuple(dict.fromkeys(one["words"] for one in said)),
        lost=gone,
        untrue="; ".join(_untrue(write, fault, said)),
        raw="; ".join(dict.fromkeys(raw)),
        corrupt=corrupt,
        # A Problem in words is how the next look, or `check`, tells of it.
        found=any(one["kind"] == "problem" or one["who"] == "check" for one in wrong),
    )
    there = found["there"]
    tried = [one["kind"] for one in (first, then[-1])] if then else [first["kind"]]
    if there is None or there == 1:
        return outcome
    if there > 1:
        return dataclasses.replace(outcome, doubled=f"{there} times")
    if "done" in tried or write.value.keeps:
        return dataclasses.replace(outcome, lost="said to be saved, and is not there")
    return dataclasses.replace(outcome, stuck="cannot be done after the share is well again")
