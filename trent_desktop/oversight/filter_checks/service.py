"""Checks of filter and monitoring, by those who are responsible for them (rule 66)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.dated import Dated
from trent_desktop.journeys.cleaning import clean, line_of
from trent_desktop.newer import body_read, known, words_read
from trent_desktop.oversight.filter_checks.models import FilterCheckRow
from trent_desktop.oversight.filter_checks.values import (
    Check,
    CheckCounts,
    FilterChecks,
    Item,
    NewCheck,
    NewYearlyReview,
    Profile,
    Result,
    YearlyReview,
)
from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.reports.review.reviewed import CheckLine
from trent_desktop.school.keys.session import Clocked
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act

#: A check every half term or so, a review every year.
CHECK_EVERY: Final = dt.timedelta(days=60)
REVIEW_EVERY: Final = dt.timedelta(days=365)
_LONGEST: Final = 2_000
_SHORT: Final = 120
_CHECK, _REVIEW, _BACK = "check", "review", "taken back"
_PART: Final = "filter-checks"


class FilterCheckService(Clocked):
    """What a member may do with the checks. Every method asks the share."""

    # ------------------------------------------------------------------ looking

    @or_as_last_seen
    def everything(self) -> FilterChecks:
        """All checks and reviews. Raises `NotAllowed`."""
        self._me.require(Right.CHECK_FILTER)
        with self._me.database.read() as session:
            return self._read(session)

    def counts(self, first: dt.date, last: dt.date) -> CheckCounts:
        """How many checks there were from one day to another, both included.

        Raises `NotAllowed`.
        """
        self._me.require(Right.SEE_GOVERNORS_PAGE)
        with self._me.database.read() as session:
            found = self._read(session)
        held = [one for one in found.checks if first <= one.on <= last and not one.taken_back]
        reviewed = max((one.on for one in found.reviews if one.on <= last), default=None)
        return CheckCounts(len(held), sum(bool(one.bad) for one in held), reviewed)

    def dates(self, today: dt.date) -> tuple[Dated, ...]:
        """The next check and the next review, for those who make them."""
        del today
        if not self._me.may(Right.CHECK_FILTER):
            return ()
        # Asked whenever somebody comes home, so only days are read, not what was found.
        with self._me.database.read() as session:
            check, review = self._last(session)
        return (
            Dated("filter/check", self._next(check, CHECK_EVERY), "Check the filter", _PART),
            Dated(
                "filter/review",
                self._next(review, REVIEW_EVERY),
                "Review the filter with the governors",
                _PART,
            ),
        )

    def for_review(
        self, first: dt.date, last: dt.date
    ) -> tuple[tuple[CheckLine, ...], tuple[str, ...]]:
        """What the yearly paper says of the checks between two days, and who is responsible.

        Raises `NotAllowed`.
        """
        found = self.everything()
        lines = tuple(
            CheckLine(
                one.on,
                one.by,
                f"{one.device}, {one.place}, as {one.profile.words.lower()}",
                _came_out(one),
                one.done,
            )
            for one in sorted(found.checks, key=lambda one: one.on)
            if first <= one.on <= last and not one.taken_back
        )
        held = next((one for one in found.reviews if one.on <= last), None)
        return lines, (
            (
                f"For the school’s leaders: {held.leader}",
                f"For the governors: {held.governor}",
                f"Designated Safeguarding Lead: {held.dsl}",
                f"Looks after the filter: {held.provider}",
            )
            if held
            else ()
        )

    # ------------------------------------------------------------------ writing down

    def add_check(self, new: NewCheck) -> None:
        """Write a check down. Written twice it is there once.

        Raises `NotAllowed`, or `AnswersRefused` with what is wrong or missing.
        """
        results = {one: new.results.get(one, Result.NOT_TRIED) for one in Item}
        errors = self._wrong_with(new, results)
        if errors:
            raise AnswersRefused(errors[0][1], errors)
        assert new.profile is not None  # noqa: S101 - it was asked for above
        self._add(
            new.id,
            _CHECK,
            new.on,
            {
                "device": _line(new.device),
                "place": _line(new.place),
                "profile": new.profile.value,
                "results": {item.value: result.value for item, result in results.items()},
                "done": clean(new.done).text,
            },
        )

    def take_back(self, check_id: uuid.UUID, why: str, *, id_: uuid.UUID) -> None:
        """Say that a check does not count. It stays, with the reason.

        Raises `NotAllowed`, `NotFound`, or `AnswersRefused` without a reason.
        """
        why = _line(why)
        if not why or len(why) > _SHORT:
            said = f"Use at most {_SHORT} characters." if why else "Say why it does not count."
            raise AnswersRefused(said, (("why", said),))
        with self._me.database.read() as session:
            row = session.get(FilterCheckRow, check_id)
            if row is None or row.sort != _CHECK:
                raise NotFound("There is no such check.")
        self._add(id_, _BACK, self.today, {"check": str(check_id), "why": why})

    def add_review(self, new: NewYearlyReview) -> None:
        """Write a yearly review down. Written twice it is there once.

        Raises `NotAllowed`, or `AnswersRefused` with what is wrong or missing.
        """
        names = {
            "leader": (new.leader, "Say which of the leaders is responsible."),
            "governor": (new.governor, "Say which governor is responsible."),
            "dsl": (new.dsl, "Say who the safeguarding lead is."),
            "provider": (new.provider, "Say who looks after the filter."),
        }
        errors = [(name, ask) for name, (said, ask) in names.items() if not _line(said)]
        errors += [
            (name, f"Use at most {_SHORT} characters.")
            for name, (said, _ask) in names.items()
            if len(said) > _SHORT
        ]
        errors += _day_wrong(new.on, self.today)
        if not clean(new.found).text:
            errors.append(("found", "Say what you found."))
        errors += [
            (name, f"Use at most {_LONGEST:,} characters.")
            for name, said in (("found", new.found), ("changes", new.changes))
            if len(said) > _LONGEST
        ]
        if errors:
            raise AnswersRefused(errors[0][1], tuple(errors))
        kept = {name: _line(said) for name, (said, _ask) in names.items()}
        kept |= {"found": clean(new.found).text, "changes": clean(new.changes).text}
        self._add(new.id, _REVIEW, new.on, kept)

    # ------------------------------------------------------------------ inside

    def _wrong_with(
        self, new: NewCheck, results: Mapping[Item, Result]
    ) -> tuple[tuple[str, str], ...]:
        errors = _day_wrong(new.on, self.today)
        for name, said, ask in (
            ("device", new.device, "Say on which device, for example iPad 12."),
            ("place", new.place, "Say where, for example Year 4 classroom."),
        ):
            if not _line(said):
                errors.append((name, ask))
            elif len(said) > _SHORT:
                errors.append((name, f"Use at most {_SHORT} characters."))
        if new.profile is None:
            errors.append(("profile", "Choose who you were signed in as."))
        if all(one is Result.NOT_TRIED for one in results.values()):
            errors.append(("results", "Say what came out, for at least one thing."))
        elif Result.NOT_AS_IT_SHOULD in results.values() and not clean(new.done).text:
            errors.append(("done", "Say what was done about what was not as it should be."))
        if len(new.done) > _LONGEST:
            errors.append(("done", f"Use at most {_LONGEST:,} characters."))
        return tuple(errors)

    def _add(self, id_: uuid.UUID, sort: str, on: dt.date, content: Mapping[str, Any]) -> None:
        me = self._me
        me.require(Right.CHECK_FILTER)
        with me.database.write() as session:
            me.require_now(session, Right.CHECK_FILTER)
            if session.get(FilterCheckRow, id_) is not None:
                return
            session.add(
                FilterCheckRow(
                    id=id_,
                    sort=sort,
                    on_day=on,
                    by_id=me.member.id,
                    made_at=me.clock(),
                    content=dict(content),
                )
            )
            me.audit(session, Act.FILTER_CHECKED, str(id_))

    def _read(self, session: Session) -> FilterChecks:
        rows = session.execute(
            select(FilterCheckRow).order_by(
                FilterCheckRow.on_day.desc(), FilterCheckRow.made_at.desc()
            )
        ).scalars()
        names = {one.id: one.name for one in self._me.directory.members}
        checks, reviews, back = _sorted_out(rows, names)
        checks = [_with_back(one, back.get(str(one.id), "")) for one in checks]
        # A day to come was written by a laptop whose clock is wrong: it puts nothing off.
        today = self.today
        counted = (one.on for one in checks if not one.taken_back and one.on <= today)
        reviewed = (one.on for one in reviews if one.on <= today)
        return FilterChecks(
            tuple(checks),
            tuple(reviews),
            self._next(max(counted, default=None), CHECK_EVERY),
            self._next(max(reviewed, default=None), REVIEW_EVERY),
        )

    def _next(self, last: dt.date | None, every: dt.timedelta) -> dt.date:
        return last + every if last else self.today

    def _last(self, session: Session) -> tuple[dt.date | None, dt.date | None]:
        """The days of the last check that counts and of the last review."""
        row, past = FilterCheckRow, FilterCheckRow.on_day <= self.today
        kept = session.execute(select(row.content).where(row.sort == _BACK)).scalars()
        back = {str(body_read(one).get("check", "")) for one in kept}
        checks = session.execute(
            select(row.id, row.on_day).where(row.sort == _CHECK, past).order_by(row.on_day.desc())
        )
        check = next((day for id_, day in checks if str(id_) not in back), None)
        reviewed = select(func.max(row.on_day)).where(row.sort == _REVIEW, past)
        return check, session.execute(reviewed).scalar_one()


def _sorted_out(
    rows: Iterable[FilterCheckRow], names: Mapping[uuid.UUID, str]
) -> tuple[list[Check], list[YearlyReview], dict[str, str]]:
    checks: list[Check] = []
    reviews: list[YearlyReview] = []
    back: dict[str, str] = {}
    for row in rows:
        kept, by = body_read(row.content), names.get(row.by_id, "")
        match row.sort:
            case "check":
                checks.append(_check(row, by))
            case "review":
                reviews.append(
                    YearlyReview(
                        row.id,
                        row.on_day,
                        by,
                        *(words_read(kept.get(name)) for name in ("leader", "governor", "dsl")),
                        provider=words_read(kept.get("provider")),
                        found=words_read(kept.get("found")),
                        changes=words_read(kept.get("changes")),
                    )
                )
            case "taken back":
                back[words_read(kept.get("check"))] = words_read(kept.get("why"))
            case _:
                continue  # of a newer program
    return checks, reviews, back


def _check(row: FilterCheckRow, by: str) -> Check:
    kept = body_read(row.content)
    given = body_read(kept.get("results"))
    results = {item: _result(given.get(item.value)) for item in Item}
    return Check(
        row.id,
        row.on_day,
        by,
        words_read(kept.get("device")),
        words_read(kept.get("place")),
        known(Profile, kept.get("profile")) or Profile.PUPIL,
        results,
        words_read(kept.get("done")),
    )


def _with_back(check: Check, why: str) -> Check:
    return replace(check, taken_back=why) if why else check


def _came_out(check: Check) -> str:
    bad = "; ".join(one.words for one in check.bad)
    if bad:
        return f"{check.tried} things tried. Not as it should be: {bad}"
    return f"{check.tried} things tried, all as they should"


def _result(value: Any) -> Result:
    return known(Result, value) or Result.NOT_TRIED


def _day_wrong(on: dt.date, today: dt.date) -> list[tuple[str, str]]:
    return [("on", "Choose today or a day in the past.")] if on > today else []


def _line(text: str) -> str:
    return line_of(text)
