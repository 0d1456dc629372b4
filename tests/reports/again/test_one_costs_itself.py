"""Of what was sent from a laptop one that cannot be put back costs itself, and no other."""

from __future__ import annotations

import pytest

from tests.reports.doing import send
from tests.reports.putting_back import TakeCopy, take_copy
from tests.schools import SmallSchool
from trent_desktop.reports.again.keeping import KeptRows
from trent_desktop.storage.tables import CaseEntryRow

__all__ = ["take_copy"]  # a fixture

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("how_many", [1, 5])
def test_one_that_cannot_be_put_back_keeps_no_other_from_it(
    school: SmallSchool, take_copy: TakeCopy, how_many: int
) -> None:
    """Somebody wrote rows into the file from outside that some of them meet."""
    teacher, head = school.open("teacher1"), school.open("head")
    put_back = take_copy()
    sent = [send(school, teacher) for _ in range(how_many + 2)]
    held = {rows.id: rows for rows, _ in KeptRows(teacher._me).held()}
    order = [case_id for case_id in held if case_id in {one.case_id for one in sent}]
    bad = order[:how_many]
    put_back()
    other = send(school, school.open("teacher2"))
    with head._me.database.write() as session:
        for number, case_id in enumerate(bad):
            taken = held[case_id].entries[0]["id"]
            session.add(
                CaseEntryRow(id=taken, case_id=other.case_id, number=90 + number, content=b"x")
            )
    back = {one.case_id for _ in range(3) for one in teacher.follow().sent_again}
    assert back == set(order[how_many:])
