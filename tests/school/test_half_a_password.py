"""A password that was changed in the school's keys, and the rest could not be saved."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import Problem, SignInRefused
from trent_desktop.storage import turns
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import AuditRow, SchoolRow

_NEW = "four other quiet rivers"


def _written_down(school: SmallSchool) -> int:
    with school.open("ict").signed_in.database.read() as session:
        acts = session.execute(select(AuditRow.act)).scalars()
        return sum(act == Act.PASSWORD_CHANGED for act in acts)


def test_it_is_said_that_the_new_one_holds(
    folder_school: SmallSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = folder_school.folder / "hers"
    head = folder_school.open("head", root=root)
    reader = folder_school.open("teacher1").signed_in.database
    monkeypatch.setattr(turns, "PATIENCE", 0.2)
    # Somebody reads, and goes on reading: what was written cannot be kept.
    with reader.read() as session:
        session.execute(select(SchoolRow.id)).all()
        with pytest.raises(Problem, match="new password applies") as caught:
            head.change_password(PASSWORD, _NEW)
    assert "Nothing was" not in str(caught.value)
    monkeypatch.undo()
    assert _written_down(folder_school) == 0
    assert folder_school.open("head", password=_NEW, root=root)
    with pytest.raises(SignInRefused):
        folder_school.open("head", root=root)
    # As it says: once more, and it is written down.
    head.change_password(PASSWORD, _NEW)
    assert _written_down(folder_school) == 1
    assert folder_school.open("head", password=_NEW, root=root)
