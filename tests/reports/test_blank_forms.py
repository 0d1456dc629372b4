"""Blank forms fill whole sheets: no heading stands alone at the foot of a page, nothing spills over."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.reports.test_kinds import each_kind
from trent_desktop.documents.page import Letterhead
from trent_desktop.reports.kinds import Kind

DAY = dt.date(2026, 11, 23)
ADDRESS = ("Larkfield Lane", "London E99 9ZZ", "020 7946 0100", "office@larkfield.example")
#: How many pages each kind's form has.
PAGES = {"bullying": 3, "content": 3}


@each_kind
@pytest.mark.parametrize("lines", [0, 4])
def test_it_is_as_long_as_it_should_be(kind: Kind, lines: int) -> None:
    head = Letterhead("Larkfield Primary School", ADDRESS[:lines])
    pdf = kind.paper.blank(head, DAY, True)
    assert pdf.pages == PAGES.get(kind.name, 2)
    if kind.name in ("bullying", "contact"):
        first, second, *_ = (one.extract_text() for one in PdfReader(BytesIO(pdf.content)).pages)
        assert "What is known of it" in second
        assert "What is known of it" not in first
