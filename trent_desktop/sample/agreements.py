"""The sample school's agreements: families, an autumn print, what came back, what was agreed to."""

from __future__ import annotations

import datetime as dt
import random
import uuid
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from trent_desktop.agreements.codes import TOKEN
from trent_desktop.agreements.kinds import PUPIL_KINDS, USUAL, Consent, FormState, Kind, PrintSize
from trent_desktop.agreements.models import (
    AgreementRow,
    BatchRow,
    ConsentRow,
    FamilyPupilRow,
    FamilyRow,
    WordingRow,
)
from trent_desktop.agreements.wording.languages import ENGLISH, languages, our_text
from trent_desktop.agreements.wording.wording import digest_of
from trent_desktop.roles import Role
from trent_desktop.sample.values import SamplePupil, SampleSchool, dice, invented_id
from trent_desktop.school.keys.joining.codes import SIGNS
from trent_desktop.storage.tables import Table, table_of

_PORTION: Final = 500
#: How often a family reads another language, and how many have answered.
_OTHER_LANGUAGE, _BACK = 0.22, 0.72
_STAFF: Final = frozenset(
    {Role.TEACHER, Role.SUPPORT, Role.ICT_LEAD, Role.DSL, Role.DEPUTY_DSL, Role.HEADTEACHER}
)


def fill_agreements(session: Session, school: SampleSchool, today: dt.date) -> None:
    """Write them, inside the unit of work that fills the school."""
    _Filling(session, school, today).fill()


