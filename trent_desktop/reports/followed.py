"""What one look at the share brought."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from trent_desktop.news import Subject
from trent_desktop.reports.again.values import SentAgain
from trent_desktop.reports.needs import Need


@dataclass(frozen=True, slots=True)
class Changes:
    """What a look at the share brought. `needs_me`: cases that now wait for this member.

    `tasks_for_me`: tasks that came, or whose day has come or gone, since she was last told.

    `away`: the share cannot be reached. `trouble`: what else is wrong with it, in words, while
    something waits for it or nothing can be read. `subjects`: what moved in the school's file,
    on whatever laptop, so that open screens can look.
    """

    cases: frozenset[uuid.UUID] = frozenset()
    needs_me: tuple[Need, ...] = ()
    tasks_for_me: int = 0
    away: bool = False
    trouble: str = ""
    directory: bool = False
    added_later: tuple[str, ...] = ()  # references of reports that were over, and say more now
    sent: tuple[str, ...] = ()  # references of what had waited in the outbox
    refused: tuple[uuid.UUID, ...] = ()  # drafts that came back: see `DraftService.refusals`
    went_back: bool = False  # the file is not the one it was: see `OpenSchool.went_back`
    asked: bool = True  # whether the school was: behind the lock it is not
    sent_again: tuple[SentAgain, ...] = ()  # what was sent from here, and had gone missing there
    ended: str = ""  # why her access ended, in words; nothing works from then on
    moved: str = ""  # the place where the school is now; nothing works here from then on
    subjects: frozenset[Subject] = frozenset()

    @property
    def new_for_me(self) -> int:
        """How many of them there are."""
        return len(self.needs_me)
