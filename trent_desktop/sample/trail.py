"""The audit trail of a sample: who sent, read and moved a case."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Mapping

from trent_desktop.reports.cases import EntryKind
from trent_desktop.sample.values import SampleCase
from trent_desktop.storage.audit import Act, PlannedEntry


def trail_of(case: SampleCase, member_ids: Mapping[str, uuid.UUID]) -> Iterator[PlannedEntry]:
    """What the service would have written down of one case: nobody moves what she has not read."""
    subject = str(case.id)
    yield PlannedEntry(_utc(case.recorded_at), member_ids[case.reporter], Act.CASE_SENT, subject)
    has_read: set[str] = set()
    for step in case.steps:
        if step.by_itself:
            continue
        at, member_id = _utc(step.at), member_ids[step.by]
        if step.kind is EntryKind.MORE_ANSWERS or step.move is None:
            yield PlannedEntry(at, member_id, Act.CASE_ADDED_TO, subject)
            continue
        if step.by not in has_read:
            has_read.add(step.by)
            read_at = at - dt.timedelta(seconds=25 + step.id.int % 110)
            yield PlannedEntry(read_at, member_id, Act.CASE_READ, subject)
        # The trail is plain: of a sealed report it does not say how far it has come.
        said = {} if case.route.sealed else {"move": step.move.value}
        yield PlannedEntry(at, member_id, Act.CASE_MOVED, subject, said)


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC)
