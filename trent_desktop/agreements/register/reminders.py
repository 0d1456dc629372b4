"""Reminders: one letter for each family whose forms have not come back, in its language."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.batch import (
    BatchOrder,
    BatchPlan,
    Chosen,
    Form,
    FormGroup,
    Scope,
)
from trent_desktop.agreements.giving.choosing import PupilGroup, chosen_pupils
from trent_desktop.agreements.giving.families import read_families
from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.agreements.giving.issuing import batch_id_of, was_given_out, write_batch_row
from trent_desktop.agreements.giving.not_asked import never_asked
from trent_desktop.agreements.giving.planning import asked_for
from trent_desktop.agreements.kinds import FormState, Kind, PrintSize
from trent_desktop.agreements.register.rows import FORM, counting
from trent_desktop.agreements.wording.languages import ENGLISH, language
from trent_desktop.agreements.wording.wording import CurrentWording, Wording
from trent_desktop.agreements.wording.wordings import read_current, wording_at
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.people import Pupil
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import Repeat

_WAITING: Final = (FormState.ISSUED.value, FormState.CHASED.value)
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class _Letter:
    """A family's letter: its children, and the rows of what is missing, by child."""

    pupils: tuple[Pupil, ...]
    rows: tuple[Any, ...]
    family: PupilFamily
    print_size: PrintSize


class Reminders:
    """Plans and gives out reminders. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    def plan(
        self, chosen: Chosen, return_by: dt.date | None = None, *, second: bool = False
    ) -> BatchPlan:
        """A letter for each family of `chosen` that still has a form. Writes nothing.

        Siblings share one, in the class of the youngest of them who has a form. Second reminders
        go to those who had one already, with new copies of their forms behind the letter, of the
        same codes. Raises `AnswersRefused` when nothing is missing, `NotFound`, or `NotAllowed`.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        kind = Kind.SECOND_REMINDER if second else Kind.REMINDER
        order = BatchOrder((kind,), chosen, return_by, cover_sheets=True)
        if chosen.scope is Scope.STAFF:
            words = (
                "Reminders are letters to families. The register shows which of the staff are left."
            )
            raise AnswersRefused(words, (("chosen", words),))
        groups = chosen_pupils(me.directory, order)
        with me.database.read() as session:
            families = read_families(session)
            waiting = _waiting(session, me.day_by_the_school(session), second=second)
            letters = _letters(groups, families, waiting)
            codes = {one.family.language for _, one in letters}
            current = read_current(session, codes)
            texts = _texts(session, letters) if second else {}
        if not letters:
            words = "Nothing is missing: every form that was given out has been answered."
            if second:
                words = "Nobody who had a reminder still has a form."
            raise AnswersRefused(words, (("chosen", words),))
        by_class: dict[uuid.UUID | None, list[_Letter]] = {}
        for class_id, letter in letters:
            by_class.setdefault(class_id, []).append(letter)
        found: list[FormGroup] = []
        for group in groups:
            forms: list[Form] = []
            listed: list[tuple[str, str]] = []
            for letter in by_class.get(group.class_id, ()):
                first = _letter_form(kind, letter, current)
                forms.append(first)
                forms += [_copy(row, letter, texts) for row in letter.rows] if second else []
                listed.append((", ".join(one.name for one in letter.pupils), asked_for(first)))
            if forms:
                found.append(FormGroup(group.name, tuple(forms), tuple(listed)))
        return BatchPlan(order, tuple(found), _notes(kind, letters, current))

    def issue(self, plan: BatchPlan, pages: int) -> BatchPlan:
        """Write down that these letters go out; the forms they are about are chased now.

        Once: a second time changes nothing.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        if plan.batch_id is not None:
            return plan
        about = [one for form in plan.forms for one in form.about]
        with me.database.write(Repeat.KNOWS) as session:
            me.require_now(session, Right.PRINT_AGREEMENTS)
            if was_given_out(session, plan):
                return replace(plan, batch_id=batch_id_of(plan))
            batch_id, now = write_batch_row(session, me, plan, pages), me.clock()
            for start in range(0, len(about), _AT_ONCE):
                session.connection().execute(
                    update(FORM)
                    .where(FORM.c.id.in_(about[start : start + _AT_ONCE]))
                    .where(FORM.c.state.in_(_WAITING))
                    .values(
                        state=FormState.CHASED.value,
                        state_at=now,
                        recorded_by=me.member.id,
                        chased=FORM.c.chased + 1,
                        chased_at=now,
                    )
                )
            details = {"letters": sum(bool(one.about) for one in plan.forms), "forms": len(about)}
            me.audit(session, Act.REMINDERS_PRINTED, str(batch_id), details)
        return replace(plan, batch_id=batch_id)


def _waiting(session: Session, today: dt.date, *, second: bool) -> dict[uuid.UUID, dict[Kind, Any]]:
    """Each child's form of each kind that counts, where it still waits."""
    rows = session.execute(select(FORM).where(FORM.c.pupil_id.is_not(None))).all()
    # Whoever was reminded of one copy was reminded, though another was given out since; but not by
    # what was said of a form that came back in the end, when the family was asked last time.
    chased = {
        (one.pupil_id, one.kind, one.english_number)
        for one in rows
        if one.chased and one.state in _WAITING
    }
    not_asked = never_asked(session)
    found: dict[uuid.UUID, dict[Kind, Any]] = {}
    for (pupil_id, kind), row in counting(session, rows, today).items():
        if not FormState(row.state).is_waited_for:
            continue
        if kind is Kind.CONSENTS and pupil_id in not_asked:
            continue
        if not second or (pupil_id, row.kind, row.english_number) in chased:
            found.setdefault(pupil_id, {})[kind] = row
    return found


