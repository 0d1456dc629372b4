"""Lesson packs: a folder or a ``.smartlesson`` zip with ``lesson.md`` and pictures beside it.

A pack from outside is hostile until it is checked: only files of its own, few and small; SVG that
only draws; PNG within bounds. What passes is held in memory; nothing is ever unpacked to disk.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from trent_desktop import files
from trent_desktop.faults import Fault
from trent_desktop.files import is_litter
from trent_desktop.lessons.faults import LessonRefused, PackRefused
from trent_desktop.lessons.lesson import Lesson, Picture, pictures_of
from trent_desktop.lessons.reading import LARGEST_FILE, plain_text, read_lesson, try_lesson
from trent_desktop.opened_with import LESSON
from trent_desktop.picture_starts import PNG_START
from trent_desktop.resources import RESOURCES
from trent_desktop.safe_pictures import UnsafePicture, check_svg

OURS = RESOURCES / "lessons"
#: Written as lessons are, for grown-ups: they do not stand among the lessons.
DECKS = RESOURCES / "decks"
PICTURES = RESOURCES / "pictures" / "lessons"
ENDING = LESSON
MOST_FILES = 200
LARGEST_PACK = 20 * 1024 * 1024
LARGEST_PICTURE = 5 * 1024 * 1024
LONGEST_SIDE = 4_000
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}\.(svg|png)")
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_LESSON = "lesson.md"
_SPOTS = "spots.md"


@dataclass(frozen=True, slots=True)
class Pack:
    """A lesson that was read and checked. `name` is the folder's; `pictures` by file name."""

    name: str
    text: str = field(repr=False)
    lesson: Lesson
    pictures: Mapping[str, bytes] = field(repr=False)
    ours: bool = False

    def picture(self, layer: str) -> bytes | None:
        """A layer's file: the pack's own, else the program's. None when there is none."""
        own = self.pictures.get(f"{layer}.svg") or self.pictures.get(f"{layer}.png")
        return own if own is not None else shared_picture(layer)


@cache
def shared_picture(layer: str) -> bytes | None:
    """One of the program's own pictures."""
    if not re.fullmatch(r"[a-z0-9-]+", layer):
        return None
    path = PICTURES / f"{layer}.svg"
    return path.read_bytes() if path.is_file() else None


@cache
def shared_names() -> tuple[str, ...]:
    """The names of all the program's own pictures."""
    return tuple(sorted(path.stem for path in PICTURES.glob("*.svg")))


def read_pack(path: Path) -> Pack:
    """Read a pack from a folder or a zip. Raises `PackRefused` or `LessonRefused`."""
    try:
        if path.is_dir():
            found = dict(_from_folder(path))
        elif _plain_name(path.name) == _LESSON:
            return read_pack(path.parent)
        else:
            found = unzipped(_content_of(path, LARGEST_PACK), where=str(path))
    except OSError as error:
        raise PackRefused("This lesson cannot be opened.", where=str(path)) from error
    return pack_of(path.stem if path.is_file() else path.name, found, where=str(path))


def pack_of(
    name: str,
    files: Mapping[str, bytes],
    *,
    where: str = "",
    ours: bool = False,
    was_kept: bool = False,
) -> Pack:
    """Check the files of a pack. Raises `PackRefused` or `LessonRefused`.

    One that `was_kept` for the school is read as far as it can be: what this version of the program
    finds fault with in its words is no reason to lose it.
    """
    where = where or name
    content = files.get(_LESSON)
    if content is None:
        raise PackRefused(f"There is no {_LESSON} in this pack.", where=where)
    if len(content) > LARGEST_FILE * 4:
        raise PackRefused(f"{_LESSON} is far too long for a lesson.", where=where)
    try:
        text = plain_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PackRefused(
            f"{_LESSON} is not written in UTF-8: line {line} has a character that cannot be read.",
            what_to_do="Save it as UTF-8.",
            where=where,
        ) from error
    pictures = {file: body for file, body in files.items() if file != _LESSON}
    for file, body in pictures.items():
        check_picture(file, body, where)
    if not was_kept:
        _check_names(pictures, where)
    lesson = try_lesson(text)[0] if was_kept else None
    if lesson is None or not lesson.slides:
        lesson = read_lesson(text, where)
    pack = Pack(name, text, lesson, pictures, ours)
    missing = missing_pictures(pack)
    if missing:
        raise LessonRefused(missing, where)
    return pack


