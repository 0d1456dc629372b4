"""``trent-desktop pupils import`` and ``pupils export``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from trent_desktop.commands.frame import DONE, Opened, Options, Out, say
from trent_desktop.problems import MoveNotPossible
from trent_desktop.school.class_lists.listed import ReadList
from trent_desktop.school.class_lists.planned import Choices, ImportPlan, LineKind


def bring_in(options: Options) -> int:
    """Import a class list, or say what would change. Raises `UnreadableFile` and others."""
    given = options.given
    with Opened(options) as school:
        lists = school.class_lists
        read = lists.read(Path(given.file), encoding=given.encoding, profile=given.profile)
        if read.needs_columns:
            headers = ", ".join(read.columns.headers if read.columns else ())
            raise MoveNotPossible(
                f"The names of the pupils could not be found in the columns {headers}.",
                what_to_do="Import it once in the window (School, Class list) and say which "
                "column is which; that is remembered.",
            )
        if not read.pupils:
            raise MoveNotPossible(
                "There is no pupil in this file.",
                what_to_do="Ask the office for the class list as CSV, as a spreadsheet (.xlsx) or "
                "as a CTF.",
            )
        twice = {one.row: given.same_rows == "one" for one in read.alike if given.same_rows}
        whole = True if given.whole_school or given.everybody_leaves else None
        whole = False if given.part else whole
        choices = Choices(all_the_same=given.same_children, whole_school=whole, twice=twice)
        plan = lists.plan(read, choices)
        if not given.dry_run:
            _require_no_question(plan)
            lists.apply(plan, sure_everybody_leaves=given.everybody_leaves)
        say(options, _body(read, plan), _words(read, plan, dry=given.dry_run))
    return DONE


def _require_no_question(plan: ImportPlan) -> None:
    """Children would be lost, doubled or leave. Raises `MoveNotPossible`."""
    if plan.questions:
        count = len(plan.questions)
        raise MoveNotPossible(
            f"{count} {'pupil' if count == 1 else 'pupils'} in the list may be in the school "
            "already, and nothing says for certain whether they are the same.",
            what_to_do="Import it in the window, or give --same-children.",
        )
    if plan.alike:
        raise MoveNotPossible(
            plan.alike[0].words,
            what_to_do="Give --same-rows one or --same-rows two, or put it right in the file.",
        )
    if plan.asks_whether_whole:
        leaving = plan.leaving
        classes = f", among them all of {', '.join(leaving.classes)}" if leaving.classes else ""
        raise MoveNotPossible(
            f"{leaving.pupils} of {leaving.of} pupils are not in this list{classes}.",
            what_to_do="Give --whole-school if they have left, and --part if they have not.",
        )


def take_out(options: Options) -> int:
    """Write all pupils to a file."""
    out = Out(options)
    with Opened(options) as school:
        content = school.class_lists.export()
    out.write(content)
    pupils = len(content.splitlines()) - 1
    say(options, {"file": str(out), "pupils": pupils}, f"{out} ({pupils} pupils)")
    return DONE


def _body(read: ReadList, plan: ImportPlan) -> dict[str, Any]:
    return {
        **{kind.value: count for kind, count in plan.counts.items()},
        "profile": read.profile,
        "warnings": [
            *_of_encoding(read),
            *(str(one) for one in (*read.warnings, *read.guesses, *read.left_out)),
            *(one.words for one in read.alike),
            *plan.respelt,
        ],
        "errors": [str(one) for one in read.errors]
        + [
            f"{one.listed.place}: {one.listed.name} may be a pupil of the school."
            for one in plan.questions
        ],
    }


def _of_encoding(read: ReadList) -> tuple[str, ...]:
    if not read.encoding:
        return ()
    return (f"The file was read as {read.encoding}: {', '.join(read.proof)}. Is that right?",)


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
    if read.profile:
        lines.append(f"  Read as {read.profile}.")
    lines += [f"  Look at: {one}" for one in (*body["warnings"], *body["errors"])]
    if dry and plan.asks_whether_whole:
        lines.append(
            f"  {plan.leaving.pupils} of {plan.leaving.of} pupils are not in this list. Have they "
            "left? (--whole-school or --part)"
        )
    if dry and plan.everybody_leaves:
        lines.append("  Every pupil that the school has now would leave. Is it the right file?")
    return "\n".join(lines)
