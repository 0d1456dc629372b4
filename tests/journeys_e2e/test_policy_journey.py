"""The policy brought up to date: drafted, changed by two, checked, approved, read, cited."""

from __future__ import annotations

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptop, Laptops, room
from tests.journeys_e2e.test_processes import ROOT, next_line
from tests.reports import answers
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.clock import system_clock
from trent_desktop.journeys import when_value
from trent_desktop.policy.editing import ChangeClause
from trent_desktop.policy.questions import questions_for
from trent_desktop.reports.kinds.content import names as n
from ui.app import Program
from ui.components.buttons import BackLink
from ui.components.focus import FocusRing
from ui.policy.reading.section import ReadingPage
from ui.policy.room import PolicyPage
from ui.policy.versions.section import VersionsPage
from ui.shell.rooms import OpenCase, PolicySection

HANDED_OVER = ROOT / "tests" / "policy" / "cases" / "handed-over.txt"
AI = "Nothing that is typed into an AI must name a child."
P = TypeVar("P", bound=QWidget)


@pytest.fixture
def laptop(
    qtbot: QtBot, folder_school: SmallSchool, tmp_path: Path, ring: FocusRing
) -> Iterator[Laptop]:
    """Signs a member in on a laptop of her own, today."""
    folder_school.clock.at = system_clock()
    laptops = Laptops(qtbot, tmp_path, whole=True)
    yield partial(laptops.sign_in, folder_school)
    laptops.close()


@contextmanager
def reading(school: SmallSchool, name: str) -> Iterator[subprocess.Popen[str]]:
    """The whole program in a process of its own, at the page on which the policy is read."""
    home = school.folder / f"home of {name}"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys_e2e.read_policy", school.location.shown, name],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TRENT_PASSWORD": PASSWORD, "XDG_DATA_HOME": str(home)},
    ) as program:
        yield program
        assert program.stdin is not None
        program.stdin.close()
        assert program.wait(60) == 0


def part(program: Program, name: str, kind: type[P], place: object = None) -> P:
    program.window.inside.go("policy", PolicySection(name, place))
    page = program.window.inside.page("policy")
    assert isinstance(page, PolicyPage)
    found = page.findChild(kind)
    assert found is not None
    return found


