"""Starts the program: the window, or one of the commands of `cli.py`."""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from trent_desktop.opened_with import lesson_given

if TYPE_CHECKING:
    from trent_desktop.commands.frame import Options


#: So many objects more than before are made until a command looks for what nobody needs any more.
#: What it imports stays, and Python's own 700 would look through that two hundred times.
_MADE_MEANWHILE = 50_000


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program with `argv` (without its own name). Gives the exit status."""
    lesson, given = lesson_given(sys.argv[1:] if argv is None else argv)
    if not given:
        # As nearly everybody starts it: nothing that reads a command line is imported first.
        from ui import app

        return app.run(app.Options(lesson=lesson))
    try:
        return _asked(given, lesson)
    except KeyboardInterrupt:
        from trent_desktop.commands.telling import interrupted

        return interrupted(as_json="--json" in given)


def _asked(given: Sequence[str], lesson: str) -> int:
    before = gc.get_threshold()
    gc.set_threshold(_MADE_MEANWHILE)
    try:
        from trent_desktop import cli

        options = cli.parse(given)
        if options.command is not None:
            # All of it goes when the process does: Python need not look through it before.
            atexit.register(gc.freeze)
            if options.command == "self-test" and options.given.this_laptop:
                return cli.run(options)
            return cli.run(options, {"self-test": _self_test, "lesson-drawings": _lesson_drawings})
    finally:
        gc.set_threshold(*before)
    from ui import app

    return app.run(app.Options(options.school, options.sign_in_as, lesson))


def _self_test(options: Options) -> int:
    from ui.self_test import self_test

    return self_test(options.folder, as_json=options.as_json)


def _lesson_drawings(_options: Options) -> int:
    from ui.lessons.drawings import draw

    return draw()


if __name__ == "__main__":
    sys.exit(main())
