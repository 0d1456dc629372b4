"""What somebody reads who has the file, the raw data key, his own keys and a Python prompt."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, text

from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import NotFound
from trent_desktop.reports.case_store import read_case
from trent_desktop.reports.cases import Move
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.storage.cipher import CannotOpen, unseal, unwrap
from trent_desktop.storage.database import Database
from trent_desktop.storage.key_slots import open_slot
from trent_desktop.storage.key_store import key_store
from trent_desktop.storage.tables import (
    CaseEntryRow,
    CaseReaderRow,
    RoleKeyShareRow,
    Table,
)

pytestmark = pytest.mark.both_databases

_TELLING = ("volcano", "fight", "Zoë", "O'Neill", "example-pictures", "Łukasz", "office safe")


@pytest.fixture
def told(school: SmallSchool) -> SmallSchool:
    """A school in which an ordinary and a stopped report were sent, and one was acted upon."""
    teacher = school.open("teacher1")
    pupil = {"id": None, "name": "Łukasz Nowak", "class": "4B", "told_apart_by": ""}
    sent = teacher.cases.send(school.draft(answers.quick()))
    teacher.cases.send(school.draft(answers.stop(), "stop"))
    ict = school.open("ict")
    case = ict.cases.open_case(sent.case_id)
    ict.cases.act(
        sent.case_id,
        Move.NOTE,
        version=case.version,
        entry_id=uuid.uuid4(),
        words=f"Łukasz and the volcano: {json.dumps(pupil)}",
    )
    return school


def every_value(school: SmallSchool) -> Iterator[tuple[str, Any]]:
    from trent_desktop.moving import rows  # noqa: F401 - every table there is

    database = Database(school.location, school.made.data_key)
    with database.read() as session:
        for table in Table.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                for name, value in row.items():
                    yield f"{table.name}.{name}", value
    database.close()


def test_plain_columns_tell_nothing_of_any_case(told: SmallSchool) -> None:
    allowed = {"member.name", "member.sign_in_name", "member.plain_name", "pupil.forename"}
    seen = 0
    for place, value in every_value(told):
        if place.split(".")[0] in ("member", "pupil", "school_class", "school"):
            assert place in allowed or not any(word in str(value) for word in ("volcano", "fight"))
            continue
        content = value if isinstance(value, bytes) else str(value).encode()
        seen += 1
        for word in _TELLING:
            assert word.encode() not in content, place
    assert seen > 100


def test_a_sealed_case_does_not_even_say_who_sent_it_or_when_it_happened(
    told: SmallSchool,
) -> None:
    database = Database(told.location, told.made.data_key)
    teacher = told.members["teacher1"]
    with database.read() as session:
        row = session.execute(
            text(
                "SELECT id, category, year_group, happened_at FROM case_record "
                "WHERE route = 'sealed'"
            )
        ).one()
        readers = session.execute(
            select(CaseReaderRow).where(CaseReaderRow.role.is_(None))
        ).scalars()
        assert (row.category, row.year_group, row.happened_at) == ("", None, None)
        stopped = uuid.UUID(str(row.id))
        assert stopped not in {reader.case_id for reader in readers if reader.reader_id == teacher}
    database.close()


@pytest.mark.parametrize("who", ["teacher2", "support", "governor", "chair"])
def test_a_colleagues_own_keys_open_no_case(told: SmallSchool, who: str) -> None:
    """Everything a colleague can lay hands on: the data key, his private key, all rows."""
    document = key_store(told.location).read().document
    slot = document.slot_of(str(told.members[who]))
    assert slot is not None
    opened = open_slot(document.school_id, slot, PASSWORD)
    assert opened.data_key == told.made.data_key
    database = Database(told.location, opened.data_key)
    with database.read() as session:
        keys = {opened.private_key, opened.data_key}
        for share in session.execute(select(RoleKeyShareRow)).scalars():
            try:
                keys.add(unseal(opened.private_key, share.sealed_key))
            except CannotOpen:
                assert share.member_id != told.members[who]
        sealed = list(session.execute(select(CaseReaderRow.sealed_key)).scalars())
        entries = list(session.execute(select(CaseEntryRow)).scalars())
    database.close()
    assert len(sealed) == 9  # one opens nothing, so that sealed reports look alike
    assert len(entries) == 5
    for key in keys:
        for one in sealed:
            with pytest.raises(CannotOpen):
                unseal(key, one)
        for entry in entries:
            for context in (b"", entry.id.bytes, entry.case_id.bytes):
                with pytest.raises(CannotOpen):
                    unwrap(key, entry.content, context)


def test_the_reporter_opens_her_own_and_not_the_stopped_one(told: SmallSchool) -> None:
    teacher = told.open("teacher1")
    with teacher._me.database.read() as session:
        rows = session.execute(text("SELECT id, route FROM case_record")).all()
        for row in rows:
            case_id = uuid.UUID(str(row.id))
            if row.route == "content":
                stored = read_case(session, teacher._me.keyring, case_id)
                assert stored.timeline[0].details["answers"][n.SEEN] == answers.SEEN
            else:
                with pytest.raises(NotFound):
                    read_case(session, teacher._me.keyring, case_id)


def test_an_entry_cannot_be_moved_or_taken_from_another_case(told: SmallSchool) -> None:
    database = Database(told.location, told.made.data_key)
    with database.write() as session:
        one, two = session.execute(select(CaseEntryRow).where(CaseEntryRow.number == 0)).scalars()
        one.content, two.content = two.content, one.content
    database.close()
    dsl = told.open("dsl")
    with pytest.raises(NotFound, match="changed by something other"):
        dsl.cases.open_case(one.case_id)


def test_a_key_slipped_under_a_roles_name_is_not_taken(told: SmallSchool) -> None:
    """Somebody with the data key gives the ICT Lead a key of his own as the role's."""
    from trent_desktop.storage.cipher import new_key_pair, seal, unseal
    from trent_desktop.storage.tables import MemberRow

    database = Database(told.location, told.made.data_key)
    with database.write() as session:
        member = session.get_one(MemberRow, told.members["ict"])
        share = session.execute(
            select(RoleKeyShareRow).where(RoleKeyShareRow.member_id == member.id)
        ).scalar_one()
        share.sealed_key = seal(member.public_key, new_key_pair().private)
    database.close()
    ict = told.open("ict")
    assert set(ict._me.keyring.reader_ids) == {told.members["ict"]}
    assert unseal(ict._me.keyring.own, share.sealed_key)
