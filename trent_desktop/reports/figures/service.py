"""What reports come to, for the member who is signed in. Counted on this laptop; from any thread."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.clock import on_the_wall
from trent_desktop.problems import MoveNotPossible, SchoolBusy
from trent_desktop.reports.figures.counted import GovernorsFigures
from trent_desktop.reports.figures.counting import governors_figures_of
from trent_desktop.reports.figures.on_laptop import FiguresOnLaptop
from trent_desktop.reports.figures.periods import Span
from trent_desktop.reports.figures.rows import ask
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.tables import CaseReaderRow, CaseRow, RoleKeyRow, SchoolRow


class FiguresService(FiguresOnLaptop):
    """Counts what its member may read: whole cases that she leads on, and none about herself."""

    def for_governors(self, span: Span) -> GovernorsFigures:
        """The same for governors, who never read a case: made by those who lead on all of them.

        Raises `NotAllowed` for everybody else, and `SchoolBusy` while this laptop has not read
        every report, `MoveNotPossible` while her keys do not open all of them: what is told stands,
        so it must be whole. Asks the share for that.
        """
        self._me.require(Right.TELL_GOVERNORS)
        with self._me.database.read() as session:
            change = session.execute(select(SchoolRow.change)).scalar_one()
            closed_to_her = self._lacks_a_key(session, span)
        if self._index.synced()[0] < change:
            raise SchoolBusy(
                "This laptop is still reading reports.",
                what_to_do="Try again in a minute: the numbers must be whole.",
            )
        if closed_to_her:
            raise MoveNotPossible(
                "Your keys do not open every report of this time, so the numbers would be too low.",
                what_to_do="After a new password, ask the ICT Lead for the older keys of your role first.",
            )
        today = self._me.clock().astimezone().date()
        asked = ask(self._me.store, self._hers(), span.first, span.last, 1)
        return governors_figures_of(asked, span, self._me.role_shown, today)

    def _lacks_a_key(self, session: Session, span: Span) -> bool:
        """Whether a report that may count in `span` is sealed to a role of hers, and not to her.

        So it is after a new password, until a colleague gave her the older keys of her role back.
        """
        keyring = self._me.keyring
        hers = CaseReaderRow.case_id == CaseRow.id
        to_her = select(CaseReaderRow.case_id).where(
            hers, CaseReaderRow.reader_id.in_(keyring.reader_ids)
        )
        to_her_role = (
            select(CaseReaderRow.case_id)
            .join(RoleKeyRow, RoleKeyRow.id == CaseReaderRow.reader_id)
            .where(hers, RoleKeyRow.role.in_([role.value for role in self._me.roles]))
        )
        begins, ends = (
            on_the_wall(dt.datetime.combine(day, dt.time()))
            for day in (span.first, span.last + dt.timedelta(days=1))
        )
        found = select(CaseRow.id).where(
            # What was given by a sanction counts by its own day, later than the report's.
            CaseRow.updated_at >= begins,
            CaseRow.recorded_at < ends,
            to_her_role.exists(),
            ~to_her.exists(),
        )
        return session.execute(found.limit(1)).first() is not None
