"""What is kept on this laptop first: what is said of it is true, whether or not it was kept here, and
whether or not it arrived, also when the answer comes when nobody waits for it any more."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from typing import Any, cast

import pytest

from tests.reports import answers
from tests.reports.test_outbox_first import no_room
from tests.schools import SmallSchool
from tests.share.loop import at_a_distance
from trent_desktop.asking import in_lane
from trent_desktop.problems import (
    AnswersRefused,
    DiskFull,
    NotKept,
    Problem,
    SchoolReadOnly,
    SchoolSilent,
    ShareEnded,
)
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.reports.waiting.first import put_back
from trent_desktop.share.school import DistantSchool


class Late:
    """The way to the school: an answer is given up, and comes when it is told to."""

    def __init__(self, school: DistantSchool) -> None:
        self.fails: Exception = SchoolSilent(goes_on=True)
        self.late: Callable[[Any, Exception | None], object] = lambda _result, _error: None
        self.heard: list[Exception] = []
        school.late = self.heard.append
        process = school._asking.process
        assert process is not None
        process.call = self._call  # type: ignore[method-assign]

    def _call(self, *_asked: Any, late: Any = None, **_more: Any) -> Any:
        self.late = late
        raise self.fails


@pytest.fixture
def school(folder_school: SmallSchool) -> Iterator[DistantSchool]:
    root = folder_school.folder / "one-laptop"
    made = cast("DistantSchool", at_a_distance(folder_school.open("teacher1", root=root), root))
    yield made
    made.close()


@pytest.fixture
def way(school: DistantSchool) -> Late:
    return Late(school)


@pytest.fixture
def draft(folder_school: SmallSchool) -> Draft:
    return folder_school.draft(answers.quick())


def _send(school: DistantSchool, draft: Draft) -> Any:
    with in_lane("sending"):
        return school.cases.send(draft)


def _waiting(school: DistantSchool) -> list[uuid.UUID]:
    return [one.id for one in school.cases.waiting()]


@pytest.mark.parametrize(
    "came", [None, ShareEnded(), SchoolReadOnly("Nothing can be saved."), ZeroDivisionError()]
)
def test_kept_here_nothing_late_says_that_it_was_not(
    school: DistantSchool, way: Late, draft: Draft, came: Exception | None
) -> None:
    assert _send(school, draft).queued
    way.late(None, came)
    assert way.heard == []
    assert _waiting(school) == [draft.id]


def test_what_is_refused_late_is_among_her_drafts_and_said_until_she_has_seen_it(
    school: DistantSchool, way: Late, draft: Draft
) -> None:
    _send(school, draft)
    refused = AnswersRefused("Some answers cannot be sent.", ((n.SEEN, "Too short."),))
    with school.signed_in.store.box.changing() as change:  # as the other half does
        put_back(change, draft, refused, school.signed_in.clock(), opened=True)
    way.late(None, refused)
    # On the strip, which says no more than the whole class may read; and not as a notice.
    assert [(one.draft_id, one.opened) for one in school.drafts.refusals()] == [(draft.id, False)]
    assert way.heard == []


def test_not_kept_here_it_is_said_whether_it_goes_all_the_same(
    school: DistantSchool, way: Late, draft: Draft
) -> None:
    with no_room(), pytest.raises(DiskFull, match="not kept here") as caught:
        _send(school, draft)
    assert "as soon as it answers" in caught.value.what_to_do
    way.late(None, None)
    assert way.heard == []
    # Neither here nor there.
    way.late(None, SchoolReadOnly("Nothing can be saved there.", what_to_do="It is kept."))
    (said,) = way.heard
    assert isinstance(said, NotKept)
    assert "kept" not in said.what_to_do
    # And where nothing goes on, this laptop's own trouble is what she can mend.
    for fails in (SchoolSilent(), ShareEnded(), Problem("It is not in the outbox.")):
        way.fails = fails
        with no_room(), pytest.raises(DiskFull, match="cannot be kept"):
            _send(school, draft)


def test_what_no_words_were_made_for_is_kept_here_all_the_same(
    school: DistantSchool, way: Late, draft: Draft
) -> None:
    way.fails = ZeroDivisionError()
    assert _send(school, draft).queued
    assert _waiting(school) == [draft.id]
    # What she must mend is told her at once, as ever.
    way.fails = AnswersRefused("No.", ((n.SEEN, "Too short."),))
    with pytest.raises(AnswersRefused):
        _send(school, draft)
