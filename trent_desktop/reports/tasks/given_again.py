"""Tasks whose rows the school's file lost: whoever reads the report gives them again (rule 108).

What a task says, its key and the number of its row stand in the report's entry, which a laptop
brings back sealed. So any laptop of somebody who reads all of the report makes the same row of it.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from contextlib import suppress

from sqlalchemy.orm import Session

from trent_desktop.problems import AnswersRefused, NotFound
from trent_desktop.reports.case_store import StoredCase, read_case
from trent_desktop.reports.cases import Route, TimelineEntry
from trent_desktop.reports.entries import actions_of, open_actions
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.tasks.giving import keys_of, new_row, owner_of, row_of, withdraw
from trent_desktop.reports.tasks.task import REVIEW, Task
from trent_desktop.school.keys.recovery.resets import recorded_reset
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import take_number
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import MemberRow


def give_again(me: SignedIn, case_ids: Collection[uuid.UUID]) -> None:
    """Give the open tasks of these cases again that have no row. Each lands once.

    One that is not its owner's any more goes to the next in line. Raises `Problem`.
    """
    with me.database.write(Repeat.KNOWS) as session:
        me.require_member_now(session)
        for case_id in case_ids:
            with suppress(NotFound):
                stored = read_case(session, me.keyring, case_id)
                if not stored.in_part and not stored.newer:
                    _give_of(me, session, stored)


def _give_of(me: SignedIn, session: Session, stored: StoredCase) -> None:
    is_open = {one.id: one for one in open_actions(actions_of(stored.timeline))}
    for entry in stored.timeline:
        action, row_id, keys = is_open.get(entry.id), row_of(entry), keys_of(entry)
        if action is None or row_id is None or action.owner_id is None or not keys:
            continue
        owner = session.get(MemberRow, action.owner_id)
        if owner is None or session.get(TaskRow, row_id) is not None:
            continue
        task = Task(
            id=row_id,
            case_id=stored.row.id,
            reference=stored.row.reference,
            words=action.words,
            owner_id=action.owner_id,
            owner_name=action.owner_name,
            given_by_id=entry.author_id,
            given_by_name=entry.author_name,
            given_at=entry.at,
            due=action.due,
            review=bool(entry.details.get(REVIEW)),
            text_only=stored.route is Route.STOPPED,
            key=keys[0],
        )
        row = new_row(task, action.owner_id, owner.public_key, take_number(session).change)
        session.add(row)
        if _is_hers(me, session, stored, owner, entry):
            # Of a task the trail never says of which report it is.
            write_entry(session, me.clock(), None, Act.TASK_GIVEN, str(row_id))
        else:
            withdraw(me, session, row, row.change)


def _is_hers(
    me: SignedIn, session: Session, stored: StoredCase, owner: MemberRow, entry: TimelineEntry
) -> bool:
    """Whether it is hers still; not where she got another key since, as for reports."""
    try:
        owner_of(me, session, stored, owner.id)
    except AnswersRefused:
        return False
    reset = recorded_reset(session, owner)
    return reset is None or reset < entry.at
