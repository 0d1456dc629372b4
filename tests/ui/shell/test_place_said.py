"""A school on a database server is told of its server, and one in a folder of its folder."""

from __future__ import annotations

import uuid
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.gallery.stage import Stage
from trent_desktop.reports.cases import Route
from trent_desktop.reports.sent import Sent
from ui.changes import Changes
from ui.reports.sent_page import AfterSending, SentPage
from ui.shell.banner import AwayStrip
from ui.shell.rooms import Desk


@pytest.mark.parametrize(("kind", "said"), [("folder", "folder"), ("PostgreSQL", "server")])
def test_the_strip_says_what_is_away(stage: Stage, kind: str, said: str) -> None:
    strip = AwayStrip()
    stage.keep(strip)
    school = SimpleNamespace(location_kind=kind, started_away=True)
    strip.attend(cast("Desk", SimpleNamespace(changes=Changes(), school=cast("Any", school))))
    assert strip.words.text().count(said) == 2
    assert ("folder" in strip.words.text()) is (said == "folder")


@pytest.mark.parametrize("place", ["folder", "server"])
def test_the_page_after_sending_says_what_is_waited_for(stage: Stage, place: str) -> None:
    sent = Sent(uuid.uuid4(), "", Route.CONTENT, 1, 0, queued=True)
    page = SentPage(AfterSending(sent, (), first=True, place=place))
    stage.keep(page)
    assert page.said.text().count(place) == 2
