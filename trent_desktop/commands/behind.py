"""What the program asks of itself, in processes of their own: no help speaks of these commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from trent_desktop.commands.frame import Options


def add_behind(commands: Any) -> None:
    """Add them to the others, without help."""
    # Whether the locks of a folder work.
    probe = commands.add_parser("lock-probe")
    probe.add_argument("folder")
    # The rows of a spreadsheet.
    sheet = commands.add_parser("sheet-rows")
    sheet.add_argument("file")
    # What was attached to a report, drawn.
    pages = commands.add_parser("attachment-pages")
    pages.add_argument("what", choices=["picture", "pdf"])
    # The pictures of a lesson from outside, drawn anew.
    commands.add_parser("lesson-pictures")
    # Its drawings, made pictures.
    commands.add_parser("lesson-drawings")
    # The school's file, copied beside the program that uses it.
    commands.add_parser("copy-school")
    # A school that is moved, put together in its new folder.
    commands.add_parser("new-folder")
    # The services of an open school, for the window's process.
    commands.add_parser("share")


def _lock_probe(options: Options) -> int:
    from trent_desktop.commands.lock_probe import probe

    return probe(options)


def _sheet_rows(options: Options) -> int:
    from trent_desktop.commands.sheet_rows import read

    return read(options)


def _attachment_pages(options: Options) -> int:
    from trent_desktop.commands.attachment_pages import draw

    return draw(options)


def _lesson_pictures(options: Options) -> int:
    from trent_desktop.commands.lesson_pictures import draw

    return draw(options)


def _lesson_drawings(_options: Options) -> int:
    """What draws is Qt, which the core does not know: `__main__` puts the window's in its place."""
    return 1


def _copy_school(options: Options) -> int:
    from trent_desktop.commands.copy_school import copy_school

    return copy_school(options)


def _new_folder(_options: Options) -> int:
    from trent_desktop.moving.apart import serve

    return serve()


def _share(options: Options) -> int:
    from trent_desktop.share.child import main

    return main(options)


BEHIND: dict[str, Callable[[Options], int]] = {
    "lock-probe": _lock_probe,
    "sheet-rows": _sheet_rows,
    "attachment-pages": _attachment_pages,
    "lesson-pictures": _lesson_pictures,
    "lesson-drawings": _lesson_drawings,
    "copy-school": _copy_school,
    "new-folder": _new_folder,
    "share": _share,
}
