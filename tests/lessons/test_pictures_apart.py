"""Drawings from outside, and packs damaged at random: a picture, a sentence, and never more."""

from __future__ import annotations

import io
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.lessons.test_packs import ONE, SVG, archive
from tests.lessons.words import lesson
from trent_desktop.lessons import drawn_apart
from trent_desktop.lessons.drawn_apart import as_seen, foreign_drawings, seen_so_far
from trent_desktop.lessons.faults import LessonRefused, PackRefused
from trent_desktop.lessons.packs import check_picture, pack_of, shared_picture, unzipped

_TURNS = [
    b"<use href='#a'/>",
    b"<!DOCTYPE x>",
    b"&x;",
    b' id="a" fill="url(#a)"',
    b"PK\x01\x02",
    b"PK\x05\x06",
    b"\x00\xff",
    b"]]>",
    b"<g" * 50,
]


def zigzag() -> bytes:
    """It only draws, in one part: a line that crosses itself a billion times."""
    dice = random.Random(1)
    points = " ".join(f"{dice.random() * 9:.3f},{dice.random() * 9:.3f}" for _ in range(38_000))
    line = f'<polygon points="{points}" stroke="red" stroke-dasharray="0.01 0.01"/>'
    return SVG.replace(b'<circle r="3"/>', line.encode())


def test_a_drawing_from_outside_is_seen_as_a_picture_and_none_holds_up_the_window(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from PIL import Image

    # What another test had drawn is not known here.
    monkeypatch.setattr(drawn_apart, "_SEEN", type(drawn_apart._SEEN)())
    ours = shared_picture("padlock")
    assert ours is not None
    mine = SVG.replace(b'r="3"', b'r="4"')
    text = lesson("# A\n\n![x](mine+padlock)").encode()
    pack = pack_of("x", {"lesson.md": text, "mine.svg": mine, "padlock.svg": ours})
    assert [*foreign_drawings(pack)] == ["mine.svg"]
    assert seen_so_far(pack).picture("mine") == b""
    seen = as_seen(pack)
    assert seen.pictures["padlock.svg"] == ours
    assert set(seen.pictures) == {"padlock.svg", "mine.png"}
    with Image.open(io.BytesIO(seen.pictures["mine.png"])) as picture:
        assert picture.size == (1600, 1600)
        assert picture.convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 255)
    assert as_seen(pack, patience=0.0) == seen  # not drawn again
    bomb = pack_of("x", {"lesson.md": ONE, "mine.svg": zigzag()})
    begun = time.monotonic()
    with pytest.raises(PackRefused, match="opened safely"):
        as_seen(bomb, patience=2.0)
    assert time.monotonic() - begun < 6.0
    assert seen_so_far(bomb).picture("mine") == b""
    broken = pack_of("x", {"lesson.md": ONE, "mine.svg": SVG.replace(b"0 0 9 9", b"0 0 0 9")})
    with pytest.raises(PackRefused, match=r"mine\.svg is damaged"):
        as_seen(broken)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_a_damaged_pack_or_drawing_holds_is_a_pack_or_a_sentence(
    data: st.DataObject,
) -> None:
    files = {"lesson.md": ONE, "mine.svg": SVG, "big.svg": shared_picture("bedroom") or b""}
    content = bytearray(archive(files) if data.draw(st.booleans()) else SVG * 3)
    is_drawing = content.startswith(b"<svg")
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content) - 1))
        what = data.draw(st.sampled_from(["byte", "cut", "twice", "words"]))
        if what == "byte":
            content[at] = data.draw(st.integers(0, 255))
        elif what == "cut":
            del content[at : at + data.draw(st.integers(1, 40))]
        elif what == "twice":
            content[at:at] = content[at : at + 30]
        else:
            content[at:at] = data.draw(st.sampled_from(_TURNS))
        if not content:
            return
    try:
        if is_drawing:
            check_picture("mine.svg", bytes(content))
        else:
            pack_of("x", unzipped(bytes(content)))
    except (PackRefused, LessonRefused):
        pass  # in words, and nothing else is raised