class _Filling:
    def __init__(self, session: Session, school: SampleSchool, today: dt.date) -> None:
        self._session = session
        self._school = school
        self._rolls: random.Random = dice(school.seed, "agreements")
        printed = today - dt.timedelta(days=24)
        self._printed = dt.datetime.combine(printed, dt.time(9, 5), dt.UTC)
        self._until = printed + dt.timedelta(days=14)
        self._rows: dict[type[Table], list[dict[str, Any]]] = {}
        members = {one.sign_in_name: one for one in school.members}
        self._office = members["ict"].id
        self._codes = [one.code for one in languages() if one.code != ENGLISH]

    def fill(self) -> None:
        pupils = sorted(self._school.pupils, key=lambda one: (one.class_name, one.surname))
        told = self._families(pupils)
        batch = self._batch(
            (Kind.PUPIL_KS1, Kind.PUPIL_KS2, Kind.PARENT, Kind.CONSENTS),
            {"scope": "everybody"},
            3 * len(pupils),
        )
        position = 0
        for pupil in pupils:
            back = self._rolls.random() < _BACK
            for kind in Kind:
                if kind in PUPIL_KINDS and kind.suits(pupil.year_group):
                    self._form(batch, position, kind, pupil, told[pupil.id], back)
                    position += 1
        self._staff()
        self._wordings()
        for table in (FamilyRow, FamilyPupilRow, WordingRow, BatchRow, AgreementRow, ConsentRow):
            rows = self._rows.get(table, [])
            for start in range(0, len(rows), _PORTION):
                self._session.execute(insert(table_of(table)), rows[start : start + _PORTION])

    def _add(self, table: type[Table], **values: Any) -> None:
        self._rows.setdefault(table, []).append(values)

    # ------------------------------------------------------------------ families

    def _families(self, pupils: list[SamplePupil]) -> dict[uuid.UUID, tuple[str, str]]:
        """Families of siblings and of those who asked for something; language and size of each."""
        told = {one.id: (ENGLISH, PrintSize.NORMAL.value) for one in pupils}
        by_surname: dict[str, list[SamplePupil]] = {}
        for one in pupils:
            by_surname.setdefault(one.surname, []).append(one)
        large = 0
        for own in by_surname.values():
            code = ENGLISH
            if self._codes and self._rolls.random() < _OTHER_LANGUAGE:
                code = self._rolls.choice(self._codes)
            siblings = own[:2] if len(own) == 2 and self._rolls.random() < 0.6 else own[:1]
            if code == ENGLISH and len(siblings) == 1 and large >= 2:
                continue
            family = invented_id(self._rolls)
            self._add(FamilyRow, id=family, addressed_to="", language=code)
            for one in siblings:
                size = PrintSize.NORMAL.value
                if large < 2 and code == ENGLISH:
                    size, large = (PrintSize.LARGE, PrintSize.LARGER)[large].value, large + 1
                self._add(FamilyPupilRow, pupil_id=one.id, family_id=family, print_size=size)
                told[one.id] = (code, size)
        return told

    # ------------------------------------------------------------------ forms

    def _batch(self, kinds: tuple[Kind, ...], chosen: dict[str, str], forms: int) -> uuid.UUID:
        batch = invented_id(self._rolls)
        self._add(
            BatchRow,
            id=batch,
            made_at=self._printed,
            member_id=self._office,
            order={"kinds": [one.value for one in kinds], **chosen},
            return_by=self._until,
            forms=forms,
            pages=forms,
        )
        return batch

    def _form(
        self,
        batch: uuid.UUID,
        position: int,
        kind: Kind,
        pupil: SamplePupil,
        told: tuple[str, str],
        back: bool,
    ) -> None:
        state, at = FormState.ISSUED, self._printed
        if back and self._rolls.random() < 0.95:
            state = FormState.REFUSED if self._rolls.random() < 0.02 else FormState.RETURNED
            at += dt.timedelta(days=self._rolls.randint(1, 16), minutes=self._rolls.randint(0, 400))
        form = invented_id(self._rolls)
        self._agreement(form, batch, position, kind, told, state, at, pupil_id=pupil.id)
        if kind is Kind.CONSENTS and state is FormState.RETURNED:
            self._answers(pupil, form, at)

    def _answers(self, pupil: SamplePupil, form: uuid.UUID, at: dt.datetime) -> None:
        easy = self._rolls.random() < 0.75
        for consent in USUAL:
            given = easy or self._rolls.random() < 0.5
            given = given and (consent is not Consent.PRESS or self._rolls.random() < 0.7)
            withdrawn = given and self._rolls.random() < 0.01
            later = at + dt.timedelta(days=3)
            answers = [(given, at, later if withdrawn else None)]
            answers += [(False, later, None)] if withdrawn else []
            for said, since, ended in answers:
                self._add(
                    ConsentRow,
                    id=invented_id(self._rolls),
                    pupil_id=pupil.id,
                    consent=consent.value,
                    given=said,
                    since=since,
                    agreement_id=form,
                    recorded_by=self._office,
                    ended_at=ended,
                    asked_number=1,
                )

    def _staff(self) -> None:
        staff = [one for one in self._school.members if one.roles & _STAFF]
        batch = self._batch((Kind.STAFF,), {"scope": "staff"}, len(staff))
        for position, one in enumerate(staff):
            state, at = FormState.ISSUED, self._printed
            if self._rolls.random() < 0.8:
                state, at = FormState.RETURNED, at + dt.timedelta(days=self._rolls.randint(1, 9))
            form = invented_id(self._rolls)
            told = (ENGLISH, PrintSize.NORMAL.value)
            self._agreement(form, batch, position, Kind.STAFF, told, state, at, member_id=one.id)

    def _agreement(
        self,
        form: uuid.UUID,
        batch: uuid.UUID,
        position: int,
        kind: Kind,
        told: tuple[str, str],
        state: FormState,
        at: dt.datetime,
        *,
        pupil_id: uuid.UUID | None = None,
        member_id: uuid.UUID | None = None,
    ) -> None:
        code, size = told
        self._add(
            AgreementRow,
            id=form,
            token="".join(self._rolls.choices(SIGNS, k=TOKEN)),
            batch_id=batch,
            position=position,
            kind=kind.value,
            pupil_id=pupil_id,
            member_id=member_id,
            language=code,
            print_size=size,
            english_number=1,
            translation_number=None if code == ENGLISH else 1,
            issued_at=self._printed,
            state=state.value,
            state_at=at,
            recorded_by=self._office,
            chased=0,
            chased_at=None,
        )

    def _wordings(self) -> None:
        """What was printed has a number: every language that somebody was given."""
        used = {(row["kind"], row["language"]) for row in self._rows.get(AgreementRow, ())}
        used |= {(kind, ENGLISH) for kind, _ in used}
        for kind, code in sorted(used):
            text = our_text(Kind(kind), code)
            self._add(
                WordingRow,
                id=invented_id(self._rolls),
                kind=kind,
                language=code,
                number=1,
                digest=digest_of(text),
                text=text,
                english_digest="",
                in_use=False,
                made_at=self._printed,
                member_id=self._office,
                checked_by=None,
                checked_at=None,
            )
