"""What governors are told is whole, closed when the term is over, and hides what was typed nowhere."""

from __future__ import annotations

import pytest

from tests.documents.reading import text_of
from tests.oversight.test_governors import busy, summer
from tests.reports.test_giving_back import reset
from tests.schools import SmallSchool
from trent_desktop.oversight.governors.documents import governors_pdf
from trent_desktop.oversight.governors.models import GovernorTermRow
from trent_desktop.oversight.governors.values import Topic
from trent_desktop.problems import MoveNotPossible, SomebodyWasFaster
from trent_desktop.school.settings.letterhead import letterhead_of

__all__ = ["busy"]


@pytest.mark.both_databases
def test_no_term_is_told_by_whom_a_new_password_left_without_the_older_keys(
    busy: SmallSchool,
) -> None:
    again = reset(busy, "head")
    again.follow()
    with pytest.raises(MoveNotPossible, match="too low"):
        again.governors.look(summer())


def test_telling_again_takes_no_typed_sentence_away(busy: SmallSchool) -> None:
    head = busy.open("head")
    head.follow()
    term = head.governors.this_term
    looked = head.governors.look(term)
    head.governors.tell(looked)
    head.governors.explain(term, Topic.REPORTS, "Mostly adverts.")
    head.governors.tell(looked)  # what lies before her is older than her sentence
    assert head.governors.report(term).sentence(Topic.REPORTS) == "Mostly adverts."


@pytest.mark.parametrize("days", [500, -300])
def test_a_clock_that_is_wrong_closes_no_term(busy: SmallSchool, days: int) -> None:
    head = busy.open("head")
    head.follow()
    busy.clock.turn(days=days)
    wrong = head.governors.look(head.governors.this_term)
    with pytest.raises(MoveNotPossible, match="clock"):
        head.governors.tell(wrong)
    busy.clock.turn(days=-days)
    assert head.governors.told() == ()
    head.governors.tell(head.governors.look(summer()))


def test_an_older_look_never_takes_the_place_of_a_newer_one(busy: SmallSchool) -> None:
    here, there = busy.open("head"), busy.open("head")
    here.follow()
    there.follow()
    term = here.governors.this_term
    older = here.governors.look(term)
    busy.clock.turn(days=1)
    there.governors.tell(there.governors.look(term))
    with pytest.raises(SomebodyWasFaster):
        here.governors.tell(older)


def test_what_nobody_told_says_so_on_paper_and_only_who_tells_sees_it_by_year(
    busy: SmallSchool,
) -> None:
    head, dsl = busy.open("head"), busy.open("dsl")
    for one in (head, dsl):
        one.follow()
    assert head.governors.look(summer()).picture(Topic.YEARS) is not None
    hers = dsl.governors.look(summer())
    # She does not count what the Headteacher alone reads: one from the other names somebody.
    assert hers.picture(Topic.YEARS) is None
    paper = governors_pdf(
        hers, (), letterhead_of(dsl), printed_by="X", printed_at=busy.clock(), unchanging=True
    )
    assert "Not shown to the governors" in text_of(paper.content)
    head.governors.tell(head.governors.look(summer()))
    assert dsl.governors.look(summer()).picture(Topic.YEARS) is not None


def test_whatever_stands_in_the_file_a_page_is_drawn_of_it(busy: SmallSchool) -> None:
    head = busy.open("head")
    head.follow()
    head.governors.tell(head.governors.look(summer()))
    long = "w" * 10_000
    with head.signed_in.database.write() as unit:
        row = unit.get_one(GovernorTermRow, summer().name)
        row.content = {
            "pictures": [{"topic": "reports", "numbers": [[long, 3, long, None], ["", 1, "", 2]]}],
            "said": {"reports": long},
        }
    chair = busy.open("chair")
    told = chair.governors.report(summer())
    paper = governors_pdf(
        told, (told,), letterhead_of(chair), printed_by="X", printed_at=busy.clock()
    )
    assert paper.pages
