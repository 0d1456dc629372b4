"""What an invented report gives to do from the moment at which it was sent, as the service does."""

from __future__ import annotations

from trent_desktop.reports.casework.to_do import tasks_at_first
from trent_desktop.reports.entries import NewEntry
from trent_desktop.reports.kinds import Kind
from trent_desktop.reports.workflow import flow_of
from trent_desktop.sample.values import SampleCase


def first_tasks(case: SampleCase, kind: Kind, report: NewEntry) -> tuple[NewEntry, ...]:
    """Those that are still to do: none of them once a step that does them was taken."""
    steps = flow_of(kind, case.route).steps
    done = any(
        None in steps[one.move].settles for one in case.steps if one.move and one.move in steps
    )
    return () if done else tasks_at_first(kind, case.route, report, case.answers)
