"""What is saved on a share: each kind of write, how it is done, and how often it is there after."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from sqlalchemy import func, select

from tests.agreements.school_forms import PUPIL_AND_PARENT, order
from tests.reliability.ground import FORM, HERS, MARK, NEW_PASSWORD, REPORT, STOPPED, Ground
from tests.reports import answers
from tests.school.class_lists.make_files import FILES
from tests.schools import PASSWORD
from trent_desktop.agreements.kinds import FormState
from trent_desktop.agreements.models import AgreementEventRow
from trent_desktop.clock import system_clock
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import Problem, SignInRefused, SomebodyWasFaster
from trent_desktop.reports.cases import Move
from trent_desktop.reports.casework.names import DECIDED, IN_SCHOOL
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.roles import Role
from trent_desktop.school.class_lists.planned import Choices
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.storage.copies.daily import back_up
from trent_desktop.storage.copies.names import CLAIM, Copy, copies_in, folder_of
from trent_desktop.storage.database import opens
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.sqlcipher import connect_file

Do = Callable[[], object]
_ENTRY: Final = uuid.uuid5(uuid.NAMESPACE_OID, "entry")
_DRAFT: Final = uuid.uuid5(uuid.NAMESPACE_OID, "draft")
_CHILD: Final = "Anna Maria"
_NEWCOMER: Final = "newcomer"


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of write.

    `prepare` does what comes before it, and gives what is then done (or done again by somebody
    who was told that it failed); without a school where signing in itself is meant. `there` says
    how often it is there, to be asked of a fresh program: once is right. `keeps`: said to be kept,
    it arrives without anybody doing it again.
    """

    words: str
    member: str
    prepare: Callable[[Ground, OpenSchool], Do]
    there: Callable[[Ground], int] = lambda _: 1
    before_sign_in: bool = False
    keeps: bool = False
    older_school: bool = False
    before: Callable[[Ground], None] = lambda _: None
    later: Callable[[Ground], None] = lambda _: None


# ---------------------------------------------------------------------- reports


def _draft(ground: Ground) -> Draft:
    made = answers.quick(**{n.SEEN: MARK})
    return ground.school.draft(made, id=_DRAFT)


def _send(ground: Ground, school: OpenSchool) -> Do:
    kept = school.drafts.get(_DRAFT)
    if kept is None or kept.stage != "quick":
        kept = _draft(ground)
        school.drafts.keep(kept)
    return lambda: school.cases.send(kept)


def _deliver(ground: Ground, school: OpenSchool) -> Do:
    if not any(one.id == _DRAFT for one in school.cases.waiting()) and not _sent(ground):
        school.cases.sending.put_by(_draft(ground))

    def look() -> str:
        changes = school.follow()
        return changes.trouble or changes.ended  # that it is away, a dot in the window says

    return look


def _sent(ground: Ground) -> int:
    ict = ground.open("ict")
    ict.follow()
    found = [one for one in ict.cases.page(CaseQuery(), limit=500).rows if one.title == MARK]
    references = [one.reference for one in ict.cases.page(CaseQuery(), limit=500).rows]
    assert len(references) == len(set(references)), "a reference was given twice"
    return len(found)


def _note(_: Ground, school: OpenSchool) -> Do:
    case = school.cases.open_case(REPORT)
    return lambda: school.cases.act(
        REPORT, Move.NOTE, version=case.version, entry_id=_ENTRY, words=MARK
    )


def _notes(ground: Ground) -> int:
    return sum(one.words == MARK for one in ground.open("ict").cases.open_case(REPORT).timeline)


def _decide(_: Ground, school: OpenSchool) -> Do:
    case = school.cases.open_case(STOPPED)

    return lambda: school.cases.act(
        STOPPED,
        Move.DECIDE,
        version=case.version,
        entry_id=_ENTRY,
        words=MARK,
        details={DECIDED: [IN_SCHOOL]},
    )


def _decisions(ground: Ground) -> int:
    timeline = ground.open("dsl").cases.open_case(STOPPED).timeline
    return sum(one.move is Move.DECIDE for one in timeline)


def _open(_: Ground, school: OpenSchool) -> Do:
    return lambda: school.cases.open_case(REPORT).timeline[0]


# ---------------------------------------------------------------------- the school


def _import(_: Ground, school: OpenSchool) -> Do:
    lists = school.class_lists
    read = lists.read(FILES / "sims-report.csv")
    plan = lists.plan(read, Choices(whole_school=True))

    def bring_in() -> object:
        try:
            return lists.apply(plan, sure_everybody_leaves=True)
        except SomebodyWasFaster:
            anew = lists.plan(read, Choices(whole_school=True))
            if any(one.kind.value == "new" for one in anew.lines):
                return lists.apply(anew, sure_everybody_leaves=True)
            raise

    return bring_in


def _children(ground: Ground) -> int:
    return sum(one.name.startswith(_CHILD) for one in ground.open("ict").pupils.all())


def _batch(_: Ground, school: OpenSchool) -> Do:
    batches = school.agreements.batches
    plan = batches.plan(order(*PUPIL_AND_PARENT))
    return lambda: batches.issue(plan, pages=1)


def _batches(ground: Ground) -> int:
    return len(ground.open("teacher1").agreements.batches.issued()) - 1


def _return(ground: Ground, school: OpenSchool) -> Do:
    form = ground.note(FORM)
    return lambda: school.agreements.returns.record([uuid.UUID(form)], FormState.RETURNED)