def _letters(
    groups: tuple[PupilGroup, ...],
    families: Mapping[uuid.UUID, PupilFamily],
    waiting: Mapping[uuid.UUID, Mapping[Kind, Any]],
) -> list[tuple[uuid.UUID | None, _Letter]]:
    """A letter for each family, with the class it is handed out in."""
    # Youngest class first, so the first child met of a family is the youngest who has a form.
    pupils = {
        pupil.id: (pupil, group)
        for group in groups
        for pupil in group.pupils
        if any(kind.suits(pupil.year_group) for kind in waiting.get(pupil.id, {}))
    }
    place = {pupil_id: at for at, pupil_id in enumerate(pupils)}
    done: set[uuid.UUID] = set()
    letters: list[tuple[uuid.UUID | None, _Letter]] = []
    for pupil, group in pupils.values():
        if pupil.id in done:
            continue
        family = families.get(pupil.id, PupilFamily(pupil.id))
        together = {pupil.id, *family.siblings} & pupils.keys()
        done |= together
        children = tuple(pupils[one][0] for one in sorted(together, key=place.__getitem__))
        rows = tuple(
            waiting[child.id][kind]
            for child in children
            for kind in Kind
            # A form of Years 1 and 2 is not asked for any more in Year 3.
            if kind in waiting[child.id] and kind.suits(child.year_group)
        )
        sizes = [families[one.id].print_size for one in children if one.id in families]
        size = max(sizes, key=lambda one: one.points, default=PrintSize.NORMAL)
        letters.append((group.class_id, _Letter(children, rows, family, size)))
    return letters


def _notes(
    kind: Kind,
    letters: list[tuple[uuid.UUID | None, _Letter]],
    current: Mapping[tuple[Kind, str], CurrentWording],
) -> tuple[str, ...]:
    """Which families get their letter in English only, and why."""
    counts: dict[str, int] = {}
    for _, letter in letters:
        theirs = current.get((kind, letter.family.language))
        if theirs is not None and not theirs.suits_english:
            counts[letter.family.language] = counts.get(letter.family.language, 0) + 1
    return tuple(
        f"The {language(code).name} translation of “{kind.title}” belongs to an earlier wording, "
        f"so {count} {'letter is' if count == 1 else 'letters are'} in English only. "
        "Change the translation under Wording."
        for code, count in sorted(counts.items())
    )


def _texts(
    session: Session, letters: list[tuple[uuid.UUID | None, _Letter]]
) -> dict[tuple[str, str, int], Wording]:
    found: dict[tuple[str, str, int], Wording] = {}
    for _, letter in letters:
        for row in letter.rows:
            for code, number in (
                (ENGLISH, row.english_number),
                (row.language, row.translation_number),
            ):
                if number is not None and (row.kind, code, number) not in found:
                    found[row.kind, code, number] = wording_at(
                        session, Kind(row.kind), code, number
                    )
    return found


def _letter_form(
    kind: Kind, letter: _Letter, current: Mapping[tuple[Kind, str], CurrentWording]
) -> Form:
    english = current[kind, ENGLISH]
    code = letter.family.language
    theirs = current.get((kind, code)) if code != ENGLISH else None
    if theirs is not None and not theirs.suits_english:
        theirs = None
    names = {child.id: child for child in letter.pupils}
    first = letter.pupils[0]
    return Form(
        uuid.uuid4(),
        "",
        kind,
        _joined([child.called for child in letter.pupils]),
        first.class_name,
        english.wording,
        english.number,
        theirs.wording if theirs else None,
        theirs.number if theirs else None,
        theirs.is_checked if theirs else False,
        letter.print_size,
        first.id,
        addressed_to=letter.family.addressed_to,
        missing=tuple(
            f"{Kind(row.kind).title}: {_named(names[row.pupil_id])}" for row in letter.rows
        ),
        missing_theirs=tuple(
            f"{_titled(Kind(row.kind), code, current)}: {_named(names[row.pupil_id])}"
            for row in letter.rows
        )
        if theirs
        else (),
        about=tuple(row.id for row in letter.rows),
    )


def _copy(row: Any, letter: _Letter, texts: Mapping[tuple[str, str, int], Wording]) -> Form:
    """A form once more, with the code it had: either copy counts."""
    child = next(one for one in letter.pupils if one.id == row.pupil_id)
    number = row.translation_number
    return Form(
        row.id, row.token, Kind(row.kind), child.called, child.class_name,
        texts[row.kind, ENGLISH, row.english_number], row.english_number,
        texts[row.kind, row.language, number] if number is not None else None, number, False,
        PrintSize(row.print_size), row.pupil_id, addressed_to=letter.family.addressed_to,
        is_copy=True,
    )  # fmt: skip


def _titled(kind: Kind, code: str, current: Mapping[tuple[Kind, str], CurrentWording]) -> str:
    """What a form is called in a language, as it stands above it; in English where it is not."""
    theirs = current.get((kind, code))
    return theirs.wording.title if theirs is not None else kind.title


def _named(child: Pupil) -> str:
    return f"{child.called} ({child.class_name})" if child.class_name else child.called


def _joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
