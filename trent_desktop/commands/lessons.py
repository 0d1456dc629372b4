"""``trent-desktop lesson check PATH…``: what is wrong with lessons, by file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trent_desktop.commands.frame import Options, say
from trent_desktop.lessons.drawn_apart import as_seen, drawn_apart
from trent_desktop.lessons.faults import LessonRefused, PackRefused
from trent_desktop.lessons.letters import not_shown
from trent_desktop.lessons.packs import read_pack, unused_pictures
from trent_desktop.lessons.weighing import remarks


def check(options: Options) -> int:
    """Check packs: folders, zips or ``lesson.md`` files. 1 when one of them cannot be taught."""
    found: list[dict[str, Any]] = []
    lines: list[str] = []
    for given in options.given.paths:
        path = Path(given)
        faults: list[str] = []
        said: list[str] = []
        title = ""
        try:
            pack = drawn_apart(read_pack(path))
            as_seen(pack)
            title = pack.lesson.title
            worth = (*remarks(pack.lesson), *not_shown(pack.text), *unused_pictures(pack))
            said = [str(one) for one in worth]
        except LessonRefused as refused:
            faults = [str(fault) for fault in refused.faults]
        except PackRefused as refused:
            faults = [str(refused)]
        found.append({"path": str(path), "title": title, "faults": faults, "remarks": said})
        lines.append(f"{path}: {title}" if not faults else f"{path}:")
        lines += [f"  {fault}" for fault in faults]
        lines += [f"  Worth a look: {one}" for one in said]
    say(options, {"lessons": found}, "\n".join(lines))
    return 1 if any(one["faults"] for one in found) else 0
