"""What is said at sign-in of the folder that a school lies in."""

from __future__ import annotations

from tests.schools import SmallSchool


def test_a_folder_that_a_cloud_copies_is_told_to_whoever_can_move_it(
    folder_school: SmallSchool,
) -> None:
    school = folder_school
    (school.location.school_file.parent / ".stfolder").mkdir()
    said = [notice for notice in school.open("ict").notices if "Syncthing" in notice]
    assert len(said) == 1
    assert "keeps two versions" in said[0]
    assert not any("Syncthing" in notice for notice in school.open("teacher1").notices)
