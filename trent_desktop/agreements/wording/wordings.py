"""Wordings as the school has them: ours or its own, numbered, and which translation suits which.

A text that was printed or saved keeps its number for good: the same text again has the same one.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import FormState, Kind
from trent_desktop.agreements.models import AgreementRow, WordingRow
from trent_desktop.agreements.wording.faults import WordingRefused
from trent_desktop.agreements.wording.languages import (
    ENGLISH,
    language,
    languages,
    our_text,
    our_wording,
)
from trent_desktop.agreements.wording.meaning import meaning_of, still_says
from trent_desktop.agreements.wording.reading import read_wording, try_wording
from trent_desktop.agreements.wording.same_meaning import keep_as_same, same_papers
from trent_desktop.agreements.wording.wording import (
    CurrentWording,
    Wording,
    WordingVersion,
    digest_of,
)
from trent_desktop.asking import or_as_last_seen
from trent_desktop.problems import NotFound, SomebodyWasFaster
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import MemberRow, table_of

_WORDING, _FORM = table_of(WordingRow), table_of(AgreementRow)


class WordingService:
    """Reads and changes wordings. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    # ------------------------------------------------------------------ reading

    @or_as_last_seen
    def current(self, kind: Kind, code: str = ENGLISH) -> CurrentWording:
        """The wording in use. Raises `NotFound` for a language that there is not."""
        language(code)
        with self._me.database.read() as session:
            return read_current(session, (code,))[kind, code]

    @or_as_last_seen
    def every(self) -> Mapping[tuple[Kind, str], CurrentWording]:
        """All wordings in use, by kind and language."""
        with self._me.database.read() as session:
            return read_current(session)

    @or_as_last_seen
    def at(self, kind: Kind, code: str, number: int) -> Wording:
        """A wording as it was. Raises `NotFound`."""
        with self._me.database.read() as session:
            return wording_at(session, kind, code, number)

    @or_as_last_seen
    def versions(self, kind: Kind, code: str = ENGLISH) -> tuple[WordingVersion, ...]:
        """Every version that was printed or saved, the newest first."""
        with self._me.database.read() as session:
            current = read_current(session, (code,))[kind, code]
            column = _FORM.c.english_number if code == ENGLISH else _FORM.c.translation_number
            counted = (
                select(column, func.count())
                .where(_FORM.c.kind == kind.value, _FORM.c.state == FormState.RETURNED.value)
                .group_by(column)
            )
            if code != ENGLISH:
                counted = counted.where(_FORM.c.language == code)
            returned = dict(session.execute(counted).all())
            rows = session.execute(
                select(WordingRow.number, WordingRow.made_at, MemberRow.name)
                .join(MemberRow, MemberRow.id == WordingRow.member_id)
                .where(WordingRow.kind == kind.value, WordingRow.language == code)
                .order_by(WordingRow.number.desc())
            ).all()
        return tuple(
            WordingVersion(
                row.number, row.made_at, row.name, row.number == current.number,
                returned.get(row.number, 0),
            )
            for row in rows
        )  # fmt: skip

    # ------------------------------------------------------------------ changing
    # `expected` is the wording that the member had before her; without it, whatever is in use is
    # changed. `SomebodyWasFaster` when another is in use by now, and then nothing has changed.

    def save(
        self,
        kind: Kind,
        code: str,
        text: str,
        *,
        expected: CurrentWording | None = None,
        same: str = "",
    ) -> CurrentWording:
        """Use this text from now on.

        With `same` the Headteacher says why the changed English asks for no more than before:
        answers to its questions go on counting, and translations go with it (rule 130). Raises
        `WordingRefused` with every fault, `NotAllowed`, or `SomebodyWasFaster`.

        The text that came with the program brings that back; but a translation that is said to
        suit the school's own English stays with that.
        """
        me = self._me
        me.require(Right.CHANGE_WORDING)
        if same := same.strip():
            me.require(Right.KEEP_ANSWERS)
        language(code)
        wording = read_wording(text, code, kind)
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return read_current(session, (code,))[kind, code]
            me.require_now(session, Right.CHANGE_WORDING)
            before = require_same(session, kind, code, expected)
            if kind is Kind.CONSENTS and code == ENGLISH:
                # What was asked until now stays known: answers belong to it.
                registered(session, before.wording, me)
            if same and code == ENGLISH:
                me.require_now(session, Right.KEEP_ANSWERS)
                keep_as_same(session, me, before.wording, wording, same)
            if digest_of(text) == digest_of(our_text(kind, code)) and (
                code == ENGLISH
                or _english_digest(session, kind, code) == digest_of(our_text(kind, ENGLISH))
            ):
                return self._restore(session, kind, code)
            end_use(session, kind, code)
            row = registered(session, wording, me)
            row.in_use = True
            row.english_digest = _english_digest(session, kind, code)
            row.checked_by = row.checked_at = None
            me.audit(session, Act.WORDING_CHANGED, f"{kind.value}/{code}", {"number": row.number})
            session.flush()
            return read_current(session, (code,))[kind, code]

    def restore(
        self, kind: Kind, code: str = ENGLISH, *, expected: CurrentWording | None = None
    ) -> CurrentWording:
        """Use the wording that came with the program again.

        Raises `NotAllowed` or `SomebodyWasFaster`.
        """
        me = self._me
        me.require(Right.CHANGE_WORDING)
        language(code)
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return read_current(session, (code,))[kind, code]
            me.require_now(session, Right.CHANGE_WORDING)
            require_same(session, kind, code, expected)
            return self._restore(session, kind, code)

    def _restore(self, session: Session, kind: Kind, code: str) -> CurrentWording:
        end_use(session, kind, code)
        about = f"{kind.value}/{code}"
        self._me.audit(session, Act.WORDING_CHANGED, about, {"restored": True})
        session.flush()
        return read_current(session, (code,))[kind, code]

    def mark_checked(
        self, kind: Kind, code: str, *, expected: CurrentWording | None = None
    ) -> CurrentWording:
        """A speaker has read this translation; the member who says so answers for it.

        Any member of staff may: who speaks the language need not be who changes wordings.
        Raises `NotFound` for English, `NotAllowed`, or `SomebodyWasFaster`.
        """
        me = self._me
        me.require(Right.CHECK_TRANSLATION)
        if code == ENGLISH:
            raise NotFound("Only translations are checked by a speaker.")
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return read_current(session, (code,))[kind, code]
            me.require_now(session, Right.CHECK_TRANSLATION)
            current = require_same(session, kind, code, expected)
            row = registered(session, current.wording, me)
            row.checked_by, row.checked_at = me.member.id, me.clock()
            me.audit(session, Act.WORDING_CHANGED, f"{kind.value}/{code}", {"checked": row.number})
            session.flush()
            return read_current(session, (code,))[kind, code]


