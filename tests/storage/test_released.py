"""Schools written by every released version open in this program, and nothing in them is lost.

Each folder under ``released`` is a school as that version left it. Add one with every release
that changes the schema; never change one.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from tests.reports import answers
from tests.schools import PASSWORD, TurnableClock
from trent_desktop.moving import rows  # noqa: F401 - it knows every table
from trent_desktop.opening import open_school
from trent_desktop.reports.cases import CaseState
from trent_desktop.reports.index_values import CaseQuery
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.storage.schema import CURRENT
from trent_desktop.storage.tables import Table

RELEASED = Path(__file__).parent / "fixtures" / "released"


def test_the_current_version_is_among_them() -> None:
    assert (RELEASED / CURRENT).is_dir()


@pytest.mark.parametrize("version", sorted(path.name for path in RELEASED.iterdir()))
def test_a_school_of_that_version_opens_whole(version: str, tmp_path: Path) -> None:
    shutil.copytree(RELEASED / version, tmp_path / "school")
    school = open_school(
        tmp_path / "school", "head", PASSWORD, root=tmp_path / "laptop", clock=TurnableClock()
    )
    try:
        with school._me.database.engine.connect() as connection:
            assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
        school.follow()
        rows = school.cases.page(CaseQuery()).rows
        assert {row.reference: row.state for row in rows} == {
            "TR-2026-001": CaseState.BLOCKED,
            "TR-2026-002": CaseState.WITH_DSL,
        }
        case = school.cases.open_case(rows[-1].id)
        assert case.answers[n.SEEN] == answers.SEEN
        assert school.check_audit().broken_at is None
        school.check_file()
    finally:
        school.close()
