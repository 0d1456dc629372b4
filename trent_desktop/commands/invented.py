"""``trent-desktop sample``: an invented school."""

from __future__ import annotations

from trent_desktop.commands.frame import DONE, Options, say
from trent_desktop.sample.filling import make_sample


def sample(options: Options) -> int:
    """Make it, and say how to sign in. Raises what making it raises."""
    given = options.given
    report = make_sample(
        str(given.folder),
        pupils=given.pupils,
        cases=given.cases,
        years=given.years,
        seed=given.seed,
    )
    counts = {
        "school": report.name,
        "folder": str(given.folder),
        "pupils": report.pupils,
        "classes": report.classes,
        "members": report.members,
        "cases": report.cases,
        "sign_in_names": ["head", "ict", "dsl", "chair", "teacher1"],
        "password": "sample-school",
    }
    say(
        options,
        counts,
        f"{report.name}: {report.pupils:,} pupils in {report.classes} classes, "
        f"{report.members} members, {report.cases:,} reports.\n"
        "Sign in as head, ict, dsl, chair or teacher1; the password is sample-school.",
    )
    return DONE
