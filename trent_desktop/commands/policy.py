"""``trent-desktop policy import``, ``search`` and ``print``, with a school or without one."""

from __future__ import annotations

from pathlib import Path

from trent_desktop.commands.frame import Options, say
from trent_desktop.policy.importing.imported import Imported
from trent_desktop.policy.importing.reading import read_policy


def do(options: Options) -> int:
    """One of the commands. Raises `UnreadableFile` and what opening a school raises."""
    return {"import": bring_in}[options.given.what](options)


def bring_in(options: Options) -> int:
    """Say what is in a policy's file."""
    imported = read_policy(Path(options.given.file))
    say(options, imported.to_json(), _words(imported))
    return 0


def _words(imported: Imported) -> str:
    text = imported.text
    lines = [
        (
            f"{text.title}: {imported.numbered} numbered clauses in {len(text.sections)} sections, "
            f"{len(text.signatures)} lines for signatures."
        )
    ]
    lines += [f"  {one.number:<4}{one.title}" for one in text.sections]
    lines += [f"  Look at: {one}" for one in imported.warnings]
    lines += [f"  Not understood: {one}" for one in imported.not_understood]
    return "\n".join(lines)
