"""Invitations as a batch of the agreements' engine: one letter for each family, in its language."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from trent_desktop.agreements.giving.batch import (
    BatchOrder,
    BatchPlan,
    Chosen,
    Form,
    FormGroup,
    Invited,
)
from trent_desktop.agreements.giving.planning import asked_for, told_apart
from trent_desktop.agreements.kinds import Kind
from trent_desktop.agreements.wording.languages import ENGLISH, language
from trent_desktop.agreements.wording.wording import CurrentWording
from trent_desktop.oversight.meetings.families import Household, joined
from trent_desktop.oversight.meetings.values import MeetingDraft

Current = Mapping[tuple[Kind, str], CurrentWording]


def invitations(said: MeetingDraft, homes: Sequence[Household], current: Current) -> BatchPlan:
    """The letters to these families, behind a sheet for each class on which slips are ticked off."""
    order = BatchOrder(
        (Kind.INVITATION,),
        Chosen(said.scope, said.years, said.classes),
        said.reply_by,
        invited=Invited(said.day, said.begins, said.ends, said.place, said.about),
    )
    groups: dict[str, list[Household]] = {}
    for home in homes:
        groups.setdefault(home.group, []).append(home)
    found: list[FormGroup] = []
    for name, own in groups.items():
        forms = [(home, _letter(home, current)) for home in own]
        listed = tuple(
            (joined([told_apart(one) for one in home.pupils]), asked_for(form))
            for home, form in forms
        )
        found.append(FormGroup(name, tuple(form for _, form in forms), listed))
    return BatchPlan(order, tuple(found), _notes(homes, current))


def _letter(home: Household, current: Current) -> Form:
    english = current[Kind.INVITATION, ENGLISH]
    theirs = _translation(home, current)
    first = home.pupils[0]
    return Form(
        uuid.uuid4(),
        "",
        Kind.INVITATION,
        joined([one.name for one in home.pupils]),
        first.class_name,
        english.wording,
        english.number,
        theirs.wording if theirs else None,
        theirs.number if theirs else None,
        theirs.is_checked if theirs else False,
        home.print_size,
        first.id,
        addressed_to=home.family.addressed_to,
    )


def _translation(home: Household, current: Current) -> CurrentWording | None:
    """None for English, and where the school changed the English since it was translated."""
    code = home.family.language
    theirs = current.get((Kind.INVITATION, code)) if code != ENGLISH else None
    return theirs if theirs is not None and theirs.suits_english else None


def _notes(homes: Sequence[Household], current: Current) -> tuple[str, ...]:
    left_out: dict[str, int] = {}
    for home in homes:
        code = home.family.language
        theirs = current.get((Kind.INVITATION, code))
        if code != ENGLISH and theirs is not None and not theirs.suits_english:
            left_out[code] = left_out.get(code, 0) + 1
    return tuple(
        f"The {language(code).name} translation of the invitation belongs to an earlier wording, "
        f"so {count} {'letter is' if count == 1 else 'letters are'} in English only. "
        "Change the translation under Agreements, Wording."
        for code, count in sorted(left_out.items())
    )
