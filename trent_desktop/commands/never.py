"""``trent-desktop pictures never``: of whom the school uses no picture, film or name (rule 175)."""

from __future__ import annotations

import sys
from argparse import Namespace

from trent_desktop.agreements.giving.planning import told_apart
from trent_desktop.agreements.register.standing import NEVER_WORDS, PupilLine, day_of
from trent_desktop.commands.frame import DONE, STANDARD_OUTPUT, Opened, Options, say
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotFound
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import going_on


def never(options: Options) -> int:
    """Set the mark or take it off; without a name say who has it. No reason is asked for or kept.

    Raises `NotAllowed`, or `NotFound` unless exactly one child is meant.
    """
    given = options.given
    said_of_whom(given)
    if not given.pupil and not given.upn and (given.off or given.school_class or given.born):
        raise UsageMistake("Say of whom.", what_to_do="Give the child's full name, or --upn.")
    with Opened(options) as school:
        if not given.pupil and not given.upn:
            return _listed(options, school)
        school.signed_in.require(Right.MARK_NEVER)
        line = meant(school, options)
        was = line.never_since is not None
        uses = school.agreements.returns.mark_never(line.pupil_id, never=not given.off)
        down = [(one.title, one.consent.take_down) for one in uses] if not given.off else []
        body = {
            "pupil": line.name,
            "class": line.class_name,
            "never": not given.off,
            "was": was,
            "take_down": [{"purpose": title, "do": words} for title, words in down],
            "counts_again": [one.title for one in uses] if given.off and was else [],
        }
        say(
            options,
            body,
            "\n".join(_told(line, options, uses=[one.title for one in uses], down=down)),
        )
    return DONE


def _told(
    line: PupilLine, options: Options, *, uses: list[str], down: list[tuple[str, str]]
) -> list[str]:
    off = bool(options.given.off)
    if off == (line.never_since is None):
        return [f"{line.name} is not marked." if off else f"{line.name} is already marked."]
    if off:
        counts = f" A yes counts again: {', '.join(uses)}." if uses else ""
        return [f"{line.name}: what the family says counts again.{counts}"]
    return [f"{line.name}: {going_on(NEVER_WORDS)}."] + [
        f"  {title}: {words}" for title, words in down
    ]


def _listed(options: Options, school: OpenSchool) -> int:
    lines = [
        (one, one.never_since)
        for table in school.agreements.register.everybody()
        for one in table.lines
        if one.never_since is not None
    ]
    body = {
        "never": [
            {"pupil": one.name, "class": one.class_name, "since": since.date().isoformat()}
            for one, since in lines
        ]
    }
    told = [
        f"{one.name}, {one.class_name or 'no class'}: since {day_of(since)}" for one, since in lines
    ]
    say(options, body, "\n".join(told) or "Nobody.")
    return DONE


def said_of_whom(given: Namespace) -> None:
    """Raises `UsageMistake` where a child is named twice, or where two things come by one way."""
    if given.pupil and given.upn:
        raise UsageMistake("Give the name or the UPN, not both.")
    if given.pupil == given.password_file == "-":
        raise UsageMistake("The name and the password cannot both come from standard input.")


def meant(school: OpenSchool, options: Options) -> PupilLine:
    """The child that is named. Raises `NotFound` unless that is exactly one."""
    given = options.given
    if given.upn:
        wanted = given.upn.upper().replace(" ", "")
        found = [one.id for one in school.pupils.all() if one.upn and one.upn == wanted]
        words = f"No child at the school has the UPN {wanted}."
    else:
        name = sys.stdin.readline() if given.pupil == STANDARD_OUTPUT else given.pupil
        wanted = " ".join(name.split())
        pupils = [
            one
            for one in school.signed_in.directory.pupils
            if plain(wanted) in map(plain, one.names)
        ]
        if given.school_class:
            in_class = given.school_class.casefold()
            pupils = [one for one in pupils if one.class_name.casefold() == in_class]
        if given.born:
            pupils = [one for one in pupils if one.born and one.born.isoformat() == given.born]
        if len(pupils) > 1:
            raise NotFound(
                f"{len(pupils)} children have this name: {', '.join(map(told_apart, pupils))}.",
                what_to_do="Give --class, --born or --upn.",
            )
        found = [one.id for one in pupils]
        words = f"No child at the school is called “{wanted}”."
    if not found:
        raise NotFound(words, what_to_do="Give the full name, as the register has it.")
    return school.agreements.register.pupil(found[0])