def picture_in(path: Path) -> tuple[str, bytes]:
    """A picture from a file, under the name that it has in a lesson. Raises `PackRefused`."""
    name = _NO_LETTERS.sub("-", path.stem.casefold()).strip("-")[:50] or "picture"
    file = f"{name}{path.suffix.casefold()}"
    try:
        content = _content_of(path, LARGEST_PICTURE)
    except OSError as error:
        raise PackRefused("This picture cannot be opened.", where=str(path)) from error
    check_picture(file, content, str(path))
    return file, content


def _content_of(path: Path, most: int) -> bytes:
    """A file's content: a byte more than `most` where it is longer. A pipe would never end."""
    try:
        return files.read_chosen(path, most)
    except files.NotOrdinary as error:
        words = f"“{path.name[:60]}” is not an ordinary file."
        raise PackRefused(words, where=str(path)) from error


def missing_pictures(pack: Pack) -> list[Fault]:
    """A fault for each picture that neither the pack nor the program has."""
    return [
        Fault(slide.line, f"There is no picture “{layer}”.", "Put its file beside lesson.md.")
        for slide in pack.lesson.slides
        for picture in pictures_of(slide)
        for layer in picture.layers
        if pack.picture(layer) is None
    ]


def free_picture_name(file: str, content: bytes, taken: Mapping[str, bytes]) -> str:
    """A name for one more picture: it stands for no other of the lesson, and for none of ours."""
    stem, _, ending = file.rpartition(".")
    stems = {_stem(one) for one in taken} | set(shared_names())
    free, number = file, 2
    while _stem(free) in stems and taken.get(free) != content:  # else it is the same once more
        free, number = f"{stem[:50]}-{number}.{ending}", number + 1
    return free


