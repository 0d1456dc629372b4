"""What a case's timeline is made from: its report, and what happened with it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.kinds.kind import Happened
from trent_desktop.reports.workflow import STANDARD, Workflow
from trent_desktop.sample.values import SampleStage


@dataclass(frozen=True, slots=True)
class Story:
    """What a timeline needs to know of its report.

    `line` is the one for the filter, empty where there is no address. `amend` and `recategorise`
    are details of an amendment that fits the answers, or empty. `later` are the answers that the
    reporter sends afterwards, if she does; `urgent`: they are the DSL's to decide on as well.
    `child` is who did it, where a child did it on purpose.
    """

    route: Route
    reporter: str
    recorded_at: dt.datetime
    words: Mapping[str, str]
    line: str
    on_purpose: bool
    amend: Mapping[str, Any] = field(default_factory=dict[str, Any])
    recategorise: Mapping[str, Any] = field(default_factory=dict[str, Any])
    later: SampleStage | None = None
    urgent: bool = False
    child: Mapping[str, Any] = field(default_factory=dict[str, Any])
    #: Where its kind tells itself what becomes of it: the steps, and the workflow they belong to.
    course: Sequence[Happened] | None = None
    flow: Workflow = STANDARD


@dataclass(slots=True)
class Event:
    """Something that happened, if the workflow allows it there. Without a `move`: later answers."""

    at: dt.datetime
    move: Move | None
    by: str
    words: str = ""
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])
    #: Where it has dice of its own, so that it changes nothing else that is drawn.
    source: random.Random | None = None
    #: It ends a task that a step gave.
    ends: bool = False
