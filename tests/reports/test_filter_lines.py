"""What the filter's supplier gets: addresses and a decision, nobody's name, no formula."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trent_desktop.plain_tables import guarded
from trent_desktop.reports.filter.lines import (
    CSV_HEADINGS,
    REASON_OF_CATEGORY,
    Extent,
    FilterAction,
    FilterLine,
    FilterReason,
    FilterRequest,
    csv_row,
    csv_table,
    lines_for,
    ticket_text,
)
from trent_desktop.reports.kinds.content import FULL, QUICK, content_journey
from trent_desktop.reports.kinds.content.categories import TABLES
from trent_desktop.reports.kinds.content.names import WHERE

PUPIL = "Zoë Ólafsdóttir"


def request(line: FilterLine | None = None, **changes: object) -> FilterRequest:
    values: dict[str, object] = {
        "line": line or lines_for("https://www.example-pictures.net/volcano?who=1")[0],
        "policy": "Pupils",
        "action": FilterAction.BLOCK,
        "reason": FilterReason.VIOLENT,
        "reference": "TR-2026-014",
        "start": dt.date(2026, 11, 22),
    }
    return FilterRequest(**{**values, **changes})  # type: ignore[arg-type]


def test_lines_are_bare_and_ready_to_paste() -> None:
    lines = lines_for("https://www.Images.Example-Pictures.net/volcano?x=1")
    assert [(line.text, line.extent) for line in lines] == [
        ("images.example-pictures.net", Extent.HOST),
        ("images.example-pictures.net/volcano", Extent.PAGE),
        ("example-pictures.net", Extent.DOMAIN),
    ]
    assert lines[0].shown == "images[.]example-pictures[.]net"


def test_an_app_or_place_has_no_line() -> None:
    assert lines_for("Roblox, on tablet 12") == ()


def test_an_ending_of_the_whole_web_is_never_offered() -> None:
    texts = [line.text for line in lines_for("co.uk, http://com/x, https://a.sch.uk")]
    assert "co.uk" not in texts
    assert "com" not in texts


def test_a_domain_that_strangers_share_comes_with_a_warning() -> None:
    assert "Many others" in lines_for("github.io")[0].warning
    assert [line.text for line in lines_for("class4b.github.io")] == ["class4b.github.io"]


V = "dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        (f"https://www.youtube.com/watch?v={V}&t=4", f"youtube.com/watch?v={V}"),
        (f"https://youtu.be/{V}", f"youtube.com/watch?v={V}"),
        (f"https://m.youtube.com/shorts/{V}?x=1", f"youtube.com/shorts/{V}"),
        ("https://vm.tiktok.com/ZGeAbCdE1/", "vm.tiktok.com/ZGeAbCdE1"),
        ("https://www.roblox.com/games/920587237/A", "roblox.com/games/920587237"),
        ("https://www.bbc.co.uk/newsround/12", "bbc.co.uk/newsround/12"),
        (
            "https://www.google.com/imgres?imgurl=https%3A%2F%2Fpics.example.net%2Fa.jpg",
            "pics.example.net",
        ),
        ("https://www.google.com/search?q=Am%C3%A9lie&udm=2", ""),
        ("https://www.youtube.com/watch", ""),
        ("https://www.youtube.com/results?search_query=Ann", ""),
        ("https://m.youtube.com", ""),
        ("roblox.com", ""),
    ],
)
def test_all_of_a_big_site_is_never_what_is_proposed(typed: str, first: str) -> None:
    lines = lines_for(typed)
    proposed = [line.text for line in lines if line.offered_first]
    assert (proposed[0] if proposed else "") == first
    rest = [line for line in lines if not line.offered_first]
    assert rest
    assert all("whole site" in line.warning for line in rest)
    assert lines[-len(rest) :] == tuple(rest)
    assert not any("Am" in line.text or "Ann" in line.text for line in lines)


def test_the_csv_has_the_columns_of_the_filter() -> None:
    page = lines_for("example.net/a")[1]
    rows = list(csv.reader(io.StringIO(csv_table([request(), request(page, approved_by="Head")]))))
    assert tuple(rows[0]) == CSV_HEADINGS
    assert rows[1] == [
        "",
        "example-pictures.net",
        "Pupils",
        "block",
        "Violent or frightening content",
        "ICT Lead",
        "",
        "2026-11-22",
        "",
        "TR-2026-014",
    ]
    assert rows[2][:2] == ["example.net/a", ""]
    assert rows[2][6] == "Head"


def test_one_row_alone() -> None:
    assert csv_row(request()).startswith(",example-pictures.net,Pupils,block,")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " \r\n=", "|", "%", "\u202e="])
def test_no_cell_is_a_formula(start: str) -> None:
    text = csv_table([request(policy=f"{start}HYPERLINK(1)")])
    policy = list(csv.reader(io.StringIO(text)))[1][2]
    assert policy[0] == "'"


@given(st.text())
def test_a_row_stays_a_row_whatever_is_in_it(text: str) -> None:
    rows = list(csv.reader(io.StringIO(csv_table([request(policy=text, approved_by=text)]))))
    assert len(rows) == 2
    assert len(rows[1]) == len(CSV_HEADINGS)
    assert not guarded(text).startswith(("=", "+", "-", "@"))


def test_the_ticket_says_what_is_needed() -> None:
    text = ticket_text(request(), school="Sample School", filter_name="LGfL SchoolProtect")
    assert text.splitlines()[0] == "Please block: example-pictures.net"
    assert "From: 22 November 2026" in text
    assert "Our reference: TR-2026-014" in text
    assert "Violent or frightening" in text


def test_no_name_of_a_child_gets_out_whatever_the_answers_hold() -> None:
    answers = {
        question.name: PUPIL
        for stage in (QUICK, FULL)
        for question in content_journey(stage).questions()
    }
    answers[WHERE] = f"{PUPIL}: https://example.net/a?name=Zo%C3%AB+{PUPIL} on {PUPIL}’s tablet"
    lines = lines_for(answers[WHERE])
    assert [line.text for line in lines] == ["example.net", "example.net/a"]
    for line in lines:
        out = csv_table([request(line)]) + ticket_text(
            request(line), school="Sample School", filter_name="Filter"
        )
        for part in PUPIL.split():
            assert part not in out


def test_every_reason_has_words_and_every_category_that_needs_a_block_a_reason() -> None:
    assert all(reason.words for reason in FilterReason)
    known = {row.value for row in TABLES[-1].rows}
    assert set(REASON_OF_CATEGORY) <= known
