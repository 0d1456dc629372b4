"""What a member does with her tasks, and the one list of all that she has to do."""

from __future__ import annotations

import logging
import uuid

from trent_desktop.problems import NoLongerMember, SchoolBusy
from trent_desktop.reports.models import TaskRow
from trent_desktop.reports.tasks.on_laptop import TasksOnLaptop, Waiting
from trent_desktop.reports.tasks.sealing import add_said
from trent_desktop.storage.audit import Act
from trent_desktop.storage.box.sorts import Sort
from trent_desktop.storage.cipher import CannotOpen, unseal
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat

log = logging.getLogger(__name__)


class TaskService(TasksOnLaptop):
    """Tasks of the member who is signed in. All but `answer` and `deliver` ask this laptop alone."""

    def _try(self) -> bool:
        try:
            self.deliver()
        except NoLongerMember:
            raise
        except Exception as error:  # noqa: BLE001 - it is kept, and goes by itself later
            log.info("What was said of a task waits because of %s", type(error).__name__)
            return False
        return True

    def deliver(self) -> None:
        """Bring what waits on this laptop into the school's file, in the order it was said.

        What cannot go keeps nothing of another task back; it waits. Raises why: `SchoolAway` or
        what else ails the file.
        """
        with self._turn:
            failure: Exception | None = None
            held: set[uuid.UUID] = set()
            for one in self._waiting():
                if one.task_id in held:
                    continue
                try:
                    self._bring(one)
                except SchoolBusy:
                    raise  # each further try would wait as long again
                except Exception as error:  # noqa: BLE001 - raised when the others are in
                    failure = error
                    held.add(one.task_id)
            if failure is not None:
                raise failure

    def _bring(self, one: Waiting) -> None:
        me = self._me
        with me.database.write(Repeat.KNOWS) as session:
            row = session.get(TaskRow, one.task_id)
            if row is None:
                return  # a file that was put back does not have it yet
            if add_said(row, self._key_now(row) or one.key, one.said):
                if one.said.done and row.done_at is None:
                    row.done_at = one.said.at
                row.change = next_change(session)
                act = Act.TASK_DONE if one.said.done else Act.TASK_GIVEN_BACK
                me.audit(session, act, str(row.id))
        with me.store.box.changing() as change:
            change.drop(Sort.TASK, one.id)
            change.put(Sort.SAID, str(one.task_id), str(one.said.id))

    def _key_now(self, row: TaskRow) -> bytes | None:
        """The key that a task has now; None when it is no longer hers."""
        try:
            return unseal(self._me.keyring.own, row.owner_key)
        except CannotOpen:
            return None
