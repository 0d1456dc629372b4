"""A copy is to be put back, or the school moved, where nothing can be written: that is what is said."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.school.putting_back import copies, take_copy
from tests.schools import PASSWORD, SmallSchool
from trent_desktop import files
from trent_desktop.problems import DiskFull, Problem, SchoolReadOnly


@pytest.mark.parametrize(
    ("number", "problem"), [(errno.EROFS, SchoolReadOnly), (errno.ENOSPC, DiskFull)]
)
@pytest.mark.parametrize("what", ["put back", "move"])
def test_it_says_so_and_not_that_others_are_not_seen(
    folder_school: SmallSchool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    problem: type[Problem],
    what: str,
) -> None:
    school = folder_school
    ict = school.open("ict")
    name = take_copy(school, ict)

    def refusing(call: Callable[..., object]) -> Callable[..., object]:
        def refused(*given: object, **more: object) -> object:
            if any(str(school.location.folder) in str(one) for one in given):
                raise OSError(number, "no")
            return call(*given, **more)

        return refused

    for call in ("begin", "opened", "write_over", "copy"):
        monkeypatch.setattr(files, call, refusing(getattr(files, call)))

    def tries() -> object:
        if what == "move":
            return ict.moving.move(str(tmp_path / "new"), PASSWORD)
        return ict.putting_back.put_back(name, PASSWORD, None, 1.0)

    with pytest.raises(problem):
        tries()
    monkeypatch.undo()
    assert copies(school) == [name]
    ict.putting_back.put_back(name, PASSWORD)
