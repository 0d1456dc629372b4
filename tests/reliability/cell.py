"""One cell of the table: a write, a fault at one place, and what is there afterwards (rule 79)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.failing.folder import FailingFolder, failing_folder
from tests.reliability.colleague import PATIENCE_S, colleague, look_until_told
from tests.reliability.faults import STANDS_S, Fault
from tests.reliability.ground import Ground
from tests.reliability.talking import Child, Said, attempt
from tests.reliability.writes import NoCopyError, Write
from trent_desktop.problems import Problem, SchoolBusy, SchoolUnsafe
from trent_desktop.school.keys.key_check import check_keys
from trent_desktop.school.people.people_check import check_people
from trent_desktop.storage.copies.making import TookTooLong

_LOOK_EVERY_S = 0.05
_TRIES = 3
_TOOK_TOO_LONG = (SchoolBusy.__name__, TookTooLong.__name__, NoCopyError.__name__)
_SILENT: Said = {"kind": "raw", "type": "", "words": "It never said a word."}
#: Who was refused is not in, and has nothing to look with; what she was told is judged by itself.
_NOT_IN: Said = {"kind": "done", "type": "", "words": ""}


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
    said: Said | None = None
    for _ in range(_TRIES):
        ground.anew(older=write.value.older_school)
        with failing_folder(ground.share) as share, _child(ground, write, share) as child:
            share.count()
            child.tell("go")
            said = child.hear(PATIENCE_S)
            if said is not None and said["kind"] == "done":
                return share.calls()
    raise RuntimeError(f"{write.name} does not go on a share that is well: {said}")


def run(ground: Ground, write: Write, fault: Fault, at: int, place: str) -> Outcome:
    """Let the fault strike at its `at`-th call, heal the share, and look what is there."""
    ground.anew(older=write.value.older_school)
    told: Said | None = None
    with failing_folder(ground.share) as share, _child(ground, write, share, fault) as child:
        with colleague(ground, fault) as begins:
            if not fault.value.always:
                fault.value.strike(share, at)
            child.tell("go")
            begins()
            first, stood = _first(share, child, fault)
            if fault is Fault.LYING_LOCKS:
                child.tell("look")
                told = child.hear(PATIENCE_S)
        struck = bool(share.hits) or not fault.value.calls
        if fault is Fault.LOST_SYNC:
            share.crash()
        share.heal()
        if fault is Fault.LOST_SYNC:
            ground.minutes_pass()  # until a server has started anew
        child.tell("healed")
        killed = first["kind"] == "killed"
        then = None if killed else after_it_is_well(child)
        child.end()  # of one that was killed nothing is left either when it is started again
        if killed:
            then = _after_a_kill(ground, write)
        found = _look(ground, write, told)
    return _judged(
        write, fault, place, struck, stood, first, [_SILENT] if then is None else then, found
    )


def after_it_is_well(child: Child) -> list[Said] | None:
    """What is said once the share is well again; what was said too late of the first try as well."""
    late: list[Said] = []
    while isinstance(said := child.hear(PATIENCE_S), dict):
        late.append(said)
    return None if said is None else [*late, *said]


def _first(share: FailingFolder, child: Child, fault: Fault) -> tuple[Said, bool]:
    """What is said of the first try, and whether nothing was said while the share stood."""
    stalls = fault.name.startswith("STALL")
    while (stalls or fault is Fault.KILLED) and not (share.standing or child.over):
        if (said := child.hear(_LOOK_EVERY_S)) is not None:
            return said, False
    if fault is Fault.KILLED:
        child.kill()
        return {"kind": "killed", "type": "", "words": ""}, False
    said = child.hear(STANDS_S if stalls else PATIENCE_S)
    if said is not None or not stalls:
        return said or _SILENT, False
    share.release()
    return child.hear(PATIENCE_S) or _SILENT, True


@contextmanager
def _child(
    ground: Ground, write: Write, share: FailingFolder, fault: Fault | None = None
) -> Iterator[Child]:
    if fault is not None and fault.value.always:
        fault.value.strike(share, 1)
    child = Child(lambda hear, tell: _do(ground, write, hear, tell))
    try:
        ready = child.hear(PATIENCE_S)
        if ready != "ready":
            raise RuntimeError(f"{write.name} could not be prepared: {ready}")
        yield child
    finally:
        child.end()


def _do(ground: Ground, write: Write, hear: Callable[[], str], tell: Callable[[Any], None]) -> None:
    work = write.value
    school = None
    if not work.before_sign_in:
        school = ground.open(work.member)
        school.follow()
    work.before(ground)
    do = work.prepare(ground, school)  # type: ignore[arg-type] - where signing in is the work
    tell("ready")
    hear()
    first = attempt(do)
    tell(first)
    if hear() == "look":
        school = school or ground.opened
        tell(look_until_told(school) if school else _NOT_IN)
        hear()
    then = [attempt(school.follow) for _ in range(2)] if school else []
    if first["kind"] != "done":
        then.append(_once_more(ground, write, do))
    if school and work.keeps:
        then.append(attempt(school.follow))
    tell(then)


def _once_more(ground: Ground, write: Write, do: Callable[[], object]) -> Said:
    """She does it again, and a few times more where a busy machine took too long over it."""
    said = _SILENT
    for _ in range(_TRIES):
        write.value.later(ground)
        said = attempt(do)
        if said["type"] not in _TOOK_TOO_LONG:
            break
    return said


def _after_a_kill(ground: Ground, write: Write) -> list[Said] | None:
    """The laptop is started again; who does not find what she did does it once more."""

    def start_again(_: Callable[[], str], tell: Callable[[Any], None]) -> None:
        work = write.value
        work.later(ground)
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
        return child.hear(PATIENCE_S)
    finally:
        child.end()


def _look(ground: Ground, write: Write, told: Said | None) -> dict[str, Any]:
    """What a fresh program of each member finds, and `check`. `told`: what is known already."""
    known = told["words"] if told and told["kind"] == "problem" else ""

    def looks(_: Callable[[], str], tell: Callable[[Any], None]) -> None:
        wrong: list[Said] = []
        names = ("head",) if write.value.older_school else ("ict", "dsl", "head", "teacher1")
        for name in names:
            wrong.append(attempt(lambda name=name: _follow(ground, name, known)) | {"who": name})
        wrong.append(attempt(lambda: _check(ground, names[0])) | {"who": "check"})
        counted: dict[str, int] = {}

        def count() -> None:
            counted["there"] = write.value.there(ground)

        wrong.append(attempt(count) | {"who": "count"})
        bad = [one for one in wrong if one["kind"] != "done"]
        tell({"there": counted.get("there"), "wrong": bad})

    found: dict[str, Any] = _apart(looks) or {
        "there": None, "wrong": [_SILENT | {"who": "look"}]
    }  # fmt: skip
    return found | {"told": told}


def _follow(ground: Ground, name: str, known: str) -> None:
    school = ground.open(name)
    assert not school.started_away, f"started away: {' '.join(school.notices)}"
    for _ in range(2):
        changes = school.follow()
        assert not changes.away, "away"
        assert not changes.ended, changes.ended
        assert changes.trouble in ("", known), changes.trouble
    if school.went_back():
        raise OlderError("This laptop says that the file is older than what it saw.")


class OlderError(Problem):
    """The next look tells of it."""


def _check(ground: Ground, name: str) -> None:
    school = ground.open(name)
    school.check_file()
    assert school.check_audit().broken_at is None, "the audit chain is broken"
    wrong = check_people(school.signed_in) + check_keys(school.signed_in)
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
    # To a laptop that has never seen the school an empty folder is one without a school.
    new_here = write.value.older_school
    never = set() if new_here else {"no school in this folder", "set up your school"}
    if not fault.value.lies:
        never |= {"damaged", "put back from"}  # the file is whole, and opens again in a moment
    if not write.value.keeps:
        never |= {"it is sent when", "tried again automatically"}
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
    told: list[Said] = [found["told"]] if found["told"] else []
    said = [one for one in (first, *told, *then) if _is_read(one)]
    wrong: list[dict[str, str]] = found["wrong"]
    raw = [one["words"] for one in (first, *told, *then, *wrong) if one["kind"] == "raw"]
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
        found=any(one["kind"] == "problem" for one in (*told, *wrong))
        or any(one["who"] == "check" for one in wrong),
    )
    # Where locks were found out to lie nothing is saved any more, and that is said.
    refused = fault.value.lies and any(one["type"] == SchoolUnsafe.__name__ for one in then)
    there = found["there"]
    tried = [one["kind"] for one in (first, then[-1])] if then else [first["kind"]]
    if there is None or there == 1:
        return outcome
    if there > 1:
        return dataclasses.replace(outcome, doubled=f"{there} times")
    if "done" in tried or write.value.keeps:
        return dataclasses.replace(outcome, lost="said to be saved, and is not there")
    if refused:
        return outcome
    return dataclasses.replace(outcome, stuck="cannot be done after the share is well again")
