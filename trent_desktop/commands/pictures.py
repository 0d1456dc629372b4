"""``trent-desktop pictures list|add|leave-out|describe``: the purposes that families are asked about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from trent_desktop.agreements.kinds import OWN, Consent
from trent_desktop.agreements.wording.purpose_changes import Wanted
from trent_desktop.agreements.wording.purposes import Purpose, Purposes
from trent_desktop.commands.frame import DONE, Opened, Options, say
from trent_desktop.commands.parsing import UsageMistake
from trent_desktop.problems import MoveNotPossible, NotFound
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended

_OWN = "own"


def listed(options: Options) -> int:
    """Every purpose that is asked about or might be, in the order of the form."""
    with Opened(options) as school:
        now = school.agreements.purposes.now()
        say(options, _body(now), "\n".join(_lines(now)))
    return DONE


def change(options: Options) -> int:
    """Add one, leave one out, or ask in other words; with ``--dry-run`` only say what that means.

    Raises `NotAllowed`, `NotFound`, `MoveNotPossible` for what is so already, or `AnswersRefused`.
    """
    given = options.given
    with Opened(options) as school:
        school.signed_in.require(Right.CHANGE_WORDING)
        purposes = school.agreements.purposes
        now = purposes.now()
        wanted = _wanted(now, given)
        if not wanted.changes(now):
            raise MoveNotPossible("That would change nothing.")
        told = tuple(wanted.told(now))
        if not given.dry_run:
            now = purposes.change(wanted.asked, wanted.walls, wanted.names, expected=now.current)
        body = {**_body(now), "changes": [{"what": one, "means": words} for one, words in told]}
        say(options, body, "\n".join(f"{one}. {words}" for one, words in told) or "Renamed.")
    return DONE


def _wanted(now: Purposes, given: Any) -> Wanted:
    asked = dict.fromkeys(now.asked, "")
    names = dict(now.names)
    if given.what == "add":
        one = _to_add(now, given.purpose)
        if one.is_asked:
            raise MoveNotPossible(f"“{_called(one)}” is asked about already.")
        if one.consent is Consent.PHOTOGRAPHS and now.walls:
            raise MoveNotPossible(
                "Pictures on walls inside need no consent here, so the form does not ask.",
                what_to_do="Change that under Wording, Pictures and films.",
            )
        asked[one.consent] = given.words
        _require_own(one, given.name)
    else:
        one = _named(now.each, given.purpose)
        if not one.is_asked:
            raise MoveNotPossible(f"“{_called(one)}” is not asked about.")
        if given.what == "leave-out":
            del asked[one.consent]
            return Wanted(asked, now.walls, names)
        if not given.words and not given.name:
            raise UsageMistake("Say how it is asked from now on.", what_to_do="Give --words.")
        asked[one.consent] = given.words
        _require_own(one, given.name)
    if given.name:
        names[one.consent] = given.name
    return Wanted(asked, now.walls, names)


def _to_add(now: Purposes, words: str) -> Purpose:
    if words.casefold() != _OWN:
        return _named(now.each, words)
    if now.free is None:
        raise MoveNotPossible(
            f"{len(OWN)} of the school's own are asked about, which is the most there can be.",
            what_to_do="Leave one of them out first.",
        )
    return now.free


def _require_own(one: Purpose, name: str) -> None:
    if name and one.consent not in OWN:
        raise UsageMistake(
            f"“{_called(one)}” has its name from the program.", what_to_do="Leave --name out."
        )


def _named(purposes: Iterable[Purpose], words: str) -> Purpose:
    every = tuple(purposes)
    wanted = " ".join(words.split()).casefold()
    for one in every:
        if wanted in (one.consent.value, _called(one).casefold()):
            return one
    names = ", ".join(one.consent.value for one in every if one.words)
    raise NotFound(f"There is no purpose “{words}”.", what_to_do=f"Choose from {ended(names)}")


def _called(one: Purpose) -> str:
    return one.name or one.consent.title


def _body(now: Purposes) -> dict[str, Any]:
    return {
        "version": now.current.number,
        "purposes": [
            {
                "purpose": one.consent.value,
                "name": _called(one),
                "words": one.words,
                "asked": one.is_asked,
                "yes": one.said_yes,
            }
            for one in now.each
            if one.words or one.said_yes
        ],
        "walls": now.walls,
        "translations": {"follow": now.follows, "of": now.languages},
    }


def _lines(now: Purposes) -> list[str]:
    lines = [
        f"{'asked' if one.is_asked else '-':<6} {one.consent.value:<13} {_called(one)}: "
        f"{one.said_yes:,} yes. {one.words}".rstrip()
        for one in now.each
        if one.words or one.said_yes
    ]
    if now.walls:
        lines.append(f"Pictures on walls inside need no consent: {now.walls}")
    lines.append(f"{now.follows} of {now.languages} translations say what the English says.")
    return lines
