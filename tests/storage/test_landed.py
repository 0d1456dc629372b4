"""A unit of work lands once under its id: how it is known, and how that is forgotten again."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from tests.schools import SmallSchool, TurnableClock
from trent_desktop.problems import AnswersRefused, CodeRefused, FileGone, NotAllowed
from trent_desktop.roles import Role
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.storage.database import Database
from trent_desktop.storage.landed import KEPT_FOR, LandedBefore, Repeat, made_id, made_number
from trent_desktop.storage.landed_rows import LandedRow, asked_as, landed_before
from trent_desktop.storage.tables import AuditRow, SettingRow


def bare(school: SmallSchool) -> Database:
    return Database(school.location, school.made.data_key)


def counted(database: Database, name: str = "n") -> int:
    with database.read() as session:
        row = session.get(SettingRow, name)
        return int(row.value) if row is not None else 0


def count(database: Database, repeat: Repeat = Repeat.DONE, *, fails: bool = False) -> int:
    """One more; what there are then."""
    with database.write(repeat) as session:
        row = session.get(SettingRow, "n") or SettingRow(name="n", value=0)
        row.value += 1
        session.add(row)
        session.flush()
        if fails:
            raise AnswersRefused("No.")
        return int(row.value)


def landed(database: Database) -> list[LandedRow]:
    with database.read() as session:
        return list(session.execute(select(LandedRow)).scalars())


@pytest.mark.both_databases
def test_a_unit_lands_once_under_one_id_and_again_under_another(school: SmallSchool) -> None:
    database, first = bare(school), uuid.uuid4()
    count(database)  # nobody gave an id: as ever, and nothing is kept of it
    assert landed(database) == []
    with asked_as(first, database):
        assert count(database) == 2
    for _ in range(2):
        with pytest.raises(LandedBefore), asked_as(first, database):
            count(database)
    with asked_as(uuid.uuid4(), database):
        assert count(database) == 3
    assert counted(database) == 3
    # What is kept names no call: whoever reads the row cannot make the codes that came of the id.
    assert {one.step for one in landed(database)} == {0}
    assert first not in {one.id for one in landed(database)}
    database.close()


@pytest.mark.both_databases
def test_of_several_units_a_repeat_does_those_that_are_left(school: SmallSchool) -> None:
    database, asked = bare(school), uuid.uuid4()
    with asked_as(asked, database):
        count(database)

    def both() -> None:
        for _ in range(2):
            try:
                count(database)
            except LandedBefore:
                continue

    with asked_as(asked, database):
        both()
    assert counted(database) == 2
    with asked_as(asked, database):
        both()
    assert counted(database) == 2
    database.close()


@pytest.mark.both_databases
def test_what_fails_has_not_landed_and_has_its_number_again(school: SmallSchool) -> None:
    database, asked = bare(school), uuid.uuid4()
    with asked_as(asked, database):
        with pytest.raises(AnswersRefused):
            count(database, fails=True)
        assert landed(database) == []
        assert count(database) == 1
    with pytest.raises(LandedBefore), asked_as(asked, database):
        count(database)
    database.close()


@pytest.mark.both_databases
def test_one_that_answers_runs_again_and_changes_nothing(school: SmallSchool) -> None:
    database, asked = bare(school), uuid.uuid4()
    heard: list[object] = []
    database.news.listen(heard.append)
    for again in (False, True, True):
        with asked_as(asked, database), database.write(Repeat.LOOKS) as session:
            assert landed_before(session) is again
            session.merge(SettingRow(name="n", value=counted(database) + 7))
    assert counted(database) == 7
    for _ in range(2):  # and one that knows by itself is its own business
        with asked_as(asked, database):
            count(database, Repeat.KNOWS)
    assert counted(database) == 9
    assert len(landed(database)) == 1
    database.close()


def test_what_a_call_makes_it_makes_again() -> None:
    asked, database = uuid.uuid4(), Database.__new__(Database)
    made: list[tuple[object, ...]] = []
    for write_id in (asked, asked, uuid.uuid4()):
        with asked_as(write_id, database):
            ids = made_id("member", 0), made_id("member", 1)
            made.append((*ids, made_number(31**19, "slip"), made_number(31**19, "other")))
    assert made[0] == made[1]
    assert len({*made[0], *made[2]}) == 8
    assert made_id() != made_id()
    assert made_number(31**19) != made_number(31**19)


def test_old_ones_are_forgotten_a_few_at_a_time(folder_school: SmallSchool) -> None:
    database, clock = bare(folder_school), TurnableClock()

    def write() -> None:
        with asked_as(uuid.uuid4(), database, clock):
            count(database)

    for _ in range(60):
        write()
    clock.turn(days=KEPT_FOR.days)
    write()
    assert len(landed(database)) == 61  # thirty days are kept whole
    clock.turn(days=1)
    left = [61]
    for _ in range(150):
        write()
        old = sum(one.at < dt.date(2026, 12, 20) for one in landed(database))
        assert left[-1] - old <= 64
        left.append(old)
    assert left[-1] < 30  # those before the first that is swept from wait for another time
    database.close()


@pytest.mark.both_databases
def test_what_is_refused_for_having_been_done_is_done(school: SmallSchool) -> None:
    """She passed her role on; the answer was lost; now it is not hers to pass on any more."""
    dsl, asked = school.open("dsl"), uuid.uuid4()
    database = dsl.signed_in.database

    def passed_on() -> None:
        dsl.roles_held.hand_over(Role.DSL, school.members["teacher2"])

    with asked_as(asked, database):
        passed_on()
    dsl.follow()
    with pytest.raises(LandedBefore), asked_as(asked, database):
        passed_on()
    with pytest.raises(NotAllowed), asked_as(uuid.uuid4(), database):
        passed_on()


def test_a_share_that_is_away_is_not_asked_twice(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    ict = folder_school.open("ict")
    assert folder_school.location.folder is not None
    folder_school.location.school_file.rename(folder_school.folder / "elsewhere")
    reads: list[object] = []
    read: Callable[[Database], object] = Database.read
    monkeypatch.setattr(Database, "read", lambda self: reads.append(self) or read(self))
    with pytest.raises(FileGone), asked_as(uuid.uuid4(), ict.signed_in.database):
        ict.pupils.add(PupilDetails("Ngozi", "Hart"))
    assert reads == []
    (folder_school.folder / "elsewhere").rename(folder_school.location.school_file)


@pytest.mark.both_databases
def test_members_and_slips_are_not_doubled(school: SmallSchool) -> None:
    """Two people, two slips, and each of them lets one in, whichever answer arrived."""
    from tests.school.staff import document_of, join_with
    from trent_desktop.school.keys.joining.values import Invitation

    ict, asked = school.open("ict"), uuid.uuid4()
    people = [
        Invitation(name, name, frozenset({Role.TEACHER})) for name in ("Ngozi Hart", "Sam Hill")
    ]
    answers = []
    for _ in range(2):
        with asked_as(asked, ict.signed_in.database):
            answers.append(ict.members.invite(people))
    assert answers[0] == answers[1]
    assert len({one.code for one in answers[0]}) == 2
    assert len(document_of(school).slots) == 12  # nine, the code in the safe, and two slips
    join_with(school, answers[1][0])
    assert join_with(school, answers[0][1]) == "Sam Hill"
    with pytest.raises(LandedBefore), asked_as(asked, ict.signed_in.database):
        ict.members.invite(people)  # they were used since
    with ict.signed_in.database.read() as session:
        row = session.execute(select(func.count()).select_from(LandedRow)).scalar_one()
    assert row == 1


@pytest.mark.both_databases
def test_whoever_joins_or_recovers_twice_has_done_it_once(school: SmallSchool) -> None:
    """Nobody is signed in yet: the slip and the password tell by themselves."""
    from tests.school.staff import NEW_PASSWORD, invite_one, join_with
    from trent_desktop.school.keys.recovery.recovering import recover

    ict, place, code = school.open("ict"), school.location.shown, school.made.recovery_code
    slips = [invite_one(ict), ict.members.reset_password(school.members["teacher2"])]
    for slip in slips:
        names = {join_with(school, slip) for _ in range(2)}
        before = audited(school)
        assert names == {join_with(school, slip)}  # also once others have tidied up
        assert audited(school) == before
        with pytest.raises(CodeRefused):
            join_with(school, slip, "quite another password")
    counts: set[int] = set()
    for _ in range(2):
        assert recover(place, code, "head", NEW_PASSWORD, clock=school.clock) == "head"
        counts.add(audited(school))
    assert len(counts) == 1
    assert school.open("head", password=NEW_PASSWORD)


def audited(school: SmallSchool) -> int:
    database = bare(school)
    with database.read() as session:
        found = session.execute(select(func.count()).select_from(AuditRow)).scalar_one()
    database.close()
    return int(found)