def _returns(ground: Ground) -> int:
    with ground.open("teacher1").signed_in.database.read() as session:
        return session.execute(select(func.count()).select_from(AgreementEventRow)).scalar_one()


def _settings(_: Ground, school: OpenSchool) -> Do:
    return lambda: school.settings.change(idle_minutes=17)


def _set(ground: Ground) -> int:
    school = ground.open("ict")
    school.follow()
    return int(school.settings.current().idle_minutes == 17)


# ---------------------------------------------------------------------- people and keys


def _invite(_: Ground, school: OpenSchool) -> Do:
    one = Invitation("Nell Newcomer", _NEWCOMER, frozenset({Role.TEACHER}))
    return lambda: school.members.invite([one])


def _invited(ground: Ground) -> int:
    ict = ground.open("ict")
    ict.follow()
    document = key_store(ground.school.location).read().document
    found = [one.member for one in ict.members.all() if one.member.sign_in_name == _NEWCOMER]
    assert all(document.slips_of(str(one.id)) for one in found), "she has no slip"
    return len(found)


def _password(_: Ground, school: OpenSchool) -> Do:
    return lambda: school.change_password(PASSWORD, NEW_PASSWORD)


def _passwords(ground: Ground) -> int:
    try:
        ground.open(HERS, password=NEW_PASSWORD)
    except SignInRefused:
        ground.open(HERS)  # else she is shut out
        return 0
    return 1


def _remove(ground: Ground, school: OpenSchool) -> Do:
    return lambda: school.members.remove(ground.school.members[HERS])


def _removed(ground: Ground) -> int:
    document = key_store(ground.school.location).read().document
    assert not document.key_change, "the change of keys is not finished"
    old = bytes.fromhex(ground.note("key"))
    if opens(ground.school.location.school_file, old):
        return 0
    try:
        ground.open(HERS)
    except Problem:
        return 1
    return 0


# ---------------------------------------------------------------------- the file


def _sign_in(ground: Ground, _: OpenSchool) -> Do:
    return lambda: ground.open("teacher1")


def _migrate(ground: Ground, _: OpenSchool) -> Do:
    return lambda: ground.open("head")


def _migrated(ground: Ground) -> int:
    head = ground.open("head")
    assert not head.started_away, "away"
    head.follow()
    found = {one.reference for one in head.cases.page(CaseQuery()).rows}
    return int(found >= {"TR-2026-001", "TR-2026-002"})  # a colleague may have sent more


def _no_copies(ground: Ground) -> None:
    shutil.rmtree(folder_of(ground.school.location), ignore_errors=True)


def _six_minutes(ground: Ground) -> None:
    """As long as a program waits that found another one at it, or could not make a copy."""
    claim = folder_of(ground.school.location) / CLAIM
    if claim.exists():
        then = claim.stat().st_mtime - 360
        os.utime(claim, (then, then))


def _copy(ground: Ground, school: OpenSchool) -> Do:
    me = school.signed_in

    def copy() -> Path:
        made = back_up(me.database, me.keys, system_clock)
        if made is None:
            try:
                there = _whole_copies(ground)
            except OSError:  # the folder fails still
                there = []
            if not there:
                raise NoCopyError("No copy was made, and nobody is told.")
        return made or ground.school.location.school_file

    return copy


def _whole_copies(ground: Ground) -> list[Copy]:
    folder = folder_of(ground.school.location)
    found = copies_in(folder, dt.date.max) if folder.is_dir() else []
    return [one for one in found if one.whole and not one.before]


class NoCopyError(Problem):
    """The day's copy was not made, without a word."""


def _copies(ground: Ground) -> int:
    found = _whole_copies(ground)
    if not found:
        return 0
    path = found[0].path
    copy = connect_file(path, bytes.fromhex(ground.note("key")))
    try:
        assert not copy.execute("PRAGMA cipher_integrity_check").fetchall(), "the copy is damaged"
        assert path.with_suffix(".keys").exists(), "the copy has no keys"
    finally:
        copy.close()
    return 1


class Write(Enum):
    """Every kind of write that the program does on a share."""

    SEND = Work("send a report", "teacher1", _send, _sent, keeps=True)
    DELIVERY = Work("deliver what waits", "teacher1", _deliver, _sent, keeps=True)
    NOTE = Work("write a note", "ict", _note, _notes)
    DECIDE = Work("decide", "dsl", _decide, _decisions)
    OPEN = Work("open a case", "ict", _open)
    IMPORT = Work("bring a class list in", "ict", _import, _children)
    BATCH = Work("give agreements out", "teacher1", _batch, _batches)
    RETURN = Work("record a form that is back", "teacher1", _return, _returns)
    SETTINGS = Work("change settings", "ict", _settings, _set)
    MEMBER = Work("add a member", "ict", _invite, _invited)
    PASSWORD = Work("change one's password", HERS, _password, _passwords)
    KEYS = Work("change the school's keys", "ict", _remove, _removed)
    MIGRATION = Work(
        "bring the file up to date", "head", _migrate, _migrated, before_sign_in=True,
        older_school=True,
    )  # fmt: skip
    COPY = Work(
        "make the day's copy", "ict", _copy, _copies, before=_no_copies, later=_six_minutes,
    )  # fmt: skip
    SIGN_IN = Work("sign in", "teacher1", _sign_in, before_sign_in=True)
