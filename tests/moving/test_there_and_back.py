"""A school moves to a server and back, while others have it open."""

from __future__ import annotations

import time

import pytest

from tests.moving.places import LEFT, chain_of, gets_in, moved, rows_of, says
from tests.reports import answers as made
from tests.schools import NewDatabase, SmallSchool
from trent_desktop.problems import NotAllowed, NotASchool, SchoolMoved, SignInRefused
from trent_desktop.storage.location import parse_location

pytestmark = [pytest.mark.both_databases, pytest.mark.postgres]


def test_there_and_back_with_a_second_laptop_open(
    filled: SmallSchool, new_database: NewDatabase
) -> None:
    school, url = filled, new_database()
    old = school.location.shown
    ict, teacher = school.open("ict"), school.open("teacher1")
    teacher.follow()
    before = rows_of(school, old)

    new = moved(school, ict, url)
    assert new == parse_location(url).shown
    after = rows_of(school, new)
    # Every row as it was; the move itself is one more link, at both places the same.
    extra = {name: set(after[name]) - set(before[name]) for name in after}
    assert {name for name, keys in extra.items() if keys} == {"audit_entry"}
    assert all(after[name][key] == digest for name, rows in before.items()
               for key, digest in rows.items())  # fmt: skip
    assert len(extra["audit_entry"]) == 1
    assert after["audit_entry"] == rows_of(school, old)["audit_entry"]
    assert chain_of(school, new)[1] is None
    assert (says(school, old), says(school, new)) == ("gone", "")

    # The laptop that had it open: nothing is written at the old place, and it hears where to go.
    sent = teacher.cases.send(school.draft(made.quick()))
    assert sent.queued
    with pytest.raises(SchoolMoved, match="moved"):
        teacher.change_password("sample-school", "another-sample-school")
    assert teacher.follow().moved == new
    root = teacher.signed_in.laptop.root
    teacher.close()
    again = school.open("teacher1", root=root)  # it still asks at the old place
    assert again.location == new
    assert again.notices[0].startswith("The school has moved to the database “school_")
    assert again.follow().sent, "what waited goes to the new place"
    assert not again.follow().went_back

    # LISTEN and NOTIFY work there.
    head = school.open("head", root=school.folder / "heads")
    head.follow()
    token = head.signed_in.database.turn.token()
    again.cases.send(school.draft(made.quick()))
    until = time.monotonic() + 10
    while head.signed_in.database.turn.token() == token:
        assert time.monotonic() < until, "the server told nobody"
        time.sleep(0.02)

    # Whoever was removed stays out, at either place.
    for place in (old, new):
        assert gets_in(school, place, LEFT).startswith("SignInRefused")
    before = rows_of(school, new)

    # Not straight into another database, where its password would stand in the clear.
    leader = school.open("ict", root=school.folder / "ict-there")
    with pytest.raises(NotASchool, match="straight"):
        leader.moving.move(new_database(), "sample-school")

    # And back, into another folder.
    folder = str(school.folder / "The share of tomorrow")
    back = moved(school, leader, folder)
    assert back == folder
    after = rows_of(school, back)
    assert {name for name in after if set(after[name]) - set(before[name])} == {"audit_entry"}
    assert all(after[name][key] == digest for name, rows in before.items()
               for key, digest in rows.items())  # fmt: skip
    assert chain_of(school, back)[1] is None
    with pytest.raises(SchoolMoved):
        again.signed_in.database.write().__enter__()
    assert again.follow().moved == back
    for place in (old, new, back):
        assert gets_in(school, place, "dsl") == back, "however long a laptop was away"
        assert gets_in(school, place, LEFT).startswith("SignInRefused")
    assert (school.folder / "The share of tomorrow" / "backups").is_dir()


def test_who_may(folder_school: SmallSchool, new_database: NewDatabase) -> None:
    url = new_database()
    teacher, ict = folder_school.open("teacher1"), folder_school.open("ict")
    with pytest.raises(NotAllowed):
        teacher.moving.move(url, "sample-school")
    with pytest.raises(SignInRefused):
        ict.moving.move(url, "not hers")
    assert gets_in(folder_school, folder_school.location.shown) == folder_school.location.shown
