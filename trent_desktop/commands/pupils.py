"""``trent-desktop pupils import`` and ``pupils export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trent_desktop.commands.frame import Opened, Options, Out, say
from trent_desktop.problems import MoveNotPossible
from trent_desktop.school.class_lists.listed import ReadList
from trent_desktop.school.class_lists.values import Choices, ImportPlan, LineKind


def bring_in(options: Options) -> int:
    """Import a class list, or say what would change. Raises `UnreadableFile` and others."""
    given = options.given
    with Opened(options) as school:
        lists = school.class_lists
        read = lists.read(Path(given.file))
        if read.needs_columns:
            headers = ", ".join(read.columns.headers if read.columns else ())
            raise MoveNotPossible(
                f"The names of the pupils could not be found in the columns {headers}.",
                what_to_do="Import it once in the window (School, Class list) and say which "
                "column is which; that is remembered.",
            )
        choices = Choices(all_the_same=given.same_children, whole_school=not given.part)
        plan = lists.plan(read, choices)
        if not given.dry_run:
            if plan.questions:
                raise MoveNotPossible(
                    f"{len(plan.questions)} pupils in the list have the name of a pupil of the "
                    "school, and nothing else says whether they are the same.",
                    what_to_do="Import it in the window, or give --same-children.",
                )
            lists.apply(plan, sure_everybody_leaves=given.everybody_leaves)
        say(options, _body(read, plan), _words(read, plan, dry=given.dry_run))
    return 0


def take_out(options: Options) -> int:
    """Write all pupils to a file."""
    out = Out(options)
    with Opened(options) as school:
        content = school.class_lists.export()
    out.write(content)
    pupils = len(content.splitlines()) - 1
    say(options, {"file": str(out), "pupils": pupils}, f"{out} ({pupils} pupils)")
    return 0


def _body(read: ReadList, plan: ImportPlan) -> dict[str, Any]:
    return {
        **{kind.value: count for kind, count in plan.counts.items()},
        "warnings": [str(one) for one in read.warnings],
        "errors": [str(one) for one in read.errors]
        + [
            f"Row {one.row}: {one.listed.name} may be a pupil of the school."
            for one in plan.questions
        ],
    }


def _words(read: ReadList, plan: ImportPlan, *, dry: bool) -> str:
    counts = plan.counts
    begin = "Would change: " if dry else "Done: "
    lines = [
        (
            f"{begin}{counts[LineKind.NEW]} new, {counts[LineKind.CHANGED]} changed, "
            f"{counts[LineKind.LEFT]} left, {counts[LineKind.UNCHANGED]} unchanged."
        )
    ]
    body = _body(read, plan)
    lines += [f"  Look at: {one}" for one in (*body["warnings"], *body["errors"])]
    if dry and plan.everybody_leaves:
        lines.append("  Every pupil that the school has now would leave. Is it the right file?")
    return "\n".join(lines)
