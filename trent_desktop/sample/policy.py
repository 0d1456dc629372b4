"""The sample school's policy: two versions that were approved, and who has read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from trent_desktop.policy.clauses import PolicyText
from trent_desktop.policy.equality import Answer, Characteristic, Effect, answer_to_json
from trent_desktop.policy.model import model_policy
from trent_desktop.policy.models import PolicyReadingRow, PolicyVersionRow
from trent_desktop.policy.questions import questions_for
from trent_desktop.policy.reading import asked_of
from trent_desktop.policy.topics import Topic
from trent_desktop.policy.values import Asked
from trent_desktop.policy.versions import VersionState
from trent_desktop.roles import Role
from trent_desktop.sample.values import SampleSchool, dice, invented_id

#: How many days ago each was approved, and how the minutes name it.
_APPROVED: Final = ((410, "Full governors, minute 9.1"), (46, "Full governors, minute 6.3"))
#: So many of the support staff have still to read the newest.
_STILL_TO_READ: Final = 3
_DONE: Final = {
    Characteristic.DISABILITY: Answer(Effect.GOOD, "It comes in large print and is read aloud."),
    Characteristic.RACE: Answer(Effect.GOOD, "Families get it in the language they read."),
    Characteristic.AGE: Answer(Effect.BAD, "The youngest are told it in pictures."),
}


def fill_policy(session: Session, school: SampleSchool, today: dt.date) -> None:
    """Write them, inside the unit of work that fills the school."""
    head = next(one.id for one in school.members if one.sign_in_name == "head")
    readers = [one for one in school.members if asked_of(one.roles) is Asked.TO_READ]
    support = [one.id for one in readers if one.roles == frozenset({Role.SUPPORT})]
    late = set(support[:_STILL_TO_READ])
    rolls = dice(school.seed, "policy")
    for number, (ago, minute) in enumerate(_APPROVED, start=1):
        day = today - dt.timedelta(days=ago)
        at = dt.datetime.combine(day, dt.time(17, 30), dt.UTC)
        newest = number == len(_APPROVED)
        version_id = invented_id(rolls)
        equality = {one: _DONE.get(one, Answer(Effect.NONE)) for one in Characteristic}
        session.add(
            PolicyVersionRow(
                id=version_id,
                number=number,
                state=VersionState.APPROVED.value,
                content=(model_policy() if newest else _of_before()).to_json(),
                equality={one.value: answer_to_json(answer) for one, answer in equality.items()},
                made_at=at - dt.timedelta(days=20),
                made_by=head,
                changed_at=at - dt.timedelta(days=2),
                changed_by=head,
                approved_on=day,
                approved_by=head,
                minute=minute,
                in_force_from=day,
                review_on=day + dt.timedelta(days=365),
            )
        )
        session.flush()
        session.add_all(
            PolicyReadingRow(
                id=invented_id(rolls),
                version_id=version_id,
                member_id=one.id,
                at=at + dt.timedelta(days=1 + place % 11, hours=-2),
                details={"questions": [asked.name for asked in questions_for(one.roles)]},
            )
            for place, one in enumerate(readers)
            if not newest or one.id not in late
        )


def _of_before() -> PolicyText:
    """The policy as it was before it said anything of AI."""
    model = model_policy()
    return replace(
        model,
        sections=tuple(
            replace(
                one, clauses=tuple(clause for clause in one.clauses if clause.topic != Topic.AI)
            )
            for one in model.sections
        ),
    )