def words_of(widget: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def back(hand: Hand, page: VersionsPage) -> None:
    """Back to the front page of the part."""
    links = [one for one in page.findChildren(BackLink) if one.isVisible()]
    hand.click(links[0])


def read_as(school: SmallSchool, name: str) -> None:
    desk = school.open(name)
    version = desk.policy_reading.mine().version
    assert version is not None
    given = {one.name: one.right for one in questions_for(desk.roles)}
    desk.policy_reading.read(uuid.uuid4(), version.id, given)
    desk.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot wait for a pipe with a selector")
def test_the_policy_is_brought_up_to_date_read_and_cited(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    hand, head = Hand(qtbot), laptop("head")
    page = part(head, "versions", VersionsPage)
    qtbot.waitUntil(lambda: "from-file" in page.buttons, timeout=10_000)
    hand.click(page.buttons["from-file"])
    bring = page.importing
    assert bring is not None
    bring.file.chosen.emit(str(HANDED_OVER))  # what the system's dialog gives
    qtbot.waitUntil(lambda: bring.begin is not None, timeout=30_000)
    seen = words_of(bring.page)
    assert "58 clauses in 11 sections" in seen  # 53 with a number, and the letters of SMART
    assert "Worth a look" in seen
    assert "Netmums".casefold() in seen.casefold()
    assert bring.begin is not None
    hand.click(bring.begin)
    draft = page.draft_page
    qtbot.waitUntil(lambda: "6.7" in draft.adds, timeout=10_000)

    # A clause more, while somebody else changes another one.
    hand.click(draft.adds["6.7"])
    form = draft.piece
    assert form is not None
    form.number.selectAll()
    hand.click(form.number)
    form.number.selectAll()
    hand.type("6.7a")
    hand.click(form.words)
    hand.type(AI)
    ict = folder_school.open("ict")
    stands = ict.policy_drafts.draft()
    assert stands is not None
    one = stands.text.clause("6.7")
    assert one is not None
    theirs = replace(one, words="The Headteacher is told the same day.")
    ict.policy_drafts.change(stands.id, ChangeClause(one, theirs))
    hand.click(form.save)
    qtbot.waitUntil(lambda: "6.7a" in draft.changes, timeout=10_000)
    qtbot.waitUntil(lambda: theirs.words in words_of(draft.page), timeout=10_000)
    assert AI in words_of(draft.page)

    # The same clause at once: she is told, and says which it is to be.
    hand.click(draft.changes["6.7"])
    form = draft.piece
    assert form is not None
    again = replace(theirs, words="The Headteacher is told before the day ends.")
    ict.policy_drafts.change(stands.id, ChangeClause(theirs, again))
    form.words.selectAll()
    hand.click(form.words)
    form.words.selectAll()
    hand.type("Tell the Headteacher.")
    hand.click(form.save)
    qtbot.waitUntil(lambda: form.anyway is not None, timeout=10_000)
    assert again.words in words_of(form.page)
    assert form.typed.words == "Tell the Headteacher."
    assert form.anyway is not None
    hand.click(form.anyway)
    qtbot.waitUntil(lambda: "Tell the Headteacher." in words_of(draft.page), timeout=10_000)

    # What changes, side by side.
    back(hand, page)
    qtbot.waitUntil(lambda: "compare" in page.buttons, timeout=10_000)
    qtbot.waitUntil(page.buttons["compare"].isVisible, timeout=10_000)
    hand.click(page.buttons["compare"])
    qtbot.waitUntil(lambda: "What changes" in words_of(page), timeout=10_000)
    seen = words_of(page)
    assert "clauses changed" in seen
    assert AI in seen
    assert "Version 1: 6.7a" in seen

    # The check comes before the approval.
    back(hand, page)
    hand.click(page.buttons["approve"])
    assert page.approval is not None
    assert "Still open" in words_of(page.approval.page)
    assert not page.approval.button.isEnabled()
    back(hand, page)
    hand.click(page.buttons["equality"])
    check = page.equality
    assert check is not None
    for line in check.lines.values():
        hand.click(line.effect.rows()["none"])
    hand.click(check.save)
    qtbot.waitUntil(page.front.isVisible, timeout=10_000)
    qtbot.waitUntil(lambda: "9 of 9" in page.buttons["equality"].text(), timeout=10_000)
    hand.click(page.buttons["approve"])
    approval = page.approval
    assert approval is not None
    hand.click(approval.button)
    qtbot.waitUntil(lambda: bool(approval.blocks["minute"].error.text()), timeout=10_000)
    hand.click(approval.fields["minute"])
    hand.type("Full governors, minute 7.2")
    hand.click(approval.button)
    qtbot.waitUntil(lambda: 1 in page.rows, timeout=10_000)
    assert "Full governors, minute 7.2" in words_of(page)

    # Everybody is asked; each who reads it leaves the list.
    who = part(head, "reading", ReadingPage, "who")
    qtbot.waitUntil(lambda: len(who.waiting) == 7, timeout=10_000)
    with reading(folder_school, "teacher1") as teacher:
        assert next_line(teacher, 60) == "ready"
        assert next_line(teacher, 20) == "asked 1"
        assert next_line(teacher, 20) == "read"
    qtbot.waitUntil(lambda: len(who.waiting) == 6, timeout=15_000)
    assert "Zoë O'Neill" not in who.waiting
    for name in ("dsl", "teacher2"):
        read_as(folder_school, name)
    qtbot.waitUntil(lambda: len(who.waiting) == 4, timeout=15_000)
    assert "Version 1: 3 of 7 have read it." in words_of(who.who_page)

    # A report of today names it.
    folder_school.clock.at = system_clock()
    made = answers.quick(**{n.HAPPENED_AT: when_value(system_clock())})
    sent = folder_school.open("teacher2").cases.send(folder_school.draft(made))
    head.window.inside.go("reports", OpenCase(sent.case_id))
    case = room(head).case
    qtbot.waitUntil(lambda: case.case is not None and case.view.body.isVisible(), timeout=15_000)
    assert "Policy in force when it was reported: version 1, from " in words_of(case.view)
