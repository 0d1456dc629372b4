"""Families: how they are addressed, their language, who are siblings; and how large to print."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from trent_desktop.agreements.giving.family import PupilFamily
from trent_desktop.agreements.kinds import PrintSize
from trent_desktop.agreements.models import FamilyPupilRow, FamilyRow
from trent_desktop.agreements.wording.languages import ENGLISH, languages
from trent_desktop.asking import or_as_last_seen
from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.school.class_lists.values import tidy
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.tables import PupilRow, table_of

_LONGEST: Final = 200
_PUPIL, _FAMILY, _IN = table_of(PupilRow), table_of(FamilyRow), table_of(FamilyPupilRow)
_OF_PUPILS: Final = (
    select(
        _PUPIL.c.id,
        _IN.c.family_id,
        _IN.c.print_size,
        _FAMILY.c.addressed_to,
        _FAMILY.c.language,
    )
    .outerjoin(_IN, _IN.c.pupil_id == _PUPIL.c.id)
    .outerjoin(_FAMILY, _FAMILY.c.id == _IN.c.family_id)
    .where(_PUPIL.c.active)
)


def read_families(session: Session) -> dict[uuid.UUID, PupilFamily]:
    """The families of all pupils at the school, inside a unit of work."""
    rows = session.connection().execute(_OF_PUPILS).all()
    together: dict[uuid.UUID, list[uuid.UUID]] = {}
    for row in rows:
        if row.family_id is not None:
            together.setdefault(row.family_id, []).append(row.id)
    return {
        row.id: PupilFamily(row.id)
        if row.family_id is None
        else PupilFamily(
            row.id,
            row.family_id,
            row.addressed_to,
            row.language,
            PrintSize(row.print_size),
            tuple(one for one in together[row.family_id] if one != row.id),
        )
        for row in rows
    }


class Families:
    """What whoever prints agreements knows and says about families."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @or_as_last_seen
    def of_pupils(self) -> Mapping[uuid.UUID, PupilFamily]:
        """The families of all pupils at the school, also of those of whom nothing was said."""
        self._me.require(Right.PRINT_AGREEMENTS)
        with self._me.database.read() as session:
            return read_families(session)

    def change(
        self,
        pupil_id: uuid.UUID,
        *,
        language: str | None = None,
        addressed_to: str | None = None,
        print_size: PrintSize | None = None,
    ) -> None:
        """Change what is said about a family; None leaves a thing as it is.

        Language and address are the family's, and so those of all siblings; the size is the
        child's own. Raises `AnswersRefused` with the field, or `NotFound`.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        wanted = _wanted(language, addressed_to, print_size)
        with me.database.write() as session:
            self._change(session, pupil_id, wanted)

    def keep(
        self,
        pupil_id: uuid.UUID,
        before: Sequence[uuid.UUID],
        siblings: Sequence[uuid.UUID],
        *,
        language: str | None = None,
        addressed_to: str | None = None,
        print_size: PrintSize | None = None,
    ) -> None:
        """Keep all that a form says of a child's family, or nothing of it.

        `before` are the siblings that the form began with. Who is none any more stays a sibling of
        the others who are none; when none is left it is this child who leaves the family, so that
        they stay together. For the rest see `join` and `change`, which say what is raised.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        wanted = _wanted(language, addressed_to, print_size)
        gone = [one for one in before if one not in siblings]
        come = [one for one in siblings if one not in before]
        with me.database.write() as session:
            if gone and len(gone) == len(before):
                self._part(session, pupil_id)
            else:
                for one in gone:
                    self._part(session, one)
                if len(gone) > 1:
                    self._join(session, gone)
            if come:
                self._join(session, [pupil_id, *come])
            self._change(session, pupil_id, wanted)

    def join(self, pupil_ids: Sequence[uuid.UUID]) -> None:
        """These children are siblings, and so are those who were of one family with any of them.

        The family keeps the language and the address that the first of them brings who has any.
        Raises `AnswersRefused` for fewer than two children, or `NotFound`.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        wanted = tuple(dict.fromkeys(pupil_ids))
        if len(wanted) < 2:
            said = "Choose two children or more."
            raise AnswersRefused(said, (("pupil_ids", said),))
        with me.database.write() as session:
            self._join(session, wanted)

    def part(self, pupil_id: uuid.UUID) -> None:
        """This child's family is another than that of her siblings; it keeps the language.

        The address stays with the siblings. Nothing happens to a child without siblings.
        """
        me = self._me
        me.require(Right.PRINT_AGREEMENTS)
        with me.database.write() as session:
            self._part(session, pupil_id)

    # ------------------------------------------------------------------ inside a unit of work

    def _change(
        self, session: Session, pupil_id: uuid.UUID, wanted: Mapping[str, str | None]
    ) -> None:
        _require_pupils(session, (pupil_id,))
        known = _said(session, pupil_id)
        changed = [name for name, value in wanted.items() if value not in (None, known[name])]
        if not changed:
            return
        child, family = _rows_of(session, pupil_id)
        for name in changed:
            setattr(child if name == "print_size" else family, name, wanted[name])
        self._me.audit(session, Act.FAMILY_CHANGED, str(pupil_id), {"what": changed})

    def _join(self, session: Session, pupil_ids: Sequence[uuid.UUID]) -> None:
        _require_pupils(session, pupil_ids)
        families = [_rows_of(session, one)[1] for one in pupil_ids]
        session.flush()
        kept = families[0]
        others = list({one.id: one for one in families[1:] if one.id != kept.id}.values())
        if not others:
            return
        for other in others:
            if kept.language == ENGLISH:
                kept.language = other.language
            kept.addressed_to = kept.addressed_to or other.addressed_to
            for child in _children(session, other.id):
                child.family_id = kept.id
        session.flush()
        gone = [one.id for one in others]
        session.execute(delete(FamilyRow).where(FamilyRow.id.in_(gone)))
        for one in pupil_ids:
            self._me.audit(session, Act.FAMILY_CHANGED, str(one), {"what": ["joined"]})

    def _part(self, session: Session, pupil_id: uuid.UUID) -> None:
        _require_pupils(session, (pupil_id,))
        child = session.get(FamilyPupilRow, pupil_id)
        if child is None or len(_children(session, child.family_id)) < 2:
            return
        family = session.get_one(FamilyRow, child.family_id)
        own = FamilyRow(id=uuid.uuid4(), addressed_to="", language=family.language)
        session.add(own)
        session.flush()
        child.family_id = own.id
        session.flush()
        self._me.audit(session, Act.FAMILY_CHANGED, str(pupil_id), {"what": ["parted"]})


def _wanted(
    language: str | None, addressed_to: str | None, print_size: PrintSize | None
) -> dict[str, str | None]:
    """What is to be said, as it is stored. Raises `AnswersRefused` with the field."""
    if language is not None:
        _require_language(language)
    address = None if addressed_to is None else tidy(addressed_to)
    if address is not None and len(address) > _LONGEST:
        said = f"Use at most {_LONGEST} characters."
        raise AnswersRefused(said, (("addressed_to", said),))
    return {
        "language": language,
        "addressed_to": address,
        "print_size": print_size.value if print_size else None,
    }


def _require_language(code: str) -> None:
    known = {one.code: one.name for one in languages()}
    if code not in known:
        said = f"There is no language “{code[:20]}”. Choose from {', '.join(known.values())}."
        raise AnswersRefused(said, (("language", said),))


def _require_pupils(session: Session, pupil_ids: Collection[uuid.UUID]) -> None:
    found = session.execute(select(PupilRow.id).where(PupilRow.id.in_(pupil_ids))).all()
    if len(found) != len(pupil_ids):
        raise NotFound("There is no such pupil.")


def _said(session: Session, pupil_id: uuid.UUID) -> dict[str, str]:
    """What is said of a pupil and her family, as it is stored."""
    child = session.get(FamilyPupilRow, pupil_id)
    family = session.get(FamilyRow, child.family_id) if child else None
    return {
        "language": family.language if family else ENGLISH,
        "addressed_to": family.addressed_to if family else "",
        "print_size": child.print_size if child else PrintSize.NORMAL.value,
    }


def _rows_of(session: Session, pupil_id: uuid.UUID) -> tuple[FamilyPupilRow, FamilyRow]:
    """The rows of a pupil and her family, made when there are none yet."""
    child = session.get(FamilyPupilRow, pupil_id)
    if child is not None:
        return child, session.get_one(FamilyRow, child.family_id)
    family = FamilyRow(id=uuid.uuid4(), addressed_to="", language=ENGLISH)
    session.add(family)
    session.flush()
    child = FamilyPupilRow(
        pupil_id=pupil_id, family_id=family.id, print_size=PrintSize.NORMAL.value
    )
    session.add(child)
    return child, family


def _children(session: Session, family_id: uuid.UUID) -> list[FamilyPupilRow]:
    rows = session.execute(select(FamilyPupilRow).where(FamilyPupilRow.family_id == family_id))
    return list(rows.scalars())
