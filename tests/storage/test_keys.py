"""Key slots and the two copies of the key file."""

from __future__ import annotations

import dataclasses
import json
import uuid
from pathlib import Path

import pytest

from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import DamagedKeys, FileGone, NotASchool, SchoolAway
from trent_desktop.storage import cipher, key_format, key_slots, troubles
from trent_desktop.storage.key_store import FolderKeys
from trent_desktop.storage.location import KEYS_COPY, KEYS_FILE, Location


def a_document() -> key_slots.KeyDocument:
    school_id = uuid.uuid4()
    slot = key_slots.make_slot(
        school_id,
        "somebody",
        key_slots.name_tag(school_id, "Zoë "),
        "correct horse",
        cipher.new_key_pair(),
        key_slots.DataKeys(cipher.new_key()),
        cipher.cheap_cost(),
    )
    return key_slots.KeyDocument(school_id, True, 1, (slot,))


def test_a_slot_opens_with_its_password_only() -> None:
    document = a_document()
    slot = document.slots[0]
    opened = key_slots.open_slot(document.school_id, slot, "correct horse")
    assert cipher.public_half(opened.private_key) == slot.public_key
    with pytest.raises(cipher.CannotOpen):
        key_slots.open_slot(document.school_id, slot, "correct hors")


def test_a_slot_cannot_be_passed_off_as_another_members() -> None:
    document = a_document()
    moved = dataclasses.replace(document.slots[0], holder="somebody else")
    with pytest.raises(cipher.CannotOpen):
        key_slots.open_slot(document.school_id, moved, "correct horse")


def test_an_accent_typed_in_two_ways_is_one_password_and_one_name() -> None:
    document = a_document()
    assert document.slots_named("zoe\u0308") == document.slots
    assert document.slots_named("ZOË") == document.slots
    assert document.slots_named("zoe") == ()


def test_a_key_document_comes_back_as_it_was_and_shows_no_names() -> None:
    document = a_document()
    content = key_format.to_bytes(document)
    assert key_format.from_bytes(content) == document
    assert "Zoë".encode() not in content
    assert b"Zo\\u00eb" not in content


@pytest.mark.parametrize("damage", ["cut", "changed", "empty", "list", "dear"])
def test_damage_is_noticed(damage: str) -> None:
    content = key_format.to_bytes(a_document())
    body = json.loads(content)
    body["slots"][0]["memory"] = 2**40
    bad = {
        "cut": content[:-20],
        "changed": content.replace(b'"revision": 1', b'"revision": 7'),
        "empty": b"",
        "list": b"[]",
        "dear": json.dumps(body).encode(),
    }[damage]
    with pytest.raises(key_format.UnreadableKeys):
        key_format.from_bytes(bad)


def test_no_secret_shows_in_a_repr() -> None:
    pair = cipher.new_key_pair()
    opened = key_slots.Opened("somebody", pair.private, key_slots.DataKeys(cipher.new_key()))
    for shown in (repr(pair), repr(opened)):
        assert repr(pair.private) not in shown
        assert repr(opened.data_key) not in shown


def folder_keys(school: SmallSchool) -> tuple[FolderKeys, Path]:
    assert school.location.folder is not None
    return FolderKeys(school.location), school.location.folder


def test_a_damaged_first_copy_is_said_and_the_second_used(folder_school: SmallSchool) -> None:
    keys, folder = folder_keys(folder_school)
    (folder / KEYS_FILE).write_bytes(b"\0" * 300)
    said = troubles.ONE_KEY_COPY.format(which="first")
    assert keys.read().for_ict == (said,)
    # Who can do something about it reads it, and nobody else is troubled.
    assert folder_school.open("ict").notices == (said,)
    assert folder_school.open("teacher2").notices == ()
    # The next change of keys puts the first copy right again.
    folder_school.open("teacher1").change_password(PASSWORD, "another one for the sample")
    assert keys.read().for_ict == ()


def test_two_damaged_copies_are_told_and_left_as_they_are(folder_school: SmallSchool) -> None:
    keys, folder = folder_keys(folder_school)
    for name in (KEYS_FILE, KEYS_COPY):
        (folder / name).write_bytes(b"nonsense")
    with pytest.raises(DamagedKeys, match="put a copy back"):
        keys.read()
    assert (folder / KEYS_FILE).read_bytes() == b"nonsense"


def test_an_older_second_copy_never_brings_an_old_password_back(
    folder_school: SmallSchool,
) -> None:
    keys, folder = folder_keys(folder_school)
    old = (folder / KEYS_COPY).read_bytes()
    folder_school.open("head").change_password(PASSWORD, "new words for the head")
    (folder / KEYS_COPY).write_bytes(old)
    assert folder_school.open("head", password="new words for the head").member.name
    assert keys.read().document.revision == 2


def test_writing_the_keys_that_was_cut_off_is_put_right_by_whoever_signs_in_next(
    folder_school: SmallSchool,
) -> None:
    keys, folder = folder_keys(folder_school)
    old = (folder / KEYS_FILE).read_bytes()
    folder_school.open("head").change_password(PASSWORD, "new words for the head")
    (folder / KEYS_FILE).write_bytes(old)  # as where the program was killed after the second copy
    assert keys.differences() == ["the two copies of the key file differ."]
    assert folder_school.open("ict").notices == (troubles.KEY_COPY_CUT_OFF,)
    assert keys.differences() == []
    assert keys.read().document.revision == 2
    assert folder_school.open("head", password="new words for the head").notices == ()


def test_a_folder_without_a_school_and_no_folder_at_all(tmp_path: Path) -> None:
    with pytest.raises(NotASchool):
        FolderKeys(Location(folder=tmp_path)).read()
    with pytest.raises(SchoolAway):
        FolderKeys(Location(folder=tmp_path / "gone")).read()


def test_whoever_has_the_school_open_is_not_told_to_set_one_up(folder_school: SmallSchool) -> None:
    _, folder = folder_keys(folder_school)
    own = folder_school.open("ict").signed_in.own_keys
    for name in list(folder.iterdir()):
        name.rename(folder.parent / f"aside-{name.name}")
    with pytest.raises(FileGone, match="gone from its folder: they were moved or deleted"):
        own.read()
