"""What the service will not take, as sentences beside the questions."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from trent_desktop.journeys.cleaning import line_of
from trent_desktop.oversight.training.values import CertificateDraft, SessionDraft
from trent_desktop.problems import AnswersRefused

LONGEST: Final = 200
LONGEST_WHY: Final = 400
_MOST_OWN: Final = 10
_EARLIEST: Final = dt.date(1990, 1, 1)
_AHEAD: Final = dt.timedelta(days=3 * 366)


def checked_session(draft: SessionDraft, today: dt.date) -> SessionDraft:
    """A session with its words made fit to keep. Raises `AnswersRefused` with what is wrong."""
    own = tuple(words for one in draft.own if (words := _tidy(one)))
    draft = replace(draft, title=_tidy(draft.title), given_by=_tidy(draft.given_by), own=own)
    wrong = [
        ("title", _line(draft.title, "Give it a title.")),
        ("day", _day(draft.day, today, ahead=_AHEAD)),
        ("given_by", _line(draft.given_by, "Say who gives it.")),
    ]
    if not 5 <= draft.minutes <= 600:
        wrong.append(("minutes", "Write how many minutes, from 5 to 600."))
    if not draft.topics and not draft.own:
        wrong.append(("topics", "Choose at least one topic, or write your own."))
    if len(draft.own) > _MOST_OWN or any(len(one) > LONGEST for one in draft.own):
        wrong.append(("own", f"Write at most {_MOST_OWN} topics of your own, each a short one."))
    _refuse(wrong)
    return draft


def checked_certificate(draft: CertificateDraft, today: dt.date) -> CertificateDraft:
    """A certificate with its words made fit to keep. Raises `AnswersRefused`, as for a session."""
    draft = replace(draft, title=_tidy(draft.title), provider=_tidy(draft.provider))
    wrong = [
        ("title", _line(draft.title, "Write what it says.")),
        ("provider", _line(draft.provider, "Say who gave it.")),
        ("day", _day(draft.day, today, ahead=dt.timedelta(0))),
    ]
    if draft.expires is not None and draft.expires < draft.day:
        wrong.append(("expires", "It ends before it was given. Look at the two days again."))
    _refuse(wrong)
    return draft


def checked_why(why: str, missing: str) -> str:
    """A reason in one line. Raises `AnswersRefused` without one."""
    why = line_of(why)
    said = missing if not why else ""
    if len(why) > LONGEST_WHY:
        said = f"Use at most {LONGEST_WHY} characters."
    _refuse([("why", said)])
    return why


def _tidy(text: str) -> str:
    return line_of(text)


def _line(text: str, missing: str) -> str:
    if not text.strip():
        return missing
    return f"Use at most {LONGEST} characters." if len(text) > LONGEST else ""


def _day(day: dt.date, today: dt.date, *, ahead: dt.timedelta) -> str:
    if day > today + ahead:
        return "This day has not come yet." if not ahead else "This day is very far away."
    return "This day is very long ago." if day < _EARLIEST else ""


def _refuse(wrong: list[tuple[str, str]]) -> None:
    errors = tuple((name, said) for name, said in wrong if said)
    if errors:
        raise AnswersRefused(errors[0][1], errors)
