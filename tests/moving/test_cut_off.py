"""A move that is cut off anywhere: exactly one of both places is the school, and it can go on."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.moving.places import chain_of, gets_in, moved, rows_of, says
from tests.reports import answers as made
from tests.schools import PASSWORD, NewDatabase, SmallSchool
from trent_desktop.storage.location import parse_location

pytestmark = [pytest.mark.both_databases, pytest.mark.postgres]

#: What a move says before it does it; cut off there, what was before is done.
STEPS = (
    "Reading what is there",
    "Bringing it to the new place",
    "Comparing both, row by row",
    "Checking members, keys and the audit chain at the new place",
    "Closing the old place",
)


class CutOffError(BaseException):
    """The program is gone at this point."""


def cut(at: str, after: int = 0) -> Callable[[float, str], None]:
    """Ends the program when it says so, or some times later."""
    heard = 0

    def tell(_far: float, words: str) -> None:
        nonlocal heard
        heard += words == at
        if words == at and heard > after:
            raise CutOffError

    return tell


def is_school(school: SmallSchool, place: str) -> bool:
    """Whether whoever asks at a place gets in there."""
    return gets_in(school, place) == parse_location(place).shown


@pytest.mark.parametrize("back", [False, True], ids=["to a server", "to a folder"])
def test_cut_off_at_each_step_and_gone_on_with(
    filled: SmallSchool, new_database: NewDatabase, tmp_path: Path, back: bool
) -> None:
    school, url = filled, new_database()
    old, new = school.location.shown, parse_location(url).shown
    ict = school.open("ict")
    if back:
        old, new = moved(school, ict, url), str(tmp_path / "new" / "share")
        ict.close()
        ict = school.open("ict")
    for number, step in enumerate(STEPS):
        with pytest.raises(CutOffError):
            ict.moving.move(new, PASSWORD, tell=cut(step, after=7 * (number == 1)))
        assert is_school(school, old), step
        assert not is_school(school, new), step
    assert says(school, new) == "coming"
    assert "is being moved here" in gets_in(school, new)
    # The school lives on where it is: what comes, changes and goes since is brought as well.
    teacher = school.open("teacher1")
    teacher.cases.send(school.draft(made.quick()))
    before = rows_of(school, old)
    assert moved(school, ict, new) == new
    assert is_school(school, new)
    assert gets_in(school, old) == new
    after = rows_of(school, new)
    assert all(after[name][key] == digest for name, rows in before.items()
               if name != "school" for key, digest in rows.items())  # fmt: skip
    assert chain_of(school, new)[1] is None


KILLED = """
import os, signal, sys
from pathlib import Path
from trent_desktop.moving import carrying
from trent_desktop.moving.new_place import NewServer
from trent_desktop.opening import open_school

def kill(*_given):
    os.kill(os.getpid(), signal.SIGKILL)

where, new, root, when = sys.argv[1:]
if when == "before it arrives":
    NewServer.arrive = kill
if when == "in the middle of its rows":
    bring = carrying._bring
    carrying._bring = lambda source, there, table, *more: (
        kill() if table.name == "member" else bring(source, there, table, *more))
school = open_school(where, "ict", "sample-school", root=Path(root))
school.moving.move(new, "sample-school")
"""


@pytest.mark.parametrize("when", ["in the middle of its rows", "before it arrives"])
def test_killed(filled: SmallSchool, new_database: NewDatabase, tmp_path: Path, when: str) -> None:
    school, new = filled, parse_location(new_database()).shown
    old = school.location.shown
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, old, new, str(tmp_path / "mover"), when], check=False
    )
    assert killed.returncode == -signal.SIGKILL
    if when == "in the middle of its rows":
        assert is_school(school, old)
        assert not is_school(school, new)
        assert moved(school, school.open("ict"), new) == new
    else:
        # The old place sends everybody on; nobody else knows the new one yet.
        assert says(school, old) == "gone"
        assert not is_school(school, new)
    assert gets_in(school, old, "teacher1") == new, "whoever comes ends it"
    assert is_school(school, new)
    assert chain_of(school, new)[1] is None
    assert rows_of(school, new)["audit_entry"].keys() >= rows_of(school, old)["audit_entry"].keys()