# ---------------------------------------------------------------------- within a unit of work


def end_use(session: Session, kind: Kind, code: str) -> None:
    """Use the school's own wording no more, inside a unit of work."""
    session.execute(
        update(WordingRow)
        .where(WordingRow.kind == kind.value, WordingRow.language == code)
        .values(in_use=False)
    )


def require_same(
    session: Session, kind: Kind, code: str, expected: CurrentWording | None
) -> CurrentWording:
    """The wording in use. Raises `SomebodyWasFaster` when it is not the one `expected`."""
    now = read_current(session, (code,))[kind, code]
    if expected is not None and digest_of(now.wording.text) != digest_of(expected.wording.text):
        raise SomebodyWasFaster(f"Meanwhile somebody has saved version {now.number}.")
    return now


def read_current(
    session: Session, codes: Collection[str] | None = None
) -> dict[tuple[Kind, str], CurrentWording]:
    """The wordings in use, by kind and language: English and those of `codes`, or all."""
    rows = session.execute(select(WordingRow)).scalars().all()
    names = dict(session.execute(select(MemberRow.id, MemberRow.name)).all())
    by_digest = {(row.kind, row.language, row.digest): row for row in rows}
    highest: dict[tuple[str, str], int] = {}
    in_use: dict[tuple[str, str], WordingRow] = {}
    for row in rows:
        key = (row.kind, row.language)
        highest[key] = max(highest.get(key, 0), row.number)
        if row.in_use:
            in_use[key] = row
    same = same_papers(session)
    found: dict[tuple[Kind, str], CurrentWording] = {}
    for code in (one.code for one in languages()):
        if codes is not None and code != ENGLISH and code not in codes:
            continue
        for kind in Kind:
            key = (kind.value, code)
            own = in_use.get(key)
            if own is not None:
                wording = _as_stored(own.text, code, kind)
                current = CurrentWording(wording, own.number, is_ours=False)
            else:
                wording = our_wording(kind, code)
                known = by_digest.get((*key, digest_of(wording.text)))
                number = known.number if known is not None else highest.get(key, 0) + 1
                current = CurrentWording(wording, number, is_ours=True)
            row = by_digest.get((*key, digest_of(wording.text)))
            if row is not None and row.checked_at is not None:
                by = names.get(row.checked_by, "") if row.checked_by else ""
                current = replace(current, checked_by=by, checked_at=row.checked_at)
            if code != ENGLISH:
                english = found[kind, ENGLISH].wording.text
                made_for = own.english_digest if own is not None else ""
                known = by_digest.get((kind.value, ENGLISH, made_for))
                was = known.text if known is not None else our_text(kind, ENGLISH)
                suits = (made_for or digest_of(was)) == digest_of(english) or (
                    (known is not None or made_for in ("", digest_of(was)))
                    and still_says(meaning_of(was), meaning_of(english), same.get(kind.value, {}))
                )
                current = replace(current, suits_english=suits)
            found[kind, code] = current
    return found


