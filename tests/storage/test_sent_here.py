"""What was sent from a laptop, kept there: who opens it, and what damage does."""

from __future__ import annotations

import uuid
from pathlib import Path

from trent_desktop.storage.cipher import KeyPair, new_key, new_key_pair
from trent_desktop.storage.sent_here import SentHere

ANA, ZOE, NEW = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
PAIRS = {one: new_key_pair() for one in (ANA, ZOE, NEW)}


def _of(folder: Path, member_id: uuid.UUID, school: bytes, pair: KeyPair | None = None) -> SentHere:
    own = (pair or PAIRS[member_id]).private
    return SentHere(folder, member_id, lambda: own, lambda: school)


def test_every_member_of_the_school_opens_it_and_nobody_else(tmp_path: Path) -> None:
    school, later = new_key(), new_key()
    _of(tmp_path, ANA, school).put("one", b"what was sent")
    assert _of(tmp_path, ZOE, school).get("one") == b"what was sent"
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"what was sent" not in written
    assert not list(tmp_path.rglob("*one*"))
    # The school's key changed while only Ana was known here: somebody left.
    assert _of(tmp_path, ZOE, later).get("one") is None
    assert _of(tmp_path, ANA, later).get("one") == b"what was sent"
    assert _of(tmp_path, ZOE, later).get("one") == b"what was sent"
    assert _of(tmp_path, NEW, school).get("one") is None  # whoever left, with the key of then
    # With each sealed to, the next change finds all of them.
    ana = _of(tmp_path, ANA, later)
    ana.share_with({one: PAIRS[one].public for one in (ANA, ZOE)})
    newest = new_key()
    assert _of(tmp_path, NEW, newest).get("one") is None
    zoe = _of(tmp_path, ZOE, newest)
    assert zoe.get("one") == b"what was sent"
    assert dict(zoe.all()) == {"one": b"what was sent"}
    zoe.put("one", b"and more")
    assert _of(tmp_path, NEW, newest).get("one") == b"and more"


def test_a_change_of_the_schools_key_is_followed_while_it_is_open(tmp_path: Path) -> None:
    keys = [new_key()]
    here = SentHere(tmp_path, ANA, lambda: PAIRS[ANA].private, lambda: keys[-1])
    here.put("one", b"1")
    keys.append(new_key())
    assert here.get("one") == b"1"
    assert _of(tmp_path, ZOE, keys[-1]).of(["one", "two"]) == ("one",)
    assert _of(tmp_path, ZOE, keys[0]).of(["one"]) == ()


def test_what_is_damaged_counts_as_not_there(tmp_path: Path) -> None:
    school = new_key()
    here = _of(tmp_path, ANA, school)
    for name in ("one", "two", "three"):
        here.put(name, name.encode())
    first, second, _ = sorted(tmp_path.rglob("*.sent"))
    whole = first.read_bytes()
    first.write_bytes(whole[:20])
    second.write_bytes(whole)  # another thing's content in its place
    assert len(dict(_of(tmp_path, ANA, school).all())) == 1
    assert len(list(tmp_path.rglob("*.sent"))) == 1
    (keys,) = tmp_path.rglob("keys")
    keys.write_bytes(b"{}")
    again = _of(tmp_path, ANA, school)
    assert dict(again.all()) == {}
    again.put("one", b"1")
    assert again.get("one") == b"1"
    again.drop("one")
    assert again.get("one") is None
