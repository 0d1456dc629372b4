"""Adding and taking out purposes of pictures: one step for the English and all its translations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from trent_desktop.agreements.kinds import OWN, Consent, Kind
from trent_desktop.agreements.models import ConsentRow
from trent_desktop.agreements.wording.languages import ENGLISH, our_text
from trent_desktop.agreements.wording.purpose_names import NAMES, purpose_names
from trent_desktop.agreements.wording.purposes import (
    LONGEST_PURPOSE,
    LONGEST_WALLS,
    Purpose,
    Purposes,
    ready_words,
    with_questions,
)
from trent_desktop.agreements.wording.reading import read_wording
from trent_desktop.agreements.wording.wording import CurrentWording, Wording, digest_of
from trent_desktop.agreements.wording.wordings import (
    end_use,
    read_current,
    registered,
    require_same,
)
from trent_desktop.asking import or_as_last_seen
from trent_desktop.journeys.cleaning import clean
from trent_desktop.problems import AnswersRefused
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.landed_rows import landed_before
from trent_desktop.storage.tables import PupilRow, SettingRow, table_of

#: The name of the setting with the data protection officer's word on pictures inside.
WALLS: Final = "walls_need_no_consent"
_KIND = Kind.CONSENTS
_ANSWER, _PUPIL = table_of(ConsentRow), table_of(PupilRow)


class PurposeService:
    """Reads and changes what the form about pictures asks. Slow: off the GUI thread."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @or_as_last_seen
    def now(self) -> Purposes:
        """What is asked about, and what else is ready."""
        with self._me.database.read() as session:
            return _read(session)

    def change(
        self,
        asked: Mapping[Consent, str],
        walls: str = "",
        names: Mapping[Consent, str] | None = None,
        *,
        expected: CurrentWording | None = None,
    ) -> Purposes:
        """Ask about these from the next form on, each in these words; and about nothing else.

        Empty words: as it is asked now, or as it came with the program. With `walls`, the data
        protection officer's word, pictures that hang inside are not asked about. Translations
        follow in words of the program, marked unchecked; those that cannot, since a question has
        the school's own words, are held back as after any change. A question whose words change
        is asked again (rule 130). `names` are what lists call the school's own. Raises `AnswersRefused`, `WordingRefused`, `NotAllowed` or
        `SomebodyWasFaster`.
        """
        me = self._me
        me.require(Right.CHANGE_WORDING)
        walls = " ".join(clean(walls).text.split())
        if len(walls) > LONGEST_WALLS:
            said = f"Write at most {LONGEST_WALLS} letters."
            raise AnswersRefused(said, (("walls", said),))
        wanted = {
            one: " ".join(clean(words).text.split())
            for one, words in asked.items()
            if not (walls and one is Consent.PHOTOGRAPHS)
        }
        if not wanted:
            said = "Choose one purpose or more: a form without a question asks nothing."
            raise AnswersRefused(said, (("asked", said),))
        named = {one: " ".join(clean(said).text.split()) for one, said in (names or {}).items()}
        with me.database.write(Repeat.LOOKS) as session:
            if landed_before(session):
                return _read(session)
            me.require_now(session, Right.CHANGE_WORDING)
            require_same(session, _KIND, ENGLISH, expected)
            named = {**purpose_names(session), **named}
            _require_described(session, wanted, named)
            _change(session, me, wanted)
            _keep_names(session, me, named)
            _keep_walls(session, me, walls)
            session.flush()
            return _read(session)


# ---------------------------------------------------------------------- within a unit of work


def walls_word(session: Session) -> str:
    """Why pictures on walls inside need no consent; empty: they do."""
    row = session.get(SettingRow, WALLS)
    return str(row.value or "") if row is not None else ""


def _require_described(
    session: Session, asked: Mapping[Consent, str], named: Mapping[Consent, str]
) -> None:
    was = {one.consent for one in read_current(session, ())[_KIND, ENGLISH].wording.asked}
    for one in OWN:
        if one not in asked:
            continue
        name = named.get(one, "")
        if not name or len(name) > LONGEST_PURPOSE:
            said = f"Give it a name of at most {LONGEST_PURPOSE} letters."
            raise AnswersRefused(said, ((f"{one.value}.name", said),))
        if not asked[one] and one not in was:
            said = "Describe it in a sentence that a family says yes or no to."
            raise AnswersRefused(said, ((f"{one.value}.words", said),))