def used_pictures(lesson: Lesson, pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those that are on a slide. What was taken off again is not passed on."""
    shown = {
        layer
        for slide in lesson.slides
        for picture in pictures_of(slide)
        for layer in picture.layers
    }
    hidden = {f"{_stem(file)}.png" for file in pictures if file.endswith(".svg")}
    return {
        file: body for file, body in pictures.items() if _stem(file) in shown and file not in hidden
    }


def unused_pictures(pack: Pack) -> list[Fault]:
    """A remark for each picture of a pack that is on no slide of it."""
    used = used_pictures(pack.lesson, pack.pictures)
    return [
        Fault(0, f"The picture {file} is on no slide.", "Leave it out, or name it on one.")
        for file in sorted(pack.pictures)
        if file not in used
    ]


def _stem(file: str) -> str:
    return file.rpartition(".")[0]


def _check_names(pictures: Mapping[str, bytes], where: str) -> None:
    """Raises `PackRefused` where a name in the words would mean two pictures."""
    for file in pictures:
        if file.endswith(".png") and f"{_stem(file)}.svg" in pictures:
            raise PackRefused(
                f"There are two pictures of one name: {file} and {_stem(file)}.svg.",
                what_to_do="Leave one out, or give it another name.",
                where=where,
            )


def check_picture(file: str, content: bytes, where: str = "") -> None:
    """Raises `PackRefused` unless this is a harmless picture under a plain name."""
    if not _NAME.fullmatch(file):
        raise PackRefused(
            f"“{file[:60]}” is not a file of a lesson: a lesson has {_LESSON} and pictures whose "
            f"names have small letters, digits and hyphens, ending in .svg or .png.",
            where=where,
        )
    if len(content) > LARGEST_PICTURE:
        raise PackRefused(f"The picture {file} is larger than 5 MB.", where=where)
    if file.endswith(".svg"):
        try:
            check_svg(content)
        except UnsafePicture as why:
            raise PackRefused(
                f"The picture {file} is not used: {why}.",
                what_to_do="Save it as PNG in a drawing program, and use that instead.",
                where=where,
            ) from why
        return
    if not content.startswith(PNG_START) or len(content) < 33:
        raise PackRefused(f"The picture {file} is not a PNG.", where=where)
    if not _is_whole_png(content):
        raise PackRefused(
            f"The picture {file} is damaged.",
            what_to_do="Save it again in a drawing program.",
            where=where,
        )
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= LONGEST_SIDE and 0 < height <= LONGEST_SIDE):
        raise PackRefused(
            f"The picture {file} has {width:,} times {height:,} pixels; {LONGEST_SIDE:,} on a "
            "side is the most.",
            where=where,
        )


def _is_whole_png(content: bytes) -> bool:
    """Whether every part has the checksum that it says, up to the last: else nothing is drawn."""
    at = len(PNG_START)
    while at + 12 <= len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        end = at + 8 + length
        if content[end : end + 4] != struct.pack(">I", zlib.crc32(content[at + 4 : end])):
            return False
        if name == b"IEND":
            return True
        at = end + 4
    return False


def unzipped(content: bytes, *, where: str = "") -> dict[str, bytes]:
    """The files of a zip, within all bounds. Raises `PackRefused`.

    A folder that was zipped as a whole is taken for what is in it.
    """
    if len(content) > LARGEST_PACK:
        raise PackRefused("This pack is larger than 20 MB.", where=where)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return dict(_from_zip(archive, where))
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
        OSError,  # of bzip2
    ) as error:
        raise PackRefused(
            "This is not a lesson pack, or it is damaged.",
            what_to_do="Copy or download it again.",
            where=where,
        ) from error


def zipped(pack: Pack) -> bytes:
    """The pack as a ``.smartlesson``, with those of the program's pictures that it uses."""
    files: dict[str, bytes] = {_LESSON: pack.text.encode("utf-8"), **pack.pictures}
    for slide in pack.lesson.slides:
        for picture in pictures_of(slide):
            for file, body in _shared_files(pack, picture):
                files.setdefault(file, body)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, body in sorted(files.items()):
            # One date for all: the same lesson makes the same file.
            archive.writestr(zipfile.ZipInfo(file, (2026, 1, 1, 0, 0, 0)), body)
    return out.getvalue()


def _shared_files(pack: Pack, picture: Picture) -> Iterator[tuple[str, bytes]]:
    for layer in picture.layers:
        if f"{layer}.svg" in pack.pictures or f"{layer}.png" in pack.pictures:
            continue
        body = shared_picture(layer)
        if body is not None:
            yield f"{layer}.svg", body


def _from_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    total = 0
    for count, path in enumerate(sorted(folder.iterdir())):
        if _is_ignored(path.name):
            continue
        if count >= MOST_FILES:
            raise PackRefused(f"This pack has more than {MOST_FILES} files.", where=str(folder))
        if path.is_symlink() or not path.is_file():
            raise PackRefused(
                f"“{path.name[:60]}” in this pack is not an ordinary file.", where=str(folder)
            )
        total += path.stat().st_size
        if total > LARGEST_PACK:
            raise PackRefused("This pack is larger than 20 MB.", where=str(folder))
        yield _plain_name(path.name), _content_of(path, LARGEST_PACK)


def _from_zip(archive: zipfile.ZipFile, where: str) -> Iterator[tuple[str, bytes]]:
    infos = [one for one in archive.infolist() if not _is_ignored(one.filename)]
    if len(infos) > MOST_FILES:
        raise PackRefused(f"This pack has more than {MOST_FILES} files.", where=where)
    # What the list of contents claims is checked first, what comes out is counted again.
    if sum(info.file_size for info in infos) > LARGEST_PACK:
        raise PackRefused("This pack unpacks to more than 20 MB.", where=where)
    left = LARGEST_PACK
    seen: set[str] = set()
    folder = _folder_of([info.filename for info in infos])
    for info in infos:
        name = _plain_name(info.filename.removeprefix(folder))
        if not name:
            continue  # the folder itself
        if info.is_dir() or "/" in name or "\\" in name or ":" in name or name.startswith("."):
            raise PackRefused(
                f"“{info.filename[:60]}” points outside the pack, or into a folder.", where=where
            )
        if (info.external_attr >> 16) & 0o170000 == 0o120000:
            raise PackRefused(f"“{name[:60]}” is a link to another file.", where=where)
        if name in seen:
            raise PackRefused(f"“{name[:60]}” is in this pack twice.", where=where)
        if info.flag_bits & 1:
            raise PackRefused("This pack is locked with a password.", where=where)
        seen.add(name)
        with archive.open(info) as file:
            body = file.read(left + 1)
        left -= len(body)
        if left < 0:
            raise PackRefused("This pack unpacks to more than 20 MB.", where=where)
        yield name, body


def _folder_of(names: list[str]) -> str:
    """The one folder with a lesson that everything lies in, with its slash; empty without."""
    folder, slash, _ = names[0].partition("/") if names else ("", "", "")
    whole = f"{folder}/"
    plain = folder and slash and not folder.startswith(".") and not {"\\", ":"} & set(folder)
    lesson = any(_plain_name(name.removeprefix(whole)) == _LESSON for name in names)
    if plain and lesson and all(name.startswith(whole) for name in names):
        return whole
    return ""


def _is_ignored(name: str) -> bool:
    """Whether a system put it there by itself; `name` may have folders before it."""
    parts = name.casefold().split("/")
    return parts[-1] == _SPOTS or is_litter(parts[0]) or is_litter(parts[-1])


def _plain_name(name: str) -> str:
    """``Lesson.MD`` is what some editors make of ``lesson.md``."""
    return _LESSON if name.casefold() == _LESSON else name
