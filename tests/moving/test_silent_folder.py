"""A folder that stands still in the middle of a move there: words, and the old place free again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.failing.folder import MISSING, FailingFolder, failing_folder
from tests.moving.places import gets_in, moved, says
from tests.reports.doing import send
from tests.schools import PASSWORD, NewDatabase, SmallSchool
from trent_desktop.moving import folder_apart, service
from trent_desktop.moving.service import Progress
from trent_desktop.problems import SchoolAway
from trent_desktop.storage.location import parse_location

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.fixture
def share(tmp_path: Path) -> Iterator[FailingFolder]:
    with failing_folder(tmp_path / "new share") as made:
        yield made


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "_STANDS_S", 2.5)  # a busy machine stands for one


def stalls(share: FailingFolder, at: str, *calls: str) -> Progress:
    """Let the folder stand still as soon as the move says so."""

    said: list[str] = []

    def tell(_far: float, words: str) -> None:
        if words == at and at not in said:
            share.stall(*calls)
        said.append(words)

    return tell


#: What a move says, and the calls that stand from then on: those that a process's own mutex waits
#: for among them, and any.
STALLS = (
    ("Reading what is there", ("stat",)),
    ("Checking members, keys and the audit chain at the new place", ()),
)


def test_a_move_is_ended_with_words_and_goes_on_another_time(
    filled: SmallSchool, share: FailingFolder
) -> None:
    school, new = filled, str(share.path)
    old = school.location.shown
    ict = school.open("ict")
    teacher = school.open("teacher1")
    for at, calls in STALLS:
        with pytest.raises(SchoolAway) as said:
            ict.moving.move(new, PASSWORD, tell=stalls(share, at, *calls))
        assert said.value.words == "The new folder has stopped answering in the middle of this."
        assert "nobody waits for it" in said.value.what_to_do
        assert share.hits, "nothing stood, so nothing was tried"
        # At once, while the folder stands still.
        assert says(school, old) == "", at
        send(school, teacher)
        assert gets_in(school, old) == old
        share.heal()
    assert "is being moved here" in gets_in(school, new)
    assert moved(school, ict, new) == new
    assert gets_in(school, old) == new


def test_when_all_had_arrived_it_is_said_where_the_school_is(
    filled: SmallSchool, share: FailingFolder
) -> None:
    old = filled.location.shown
    tell = stalls(share, "Closing the old place")
    with pytest.raises(SchoolAway, match="The school has moved to"):
        filled.open("ict").moving.move(str(share.path), PASSWORD, tell=tell)
    share.heal()
    assert gets_in(filled, old) == str(share.path)


def test_the_first_copy_there_is_not_waited_for_for_ever(
    filled: SmallSchool, share: FailingFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_apart, "_COPY_S", 1.0)
    tell = stalls(share, "Copying the school at its new place")
    assert moved(filled, filled.open("ict"), str(share.path), tell=tell) == str(share.path)
    share.heal()
    assert gets_in(filled, filled.location.shown) == str(share.path)


@pytest.mark.both_databases
@pytest.mark.postgres
def test_the_same_from_a_server(
    filled: SmallSchool, share: FailingFolder, new_database: NewDatabase
) -> None:
    school, new = filled, str(share.path)
    ict = school.open("ict")
    url = moved(school, ict, new_database())
    ict.close()
    ict, at = school.open("ict"), "Comparing both, row by row"
    with pytest.raises(SchoolAway, match="The new folder has stopped answering"):
        ict.moving.move(new, PASSWORD, tell=stalls(share, at))
    send(school, school.open("teacher1"))
    assert gets_in(school, url) == url == parse_location(url).shown
    share.heal()
    assert moved(school, ict, new) == new
