"""What a screen reader says of the real program: on a screen, through AT-SPI."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.ui.spoken.journeys import JOURNEYS
from tests.ui.spoken.page import KEPT, whole_page
from tests.ui.spoken.screen import read_out

pytestmark = [pytest.mark.slow, pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI")]


def test_the_five_journeys_are_heard_as_they_are_written_down(tmp_path: Path) -> None:
    heard = read_out(tmp_path)
    assert len(re.findall("^## ", heard, re.MULTILINE)) == len(JOURNEYS) == 5
    lines = heard.splitlines()
    # Whatever the keyboard can reach says what it is, and nothing is said twice.
    assert not [one for one in lines if re.fullmatch(r" *- \*\*(?!label|filler)[\w ]+\*\*", one)]
    twice = r" *- \*\*[\w ]+\*\* (?P<name>.+?)(?: \(.*\))? — (?P=name)"
    assert not [one for one in lines if re.fullmatch(twice, one)]
    for page in heard.split("#### ")[1:]:
        assert "**heading** " in page or page.startswith("The console"), page[:60]
    # Out of date? `python -m tests.ui.spoken` writes it anew.
    assert whole_page(heard).splitlines() == KEPT.read_text("utf-8").splitlines()