def current_numbers(session: Session) -> dict[Kind, int]:
    """The number of each kind's English wording in use."""
    found: dict[Kind, int] = {}
    rows = session.execute(
        select(_WORDING.c.kind, _WORDING.c.number, _WORDING.c.digest, _WORDING.c.in_use).where(
            _WORDING.c.language == ENGLISH
        )
    ).all()
    for kind in Kind:
        own = [row for row in rows if row.kind == kind.value]
        used = next((row for row in own if row.in_use), None)
        if used is None:
            digest = digest_of(our_text(kind, ENGLISH))
            used = next((row for row in own if row.digest == digest), None)
        found[kind] = used.number if used else max((row.number for row in own), default=0) + 1
    return found


def wording_at(session: Session, kind: Kind, code: str, number: int) -> Wording:
    """A wording by its number. Raises `NotFound`."""
    text = session.execute(
        select(WordingRow.text).where(
            WordingRow.kind == kind.value,
            WordingRow.language == code,
            WordingRow.number == number,
        )
    ).scalar_one_or_none()
    if text is None:
        raise NotFound(f"There is no version {number} of “{kind.title}”.")
    return _as_stored(text, code, kind)


def _as_stored(text: str, code: str, kind: Kind) -> Wording:
    """A wording that was found good once. What a later program would refuse it still prints."""
    wording, faults = try_wording(text, code, kind)
    if wording is None:
        raise WordingRefused(faults, f"{code}/{kind.value}")
    return wording


def register_number(session: Session, wording: Wording, me: SignedIn) -> int:
    """The number of a wording that is being printed; a text that is new gets the next one."""
    return registered(session, wording, me).number


def registered(session: Session, wording: Wording, me: SignedIn) -> WordingRow:
    """The row of a wording; one that is new gets the next number."""
    of_kind = (WordingRow.kind == wording.kind.value, WordingRow.language == wording.language)
    digest = digest_of(wording.text)
    row = session.execute(
        select(WordingRow).where(*of_kind, WordingRow.digest == digest)
    ).scalar_one_or_none()
    if row is None:
        last = session.execute(select(func.max(WordingRow.number)).where(*of_kind)).scalar_one()
        row = WordingRow(
            id=uuid.uuid4(),
            kind=wording.kind.value,
            language=wording.language,
            number=(last or 0) + 1,
            digest=digest,
            text=wording.text,
            english_digest="",
            in_use=False,
            made_at=me.clock(),
            member_id=me.member.id,
        )
        session.add(row)
        session.flush()
    return row


def _english_digest(session: Session, kind: Kind, code: str) -> str:
    if code == ENGLISH:
        return ""
    return digest_of(read_current(session, ())[kind, ENGLISH].wording.text)
