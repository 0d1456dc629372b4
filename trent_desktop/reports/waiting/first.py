"""Into the outbox first, out of it when the share has it: what this laptop writes down of sending.

Nothing here asks the share.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace

from trent_desktop.problems import Problem
from trent_desktop.reports.asked.names import QUICK, STOP
from trent_desktop.reports.sent import Sent, outbox_id, rest_of
from trent_desktop.reports.waiting.alone import ALONE
from trent_desktop.reports.waiting.drafts import (
    Draft,
    draft_in,
    drop_draft,
    note_reference,
    put_draft,
)
from trent_desktop.reports.waiting.outbox import put_in_outbox, take_out
from trent_desktop.reports.waiting.refusals import forget_refusal, put_refusal
from trent_desktop.storage.box.box import Changing

log = logging.getLogger(__name__)


def put_first(change: Changing, draft: Draft, at: dt.datetime, *, rest: bool) -> None:
    """Into the outbox, and out of the drafts, together.

    `rest`: more of it can be answered. Of what will be sealed nothing could be added.
    """
    put_in_outbox(change, outbox_id(draft), draft, at)
    if draft.stage == ALONE:
        return
    forget_refusal(change, draft.id)
    if draft.stage == QUICK and rest:
        put_draft(change, rest_of(draft, "", at))
    else:
        drop_draft(change, draft.id)


def put_back(
    change: Changing,
    draft: Draft,
    problem: Problem | None,
    at: dt.datetime,
    *,
    opened: bool = False,
) -> None:
    """Not taken: out of the outbox and back to the drafts, where its writer can mend it.

    Together with what she answered meanwhile; but a stopped report takes nothing in. `problem`
    says why, if she can mend it, and `opened` that she was told so already.
    """
    since = draft_in(change, draft.id)
    take_out(change, outbox_id(draft))
    if draft.stage == ALONE:
        # It stands among the answers of the rest as well: there is said what became of it.
        if since is not None and problem is not None:
            put_refusal(change, since.id, since.stage, problem, at, opened=opened)
        return
    if since is not None and STOP not in (draft.stage, since.stage):
        draft = replace(draft, answers={**draft.answers, **since.answers})
    put_draft(change, draft)
    if problem is not None:
        put_refusal(change, draft.id, draft.stage, problem, at, opened=opened)


def put_right(change: Changing, draft: Draft, sent: Sent, at: dt.datetime) -> None:
    """The share has it: out of the outbox; of a first part the rest of the questions stays."""
    take_out(change, outbox_id(draft))
    forget_refusal(change, draft.id)
    if draft.stage == ALONE:
        return  # the rest of the questions goes on
    if draft.stage != QUICK or sent.route.sealed or not sent.questions_left:
        drop_draft(change, draft.id)
    elif not note_reference(change, draft.id, sent.reference):
        put_draft(change, rest_of(draft, sent.reference, at))


class UnderWay:
    """What is being sent in this process just now, and what arrived and is not yet written down."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._going: dict[str, int] = {}
        self._arrived: dict[str, tuple[Draft, Callable[[], None]]] = {}

    @contextmanager
    def going(self, draft: Draft) -> Generator[None]:
        """While somebody waits for it, the look at the share leaves it alone."""
        name = outbox_id(draft)
        with self._turn:
            self._going[name] = self._going.get(name, 0) + 1
        try:
            yield
        finally:
            with self._turn:
                self._going[name] -= 1
                self._turn.notify_all()

    def is_going(self, draft: Draft) -> bool:
        """Whether somebody waits for it just now."""
        with self._turn:
            return self._going.get(outbox_id(draft), 0) > 0

    def wait_for(self, draft: Draft) -> None:
        """Wait until nobody waits for it any more. Whoever sends waits for what was sent before."""
        name = outbox_id(draft)
        with self._turn:
            self._turn.wait_for(lambda: not self._going.get(name, 0))

    def arrived(self, draft: Draft, settle: Callable[[], None]) -> None:
        """The share has it, whatever becomes of writing so down here (rule 75)."""
        with self._turn:
            self._arrived[outbox_id(draft)] = draft, settle
        try:
            self.settle(draft)
        except Exception as error:  # noqa: BLE001 - it is there; the next look writes it down
            log.warning("A report arrived, which is not written down: %s", type(error).__name__)

    def settle(self, draft: Draft) -> bool:
        """Write down what arrived. False for what did not. Raises what keeps it from being so."""
        name = outbox_id(draft)
        with self._turn:
            known, settle = self._arrived.get(name, (None, None))
        if known is None or settle is None or known.answers != draft.answers:
            return False
        settle()
        with self._turn:
            self._arrived.pop(name, None)
        return True
