"""Versions of the policy as plain values."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from trent_desktop.policy.clauses import PolicyText

#: The id of the model policy, which is in no school's file.
MODEL: Final = uuid.UUID(int=0)


class VersionState(StrEnum):
    """How far a version is."""

    DRAFT = "draft"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class PolicyVersion:
    """One version. `number` counts from 1; the model that comes with the program has 0.

    `minute` is how the governors' minutes name their decision, `approved_by` who wrote it down.
    `equality` is what was asked and answered about effects on people with a protected
    characteristic (`equality.py` reads it). `changed_at` and `changed_by`: the last change of a draft.
    """

    id: uuid.UUID
    number: int
    state: VersionState
    text: PolicyText = field(repr=False)
    equality: Mapping[str, Any] = field(default_factory=dict[str, Any], repr=False)
    made_at: dt.datetime | None = None
    made_by: str = ""
    changed_at: dt.datetime | None = None
    changed_by: str = ""
    approved_on: dt.date | None = None
    approved_by: str = ""
    minute: str = ""
    in_force_from: dt.date | None = None
    review_on: dt.date | None = None

    @property
    def is_model(self) -> bool:
        """Whether it is the model, which no governors have approved."""
        return self.id == MODEL

    @property
    def approved(self) -> bool:
        """Whether the governors approved it."""
        return self.state is VersionState.APPROVED

    @property
    def title(self) -> str:
        """``Version 3``; the model says what it is."""
        return "Model policy" if self.is_model else f"Version {self.number}"
