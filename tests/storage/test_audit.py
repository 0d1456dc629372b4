"""The audit chain finds what was changed, removed or put in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import delete, select, text, update

from tests.schools import SmallSchool
from trent_desktop.storage.audit import Act, check_chain, entries_about, write_entry
from trent_desktop.storage.database import Database
from trent_desktop.storage.tables import AuditRow

pytestmark = pytest.mark.both_databases


@pytest.fixture
def database(school: SmallSchool) -> Iterator[Database]:
    found = Database(school.location, school.made.data_key)
    with found.write() as session:
        for number in range(20):
            write_entry(session, school.clock(), None, Act.CASE_READ, f"case {number}", {"n": 1})
    yield found
    found.close()


def broken_at(database: Database) -> int | None:
    return check_chain(database.read).broken_at


def test_an_untouched_chain_is_whole(database: Database) -> None:
    check = check_chain(database.read)
    with database.read() as session:
        assert (check.entries, check.broken_at) == (21, None)  # with the setting up
        assert [entry.act for entry in entries_about(session, "case 7")] == ["case read"]


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (update(AuditRow).where(AuditRow.number == 9).values(subject="another case"), 9),
        (update(AuditRow).where(AuditRow.number == 9).values(act="case printed"), 9),
        (delete(AuditRow).where(AuditRow.number == 9), 9),
        (text("UPDATE audit_entry SET number = 99 WHERE number = 21"), 21),
    ],
    ids=["subject", "act", "removed", "moved"],
)
def test_harm_is_found_where_it_was_done(database: Database, harm: object, found: int) -> None:
    with database.write() as session:
        session.execute(harm)  # type: ignore[call-overload]
    assert broken_at(database) == found


def test_an_entry_put_in_with_a_right_digest_is_found_at_the_next(database: Database) -> None:
    from trent_desktop.storage.audit import link_of

    with database.write() as session:
        table = AuditRow.__table__
        row = session.execute(select(table).where(table.c.number == 9)).mappings().one()
        changed = {**row, "subject": "another case"}
        new = {"subject": "another case", "link": link_of(changed)}
        session.execute(update(AuditRow).where(AuditRow.number == 9).values(**new))
    assert broken_at(database) == 10
