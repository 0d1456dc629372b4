"""Whatever two members do on their laptops, in whatever order, the school holds it as a plain list.

The share goes and comes, laptops are shut, a program dies between saving and noting that it saved,
clocks are moved. What was acknowledged is there once, in order, with the right readers; what was
typed and not sent is still among the drafts.
"""

from __future__ import annotations

import atexit
import contextlib
import datetime as dt
import functools
import shutil
import tempfile
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.failing.folder import MISSING, failing_folder
from tests.memory import memory_disk
from tests.reports import answers
from tests.schools import SmallSchool, copy_of, make_small_school
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import SchoolAway
from trent_desktop.reports.cases import Move
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.storage.location import parse_location

MEMBERS = ("teacher1", "ict")
_WHO = st.sampled_from(MEMBERS)
_WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=3, max_size=12)


@functools.cache
def _original() -> SmallSchool:
    folder = Path(tempfile.mkdtemp(prefix="trent-properties-", dir=memory_disk()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return make_small_school(parse_location(folder / "share"), folder)


class Died(BaseException):
    """The program ends here, as if its battery did."""


@dataclass
class Person:
    """What the model knows of somebody: her typed drafts, what waits on her laptop, in order."""

    drafts: dict[uuid.UUID, str] = field(default_factory=dict[uuid.UUID, str])
    waiting: list[uuid.UUID] = field(default_factory=list[uuid.UUID])


class School(RuleBasedStateMachine):
    """The program beside the plain model of it."""

    def __init__(self) -> None:
        super().__init__()
        original = _original()
        self._base = Path(tempfile.mkdtemp(dir=original.folder))
        assert original.location.folder is not None
        self._share = self._base / "share"
        shutil.copytree(original.location.folder, self._share)
        self._ends = contextlib.ExitStack()
        self._failing = None if MISSING else self._ends.enter_context(failing_folder(self._share))
        self._school = copy_of(original, parse_location(self._share), self._base)
        self._school.clock.turn(days=1)
        self._earliest = self._school.clock.at
        self._open: dict[str, OpenSchool] = {}
        self._away = False
        # The model.
        self._people = {name: Person() for name in MEMBERS}
        self._sent: list[tuple[uuid.UUID, str]] = []  # in the order in which the school took them
        self._words: dict[uuid.UUID, str] = {}
        self._notes: dict[uuid.UUID, list[str]] = {}
        self._decided: set[uuid.UUID] = set()
        self._minutes = 10

    @initialize()
    def everybody_has_a_laptop(self) -> None:
        for name in MEMBERS:
            self._sign_in(name)
            self._open[name].follow()

    # ------------------------------------------------------------------ what they do

    @rule(who=_WHO, words=_WORDS)
    def types(self, who: str, words: str) -> None:
        draft = self._school.draft(answers.quick(**{n.SEEN: f"Seen: {words}"}))
        self._open[who].drafts.keep(draft)
        self._people[who].drafts[draft.id] = f"Seen: {words}"

    @rule(who=_WHO, data=st.data())
    def sends(self, who: str, data: st.DataObject) -> None:
        if (draft := self._chosen(who, data)) is None:
            return
        sent = self._open[who].cases.send(draft)
        assert sent.queued == self._away
        self._took(who, draft.id, queued=sent.queued)

    @precondition(lambda self: not self._away)
    @rule(who=_WHO, data=st.data())
    def dies_just_after_saving(self, who: str, data: st.DataObject) -> None:
        if (draft := self._chosen(who, data)) is None:
            return

        def die(*_: object) -> None:
            raise Died

        sending: Any = self._open[who].cases.sending
        sending._settle = die
        with contextlib.suppress(Died):
            sending.deliver(draft)
        self._took(who, draft.id, queued=False)
        self.shuts_and_opens(who)

    @rule(who=_WHO)
    def looks(self, who: str) -> None:
        changes = self._open[who].follow()
        assert changes.away == self._away
        assert (changes.refused, changes.ended, changes.went_back) == ((), "", False)
        if not self._away:
            self._arrives(who)

    @rule(who=_WHO, words=_WORDS, data=st.data())
    def notes(self, who: str, words: str, data: st.DataObject) -> None:
        hers = [one for one, by in self._sent if who == "ict" or by == who]
        if not hers:
            return
        case_id = data.draw(st.sampled_from(hers))
        try:
            self._act(who, case_id, Move.NOTE, words)
        except SchoolAway:
            assert self._away
        else:
            self._notes.setdefault(case_id, []).append(words)

    @rule(data=st.data())
    def decides(self, data: st.DataObject) -> None:
        new = [one for one, _ in self._sent if one not in self._decided]
        if not new:
            return
        case_id = data.draw(st.sampled_from(new))
        try:
            self._act("ict", case_id, Move.BLOCKED, "", line="images.example-pictures.net")
        except SchoolAway:
            assert self._away
        else:
            self._decided.add(case_id)

    @rule(minutes=st.integers(1, 120))
    def changes_settings(self, minutes: int) -> None:
        try:
            self._open["ict"].settings.change(idle_minutes=minutes)
        except SchoolAway:
            assert self._away
        else:
            self._minutes = minutes

    # ------------------------------------------------------------------ what happens to them

    @precondition(lambda self: self._failing and not self._away)
    @rule(
        who=_WHO,
        error=st.sampled_from(["EIO", "ENOSPC", "EDQUOT", "EROFS", "ESTALE"]),
        at=st.integers(1, 170),
        for_good=st.booleans(),
        data=st.data(),
    )
    def sends_while_the_share_fails(
        self, who: str, error: str, at: int, for_good: bool, data: st.DataObject
    ) -> None:
        if (draft := self._chosen(who, data)) is None:
            return
        assert self._failing
        self._failing.fail(error=error, at=at, times=0 if for_good else 1)
        try:
            sent = self._open[who].cases.send(draft)
        finally:
            self._failing.heal()
        # Whether it was taken nobody knows: it is there once, now or with the next look.
        self._took(who, draft.id, queued=sent.queued)
        self.looks(who)

    @rule()
    def the_share_goes_or_comes(self) -> None:
        aside = self._base / "unplugged"
        if self._failing:
            self._failing.heal() if self._away else self._failing.vanish()
        elif self._away:
            aside.rename(self._share)
        else:
            self._share.rename(aside)
        self._away = not self._away

    @rule(who=_WHO)
    def shuts_and_opens(self, who: str) -> None:
        self._open.pop(who).close()
        self._sign_in(who)
        assert self._open[who].started_away == self._away

    @rule(minutes=st.integers(-45, 90))
    def the_clock_is_moved(self, minutes: int) -> None:
        clock = self._school.clock
        clock.at = max(self._earliest, clock.at + dt.timedelta(minutes=minutes))

    # ------------------------------------------------------------------ what must be so

    def teardown(self) -> None:
        try:
            if self._open:
                self._all_is_there()
        finally:
            self._school.close()
            self._ends.close()
            shutil.rmtree(self._base, ignore_errors=True)

    def _all_is_there(self) -> None:
        if self._away:
            self.the_share_goes_or_comes()
        for who in MEMBERS:
            self.looks(who)
            self.looks(who)
        self._drafts_are_there()
        for who in ("ict", "head", "teacher1", "teacher2"):
            school = self._school.open(who)
            school.follow()
            rows = school.cases.page(CaseQuery(), limit=1000).rows
            hers = [one for one, by in self._sent if who in ("ict", "head") or by == who]
            by_reference = sorted(rows, key=lambda row: row.reference)
            assert [row.id for row in by_reference] == hers
            assert [row.title for row in by_reference] == [self._words[one] for one in hers]
        head = self._school.open("head")
        for case_id, _ in self._sent:
            timeline = head.cases.open_case(case_id).timeline
            assert sum(one.kind.value == "report" for one in timeline) == 1
            notes = [one.words for one in timeline if one.move is Move.NOTE]
            assert notes == self._notes.get(case_id, [])
            decided = sum(one.move is Move.BLOCKED for one in timeline)
            assert decided == (case_id in self._decided)
        assert head.settings.current().idle_minutes == self._minutes
        assert head.check_audit().broken_at is None
        head.check_file()

    def _drafts_are_there(self) -> None:
        for who, person in self._people.items():
            school = self._open[who]
            assert school.cases.waiting() == ()
            typed = {one.id: one.answers[n.SEEN] for one in school.drafts.all() if not one.case_id}
            assert typed == person.drafts

    # ------------------------------------------------------------------ within

    def _sign_in(self, who: str) -> None:
        self._open[who] = self._school.open(who, root=self._base / f"laptop of {who}")

    def _chosen(self, who: str, data: st.DataObject) -> Any:
        typed = self._people[who].drafts
        if not typed:
            return None
        return self._open[who].drafts.get(data.draw(st.sampled_from(sorted(typed))))

    def _took(self, who: str, draft_id: uuid.UUID, *, queued: bool) -> None:
        person = self._people[who]
        self._words[draft_id] = person.drafts.pop(draft_id)
        if queued:
            person.waiting.append(draft_id)
        else:
            self._sent.append((draft_id, who))

    def _arrives(self, who: str) -> None:
        person = self._people[who]
        self._sent += [(one, who) for one in person.waiting]
        person.waiting.clear()

    def _act(self, who: str, case_id: uuid.UUID, move: Move, words: str, **details: Any) -> None:
        cases = self._open[who].cases
        case = cases.open_case(case_id)
        cases.act(
            case_id, move, version=case.version, entry_id=uuid.uuid4(), words=words,
            details=details,
        )  # fmt: skip


_ALWAYS: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large],
}


def test_the_school_is_as_the_plain_model_says() -> None:
    few = settings(max_examples=5, stateful_step_count=12, **_ALWAYS)
    run_state_machine_as_test(School, settings=few)


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_the_school_is_as_the_plain_model_says_after_long_stories() -> None:
    many = settings(max_examples=40, stateful_step_count=40, **_ALWAYS)
    run_state_machine_as_test(School, settings=many)