def _keep_names(session: Session, me: SignedIn, named: Mapping[Consent, str]) -> None:
    if named == purpose_names(session):
        return
    session.merge(SettingRow(name=NAMES, value={one.value: said for one, said in named.items()}))
    me.audit(session, Act.SETTING_CHANGED, NAMES)


def _read(session: Session) -> Purposes:
    every = read_current(session)
    current = every[_KIND, ENGLISH]
    query = (
        select(_ANSWER.c.consent, func.count(distinct(_ANSWER.c.pupil_id)))
        .join(_PUPIL, _PUPIL.c.id == _ANSWER.c.pupil_id)
        .where(_ANSWER.c.ended_at.is_(None), _ANSWER.c.given, _PUPIL.c.active)
        .group_by(_ANSWER.c.consent)
    )
    said: dict[str, int] = dict(session.execute(query).all())
    asked = {one.consent: one.words for one in current.wording.asked}
    others = [one for (kind, code), one in every.items() if kind is _KIND and code != ENGLISH]
    names, ready = purpose_names(session), ready_words(ENGLISH)
    return Purposes(
        tuple(
            Purpose(
                one,
                names.get(one, "") if one in OWN else one.title,
                asked.get(one, ready.get(one, "")),
                one in asked,
                said.get(one.value, 0),
            )
            for one in Consent
        ),
        walls_word(session),
        current,
        sum(one.suits_english for one in others),
        len(others),
    )


def _change(session: Session, me: SignedIn, asked: Mapping[Consent, str]) -> None:
    every = read_current(session)
    before = every[_KIND, ENGLISH]
    was = {one.consent: one.words for one in before.wording.asked}
    wanted = {one: asked[one] or was.get(one) or ready_words(ENGLISH)[one] for one in asked}
    if wanted == was:
        return
    registered(session, before.wording, me)  # what was asked until now stays known
    english = read_wording(with_questions(before.wording.text, wanted), ENGLISH, _KIND)
    number = _use(session, me, english, "")
    digest = digest_of(english.text)
    for (kind, code), current in every.items():
        if kind is not _KIND or code == ENGLISH or not current.suits_english:
            continue
        own = {one.consent: one.words for one in current.wording.asked}
        words = {
            one: own[one] if one in own and was.get(one) == said else ready_words(code)[one]
            for one, said in wanted.items()
            if was.get(one) == said or ready_words(ENGLISH).get(one) == said
        }
        if len(words) < len(wanted):
            continue  # a sentence of the school's own has no translation yet
        text = with_questions(current.wording.text, words)
        _use(session, me, read_wording(text, code, _KIND), digest)
        if current.checked_at is not None and words.items() <= own.items():
            _stay_checked(session, me, current, text, code)
    details = {
        "number": number,
        "added": sorted(one.value for one in wanted if one not in was),
        "removed": sorted(one.value for one in was if one not in wanted),
    }
    me.audit(session, Act.WORDING_CHANGED, f"{_KIND.value}/{ENGLISH}", details)


def _use(session: Session, me: SignedIn, wording: Wording, english_digest: str) -> int:
    end_use(session, _KIND, wording.language)
    row = registered(session, wording, me)
    is_ours = digest_of(wording.text) == digest_of(our_text(_KIND, wording.language)) and (
        english_digest in ("", digest_of(our_text(_KIND, ENGLISH)))
    )
    row.in_use = not is_ours
    row.english_digest = english_digest
    row.checked_by = row.checked_at = None
    return row.number


def _stay_checked(
    session: Session, me: SignedIn, before: CurrentWording, text: str, code: str
) -> None:
    """A translation that only lost a line says nothing that nobody has read."""
    old = registered(session, before.wording, me)
    row = registered(session, read_wording(text, code, _KIND), me)
    row.checked_by, row.checked_at = old.checked_by, old.checked_at


def _keep_walls(session: Session, me: SignedIn, walls: str) -> None:
    if walls == walls_word(session):
        return
    session.merge(SettingRow(name=WALLS, value=walls))
    me.audit(session, Act.SETTING_CHANGED, WALLS)
    next_change(session, directory=True)
