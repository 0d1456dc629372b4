"""Packs from outside are hostile until they are checked."""

from __future__ import annotations

import io
import os
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from tests.lessons.words import EVERYTHING, lesson
from trent_desktop.lessons.drawn_apart import drawn_apart
from trent_desktop.lessons.faults import LessonRefused, PackRefused
from trent_desktop.lessons.packs import (
    LARGEST_PACK,
    MOST_FILES,
    check_picture,
    pack_of,
    picture_in,
    read_pack,
    unzipped,
    zipped,
)

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3"/></svg>'
CASES = Path(__file__).parent / "cases"
ONE = lesson("# A\n\n![x](mine)").encode()


def png(width: int, height: int) -> bytes:
    """A PNG that says so; its pixels do not matter."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def archive(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped_up:
        for name, body in files.items():
            zipped_up.writestr(name, body)
    return out.getvalue()


def test_a_folder_and_its_zip_are_the_same_pack(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "lesson.md").write_bytes(ONE)
    (folder / "mine.svg").write_bytes(SVG)
    pack = read_pack(folder)
    assert read_pack(folder / "lesson.md").lesson == pack.lesson
    (tmp_path / "mine.smartlesson").write_bytes(zipped(pack))
    again = read_pack(tmp_path / "mine.smartlesson")
    assert again.lesson == pack.lesson
    assert again.pictures == {"mine.svg": SVG}
    assert zipped(again) == zipped(pack)


def test_an_exported_pack_brings_the_programs_own_pictures_along() -> None:
    pack = pack_of("x", {"lesson.md": EVERYTHING.encode()})
    files = unzipped(zipped(pack))
    assert {"lesson.md", "tablet.svg", "spot-photo.svg", "thumb-up.svg"} <= set(files)
    assert pack_of("x", files).lesson == pack.lesson


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("mine.svg", SVG.replace(b"<circle", b"<script>1</script><circle"), "script"),
        ("mine.svg", SVG.replace(b"<circle", b'<circle onload="x()"'), "script"),
        ("mine.svg", SVG.replace(b"<circle", b'<image href="http://example.net/x.png"/><circle'), "image"),
        ("mine.svg", SVG.replace(b"<circle", b'<use href="http://example.net/x.svg#a"/><circle'), "outside"),
        ("mine.svg", SVG.replace(b'r="3"', b'fill="url(http://example.net/x)"'), "outside"),
        ("mine.svg", b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SVG, "instructions"),
        ("mine.svg", SVG.replace(b"<circle", b"<foreignObject/><circle"), "foreignobject"),
        ("mine.svg", SVG[:40], "damaged"),
        ("mine.svg", SVG.replace(b'<circle r="3"/>', b'<g id="a"><use href="#a"/></g>'), "itself"),
        ("mine.svg", SVG.replace(b'<circle r="3"/>', b"<g>" * 4000 + b"</g>" * 4000), "deep"),
        ("mine.png", png(20_000, 10), "20,000"),
        ("mine.png", b"GIF89a", "not a PNG"),
        ("mine.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 6_000_000, "larger than 5 MB"),
        ("evil.exe", b"MZ", "not a file of a lesson"),
        ("Mine.SVG", SVG, "not a file of a lesson"),
    ],
)  # fmt: skip
def test_a_picture_that_does_more_than_show_is_refused(name: str, body: bytes, why: str) -> None:
    with pytest.raises(PackRefused, match=why):
        pack_of("x", {"lesson.md": ONE, "mine.svg": SVG, name: body})


def billion_uses() -> bytes:
    groups = b"".join(
        b'<g id="g%d">%s</g>' % (n, b'<use href="#g%d"/>' % (n - 1) * 10) for n in range(1, 9)
    )
    return SVG.replace(b'<circle r="3"/>', b'<g id="g0"><circle r="1"/></g>' + groups)


def test_few_parts_that_draw_without_end_are_refused() -> None:
    with pytest.raises(PackRefused, match="without end"):
        pack_of("x", {"lesson.md": ONE, "mine.svg": billion_uses()})


def chained(first: str, link: str) -> bytes:
    """Nine parts, each of which uses the one before ten times over."""
    parts = [first]
    parts += [link.format(n=n, before=n - 1) for n in range(1, 9)]
    drawn = "".join(parts) + '<rect width="9" height="9" fill="url(#p8)" mask="url(#p8)"/>'
    return SVG.replace(b'<circle r="3"/>', drawn.encode())


_FIRST = '<pattern id="p0" width="1" height="1"><rect width="9" height="9"/></pattern>'


@pytest.mark.parametrize(
    "link",
    [
        # As an attribute, with quotes and spaces, and without what viewers do without.
        '<pattern id="p{n}">' + '<rect fill="url(#p{before})"/>' * 10 + "</pattern>",
        '<pattern id="p{n}">' + "<rect stroke=\"url( '#p{before}' )\"/>" * 10 + "</pattern>",
        '<pattern id="p{n}">' + '<rect fill="URL #p{before}"/>' * 10 + "</pattern>",
        '<pattern id="p{n}">' + '<rect style="stroke: red; fill:url(#p{before}"/>' * 10 + "</pattern>",
        # Handed down: by a group, by what is used, by what the part itself lies in.
        '<pattern id="p{n}"><g fill="url(#p{before})">' + "<rect/>" * 10 + "</g></pattern>",
        '<g id="g{n}">' + "<rect/>" * 10 + '</g><pattern id="p{n}">'
        '<use href="#g{n}" fill="url(#p{before})"/></pattern>',
        '<g style="fill:url(#p{before})"><pattern id="p{n}">' + "<rect/>" * 10 + "</pattern></g>",
        # By a mask, and by a name with a space in it.
        '<mask id="p{n}">' + '<rect mask="url(#p{before})"/>' * 10 + "</mask>",
        '<mask id="p{n}"><g id="a {n}">' + '<rect mask="url(#p{before})"/>' * 9 + "</g></mask>",
    ],
)  # fmt: skip
def test_patterns_and_masks_count_like_what_is_used(link: str) -> None:
    with pytest.raises(PackRefused, match=r"pic\.svg is not used: it draws .* end") as why:
        check_picture("pic.svg", chained(_FIRST, link), "mine.smartlesson")
    assert why.value.where == "mine.smartlesson"
    assert why.value.what_to_do


@pytest.mark.parametrize(
    ("drawn", "why"),
    [
        ('<pattern id="a"><rect fill="url(#a)"/></pattern>', "itself"),
        ('<mask id="a"><g mask="url(#a)"><rect/></g></mask>', "itself"),
        ('<mask id="a"><rect/></mask>' + '<rect mask="url(#a)"/>' * 41, "without end"),
        ('<g fill="url(#a b)"><rect/></g>', "cannot be followed"),
        ('<rect style="fill:u\\72l(#a)"/>', "cannot be checked"),
        ("<style>rect { fill: url(#a) }</style>", "style"),
        # Viewers look at the name alone, whatever space it stands in.
        ('<i:style xmlns:i="http://www.inkscape.org/namespaces/inkscape">g{}</i:style>', "style"),
        ('<i:image xmlns:i="http://www.inkscape.org/namespaces/inkscape" href="#a"/>', "image"),
    ],
)
def test_a_picture_whose_parts_cannot_be_followed_is_refused(drawn: str, why: str) -> None:
    with pytest.raises(PackRefused, match=why):
        check_picture("pic.svg", SVG.replace(b'<circle r="3"/>', drawn.encode()))


def test_an_honest_picture_with_patterns_masks_and_gradients_is_used() -> None:
    drawn = (
        '<linearGradient id="a b"><stop/><stop/></linearGradient><clipPath id="c"><rect/></clipPath>'
        '<linearGradient id="d" href="#a b"/><pattern id="p"><path fill="url(#d)"/></pattern>'
        '<mask id="m"><rect fill="url(#a b)"/></mask>'
        '<g fill="url( \'#p\' )" mask="url(#m)" clip-path="url(#c)" filter="url(#nowhere)">'
        + '<path style="fill:url(#a b);stroke:none"/>' * 300
        + "</g>"
    )
    check_picture("pic.svg", SVG.replace(b'<circle r="3"/>', drawn.encode()))


def test_weighing_a_picture_takes_no_time() -> None:
    wide = '<g fill="url(#p)">' * 200 + '<rect fill="url(#q)"/>' * 3_000 + "</g>" * 200
    begun = time.process_time()
    with pytest.raises(PackRefused):
        check_picture("pic.svg", SVG.replace(b'<circle r="3"/>', f"{_FIRST}{wide}".encode()) * 2)
    check_picture("pic.svg", SVG.replace(b'<circle r="3"/>', f"{_FIRST}{wide}".encode()))
    assert time.process_time() - begun < 2.0


@pytest.mark.parametrize(
    ("case", "why"),
    [
        ("10-corrupt-deflate", "This is not a lesson pack, or it is damaged."),
        ("26-pattern-bomb", "The picture pic.svg is not used: it draws the same things without end."),
        ("27c-mask-bomb", "The picture pic.svg is not used: it draws the same things without end."),
        ("40-bad-crc", "The picture pic.png is damaged."),
    ],
)  # fmt: skip
def test_packs_that_once_hung_or_broke_are_a_sentence(case: str, why: str) -> None:
    path = CASES / f"{case}.smartlesson"
    with pytest.raises(PackRefused) as refused:
        read_pack(path)
    assert (refused.value.words, refused.value.where) == (why, str(path))
    assert refused.value.what_to_do


def test_a_folder_that_was_zipped_as_a_whole_is_a_pack() -> None:
    assert read_pack(CASES / "04d-folder.smartlesson").lesson.title
    with_itself = archive({"mine/": b"", "mine/lesson.md": ONE, "mine/mine.svg": SVG})
    assert set(unzipped(with_itself)) == {"lesson.md", "mine.svg"}
    for other in ({"b/x.svg": SVG}, {"mine/b/x.svg": SVG}, {"mine/../x.svg": SVG}):
        with pytest.raises(PackRefused, match="outside"):
            unzipped(archive({"mine/lesson.md": ONE, **other}))


def test_what_systems_put_into_a_zip_is_left_out_and_lesson_may_be_in_capitals() -> None:
    junk = {"__MACOSX/mine/._lesson.md": b"\0", "mine/.DS_Store": b"\0", "mine/Thumbs.db": b"\0"}
    files = {"mine/": b"", "mine/Lesson.md": ONE, "mine/mine.svg": SVG, "mine/._mine.svg": b"\0"}
    assert unzipped(archive({**junk, **files})) == {"lesson.md": ONE, "mine.svg": SVG}
    assert unzipped(archive({"__MACOSX/._LESSON.MD": b"\0", "LESSON.MD": ONE})) == {
        "lesson.md": ONE
    }
    with pytest.raises(PackRefused, match="twice"):
        unzipped(archive({"lesson.md": ONE, "Lesson.md": ONE}))


def test_pngs_from_outside_are_drawn_anew_apart_and_no_larger_than_a_board() -> None:
    from PIL import Image

    large = io.BytesIO()
    Image.new("1", (4_000, 4_000)).save(large, "PNG")
    pack = pack_of("x", {"lesson.md": ONE, "mine.svg": SVG, "board.png": large.getvalue()})
    drawn = drawn_apart(pack)
    with Image.open(io.BytesIO(drawn.pictures["board.png"])) as picture:
        assert picture.size == (1920, 1920)
    assert drawn.pictures["mine.svg"] == SVG
    hollow = pack_of("x", {"lesson.md": ONE, "mine.svg": SVG, "board.png": png(9, 9)})
    with pytest.raises(PackRefused, match=r"board\.png is damaged"):
        drawn_apart(hollow)
    with pytest.raises(PackRefused, match="opened safely"):
        drawn_apart(pack, patience=0.01)


@pytest.mark.parametrize(
    ("said", "passes"),
    [
        (b'<?xml-stylesheet href="https://example.org/a.css"?>', False),
        (b'<?XML-Stylesheet type="text/css" href="b.css"?>', False),
        (b'<?xpacket begin="" id="x"?>', True),
    ],
)
def test_a_drawing_tells_nobody_to_fetch_a_style(said: bytes, passes: bool) -> None:
    for drawing in (said + SVG, SVG + said, SVG.replace(b"<circle", said + b"<circle")):
        if passes:
            check_picture("x.svg", drawing)
            continue
        with pytest.raises(PackRefused, match="outside itself"):
            check_picture("x.svg", drawing)


@pytest.mark.parametrize(
    "name",
    ["../lesson.md", "/etc/passwd", "a/b.svg", "C:\\x.svg", "..\\x.svg", ".hidden.svg", "a/"],
)
def test_paths_stay_inside_the_pack(name: str) -> None:
    with pytest.raises(PackRefused, match="outside"):
        unzipped(archive({"lesson.md": ONE, name: b""}))


def test_a_link_in_a_zip_is_refused() -> None:
    info = zipfile.ZipInfo("mine.svg")
    info.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped_up:
        zipped_up.writestr("lesson.md", ONE)
        zipped_up.writestr(info, "/etc/passwd")
    with pytest.raises(PackRefused, match="link"):
        unzipped(out.getvalue())


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "lesson.md").write_bytes(ONE)
    (tmp_path / "secret.svg").write_bytes(SVG)
    (folder / "mine.svg").symlink_to(tmp_path / "secret.svg")
    with pytest.raises(PackRefused, match="ordinary file"):
        read_pack(folder)


def test_a_bomb_is_refused_before_it_unpacks() -> None:
    bomb = archive({"lesson.md": b"0" * (LARGEST_PACK + 1)})
    assert len(bomb) < 100_000
    with pytest.raises(PackRefused, match="20 MB"):
        unzipped(bomb)
    with pytest.raises(PackRefused, match="20 MB"):
        unzipped(b"0" * (LARGEST_PACK + 1))
    with pytest.raises(PackRefused, match="files"):
        unzipped(archive({f"a{number}.svg": SVG for number in range(MOST_FILES + 1)}))


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"not a zip", archive({"lesson.md": ONE})[:60]],
    # Named, since a zip has the time in it, and both halves of a run must know a test by one name.
    ids=["nothing", "two letters", "words", "half"],
)
def test_what_is_no_zip_is_refused(content: bytes) -> None:
    with pytest.raises(PackRefused):
        unzipped(content)


def test_bad_letters_and_missing_parts_are_told(tmp_path: Path) -> None:
    with pytest.raises(PackRefused, match="line 3"):
        pack_of("x", {"lesson.md": b"a\nb\n\xff"})
    with pytest.raises(PackRefused, match=r"no lesson\.md"):
        pack_of("x", {})
    with pytest.raises(LessonRefused, match="no picture “mine”"):
        pack_of("x", {"lesson.md": ONE})
    with pytest.raises(PackRefused, match="cannot be opened"):
        read_pack(tmp_path / "nowhere.smartlesson")
    with pytest.raises(LessonRefused, match="HTML"):
        pack_of("x", {"lesson.md": lesson("# A\n\n<script>x</script>").encode()})


def test_a_lesson_that_was_kept_is_not_lost_because_its_words_would_be_refused_today() -> None:
    """With words beside the list of a block, a line below an option, numbers that fall."""
    before = EVERYTHING.replace("- ![](thumb-down) No", "- ![](thumb-down) No\n  - more")
    before = before.replace("1. First\n2. Second\n3. Third", "3. First\n2. Second\n1. Third")
    before = before.replace("::: story\n", "::: story\nbeside\n\n")
    files = {"lesson.md": before.encode()}
    with pytest.raises(LessonRefused):
        pack_of("x", files)
    whole = pack_of("x", {"lesson.md": EVERYTHING.encode()}).lesson
    kept = pack_of("x", files, was_kept=True).lesson
    assert [one.activity for one in kept.slides] == [one.activity for one in whole.slides]
    for nothing in (b"", b"---\ntitle: x\n---\n"):
        with pytest.raises(LessonRefused):
            pack_of("x", {"lesson.md": nothing}, was_kept=True)


def test_a_file_of_gigabytes_is_not_read_and_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    huge = tmp_path / "huge.smartlesson"
    picture = tmp_path / "Huge Picture.png"
    for path in (huge, picture):
        with path.open("wb") as file:
            file.truncate(20 * 1024**3)  # nothing of it is on the disk
    with pytest.raises(PackRefused, match="larger than 20 MB"):
        read_pack(huge)
    with pytest.raises(PackRefused, match=r"huge-picture\.png is larger than 5 MB"):
        picture_in(picture)
    with pytest.raises(PackRefused, match="cannot be opened"):
        picture_in(tmp_path / "gone.png")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.png")
        with pytest.raises(PackRefused, match="not an ordinary file"):
            picture_in(tmp_path / "pipe.png")
        os.mkfifo(tmp_path / "pipe.smartlesson")
        with pytest.raises(PackRefused, match="not an ordinary file"):
            read_pack(tmp_path / "pipe.smartlesson")
