"""``trent-desktop pictures no-longer``: what one person said counts no longer (rule 200)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from trent_desktop.agreements.register.standing import PupilLine
from trent_desktop.agreements.register.voices import THE_FAMILY, Voice, Why
from trent_desktop.agreements.register.who_said import same_name
from trent_desktop.commands.frame import DONE, Opened, Options, say
from trent_desktop.commands.never import meant, said_of_whom
from trent_desktop.commands.parsing import UsageMistake, read_date
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import NotFound
from trent_desktop.school.people.permissions import Right

#: As they are typed.
_WHY: Final = {
    "died": Why.DIED,
    "not-responsible": Why.NOT_RESPONSIBLE,
    "wrong-child": Why.WRONG_CHILD,
    "other": Why.OTHER,
}


def no_longer(options: Options) -> int:
    """Say it of one person, or that it counts again; without ``--by`` say who has answered.

    Raises `NotAllowed`, `NotFound` unless exactly one child and one person are meant, or
    `MoveNotPossible`.
    """
    given = options.given
    said_of_whom(given)
    if not given.pupil and not given.upn:
        raise UsageMistake("Say of whom.", what_to_do="Give the child's full name, or --upn.")
    why, day = _why(options), read_date(given.since, "--from")
    with Opened(options) as school:
        school.signed_in.require(Right.MARK_NEVER)
        line = meant(school, options)
        voices = school.agreements.voices
        heard = voices.of(line.pupil_id)
        if given.by is None:
            return _listed(options, line, heard)
        if given.off:
            whose = _count_again(school, line, given.by)
            body = {"pupil": line.name, "by": whose, "counts": True}
            say(options, body, f"{line.name}: what {whose} said counts again.")
            return DONE
        voice = next((one for one in heard if _is(given.by, one.said_by)), None)
        if voice is None or why is None:
            raise NotFound(f"Nothing that “{given.by}” said of {line.name} counts now.")
        uses = voices.end(
            line.pupil_id, voice.said_by, why, day,
            words=given.words, shown=voice.answer_ids,
        )  # fmt: skip
        down = [{"purpose": one.title, "do": one.consent.take_down} for one in uses]
        whose = voice.said_by or THE_FAMILY
        body = {"pupil": line.name, "by": whose, "counts": False, "take_down": down}
        told = [f"{line.name}: what {whose} said no longer counts."]
        told += [f"  {one['purpose']}: {one['do']}" for one in down]
        say(options, body, "\n".join(told))
    return DONE


def _why(options: Options) -> Why | None:
    given = options.given
    if given.by is None:
        if given.why or given.words or given.since or given.off:
            raise UsageMistake("Say whose answers.", what_to_do="Give --by.")
        return None
    if given.off:
        if given.why or given.words or given.since:
            raise UsageMistake("With --off there is no reason and no day.")
        return None
    if not given.why:
        raise UsageMistake("Say why.", what_to_do=f"Give --why: {', '.join(_WHY)}.")
    if bool(given.words) != (given.why == "other"):
        raise UsageMistake("Give --words with --why other, and with no other reason.")
    return _WHY[given.why]


def _is(typed: str, said_by: str) -> bool:
    return same_name(typed) == same_name(said_by or THE_FAMILY)


def _count_again(school: OpenSchool, line: PupilLine, by: str) -> str:
    steps = school.agreements.returns.history(line.pupil_id)
    step = next((one for one in steps if one.no_longer and _is(by, one.no_longer)), None)
    if step is None:
        raise NotFound(f"It was not said of “{by}” that their answers no longer count.")
    school.agreements.voices.count_again(step.event_id)
    return step.no_longer


def _listed(options: Options, line: PupilLine, voices: Sequence[Voice]) -> int:
    body = {
        "pupil": line.name,
        "said": [
            {"by": one.said_by or THE_FAMILY, "yes": [*one.yes], "no": [*one.no]} for one in voices
        ],
    }
    told = [f"{one.name}: {one.words}" for one in voices]
    say(options, body, "\n".join(told) or "Nobody has answered.")
    return DONE
