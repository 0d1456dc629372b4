"""A school from nothing: set up, joined from a second process, forgotten, recovered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.fallback_fonts import load_fallback
from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.test_processes import ROOT, next_line
from tests.schools import SmallSchool
from trent_desktop.documents.page import Pdf
from trent_desktop.roles import Role
from trent_desktop.school.people.people import MemberState
from ui.app import Program
from ui.components.focus import FocusRing
from ui.documents import DocumentPreview
from ui.door import Door
from ui.preferences import Preferences
from ui.school.people.members import MembersPage
from ui.school.room import SchoolPage
from ui.shell.rooms import SchoolSection
from ui.theme import Theme, look
from ui.welcome.code_journey import CodePage
from ui.welcome.set_up import CodeStep
from ui.welcome.sign_in import SignInPage
from ui.welcome.welcome import WelcomePage

FOUNDER = "cobalt heron ladder thimble"
TEACHER = "gravel otter lantern pewter"
CODE = re.compile(r"(?:[A-HJKMNP-Z2-9]{4} ?- ?){4}[A-HJKMNP-Z2-9]{4}")

Start = Callable[[str], Program]


@pytest.fixture(scope="module", autouse=True)
def _ring(qapp: QApplication) -> FocusRing:
    look().dress(Theme("light", 1.0, motion=False))
    load_fallback()
    return FocusRing(qapp)


@pytest.fixture
def start(qtbot: QtBot, tmp_path: Path) -> Iterator[Start]:
    """The whole program on a laptop of its own, at its first page."""
    opened: list[Program] = []
    look().dress(Theme("light", 1.0, motion=False))

    def begin(laptop: str) -> Program:
        root = tmp_path / laptop
        program = Program(
            preferences=Preferences(root / "preferences"),
            folder=root,
            door=Door(root),
        )
        opened.append(program)
        program.window.resize(1366, 768)
        program.entrance.show_welcome()
        with qtbot.waitSignal(program.window.first_picture):
            program.window.show()
        qtbot.wait(50)  # what is made behind the first picture takes the keyboard for a moment
        with qtbot.waitActive(program.window):
            program.window.activateWindow()
        return program

    yield begin
    for program in opened:
        program.window.close()
        program.finish()
        program.window.deleteLater()
        program.deleteLater()
    QApplication.processEvents()


def codes_on(pdf: Pdf, tmp_path: Path) -> list[str]:
    """The codes that another program reads on a paper."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdf.content)
    said = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
    ).stdout
    return [found.replace(" ", "") for found in CODE.findall(said)]


def page_of(program: Program, kind: type, qtbot: QtBot):  # type: ignore[no-untyped-def]
    qtbot.waitUntil(lambda: isinstance(program.window.shown_page, kind), timeout=30_000)
    return program.window.shown_page


def test_a_school_is_set_up_and_a_teacher_joins_from_a_second_process(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    hand = Hand(qtbot)
    program = start("ict's laptop")
    share = tmp_path / "share" / "Trent"
    share.parent.mkdir()
    Image.new("RGB", (900, 900), "teal").save(tmp_path / "crest.png")

    hand.click(page_of(program, WelcomePage, qtbot).new)
    journey = program.entrance.set_up
    hand.type("Larkfield Primary School")
    hand.click(journey.school.address)
    hand.type("1 Larkfield Lane")
    hand.click(journey.school.button)
    journey.crest.crest.take(str(tmp_path / "crest.png"))
    hand.click(journey.crest.button)
    hand.type("22/11/2026")
    hand.click(journey.dates.button)
    hand.type(str(share))
    hand.click(journey.place.button)  # tries it
    qtbot.waitUntil(lambda: journey.place.report is not None, timeout=30_000)
    assert journey.place.report is not None
    assert journey.place.report.good
    hand.click(journey.place.button)
    hand.paste("Tomasz Wiśniewski")
    hand.click(journey.you.sign_in)
    assert journey.you.sign_in.text() == "twisniewski"
    hand.click(journey.you.password.first.field)
    hand.type("password")
    hand.click(journey.you.button)
    assert journey.you.password.first_block.error.text()  # too weak: it does not go on
    journey.you.password.clear()
    hand.click(journey.you.password.first.field)
    hand.type(FOUNDER)
    hand.click(journey.you.password.second.field)
    hand.type(FOUNDER)
    hand.click(journey.you.button)
    hand.click(journey.people.fields[Role.HEADTEACHER])
    hand.type("Maya Okonkwo-Reid")
    hand.click(journey.people.button)
    assert program.window.shown_page is journey.check
    hand.click(journey.check.button)

    panel = page_of(program, CodeStep, qtbot).panel
    groups = panel._groups
    hand.click(panel.on_paper)
    hand.click(panel.fields[0])
    hand.type("AAAA")
    hand.click(panel.done)
    assert panel.blocks[0].error.text()
    for field, number in zip(panel.fields, (2, 6), strict=True):
        field.clear()
        hand.click(field)
        hand.type(groups[number - 1].lower())
    hand.click(panel.done)
    preview = page_of(program, DocumentPreview, qtbot)
    head_codes = codes_on(preview._document.make(), tmp_path)
    assert len(head_codes) == 1
    with qtbot.waitSignal(program.signed_in, timeout=30_000):
        hand.click(preview.view.back)
    school = program.school
    assert school is not None
    assert school.member.name == "Tomasz Wiśniewski"
    assert school.settings.profile().crest.startswith(b"\x89PNG")
    qtbot.waitUntil(lambda: school.members.recovery_proved, timeout=20_000)

    # He adds a teacher, and prints her slip.
    program.window.inside.go("school", SchoolSection("members"))
    room = program.window.inside.findChild(SchoolPage)
    assert room is not None
    members = room.stack.currentWidget()
    assert isinstance(members, MembersPage)
    hand.click(members.add)
    assert members.adding is not None
    hand.paste("Zoë O'Neill")
    hand.click(members.adding.take)
    hand.click(members.adding.make)
    qtbot.waitUntil(
        lambda: isinstance(members.stack.currentWidget(), DocumentPreview), timeout=20_000
    )
    slip = members.stack.currentWidget()
    (code,) = codes_on(slip._document.make(), tmp_path)  # type: ignore[attr-defined]

    # She joins on her own laptop, in a process of its own.
    home = tmp_path / "her home"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys_e2e.join_in", str(share), code, TEACHER],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_DATA_HOME": str(home)},
    ) as second:
        assert next_line(second, 60) == "Zoë O'Neill, Larkfield Primary School"
        assert next_line(second, 60) == "in: Zoë O'Neill"
        # His open program hears of it.
        qtbot.waitUntil(
            lambda: any(
                one.name == "Zoë O'Neill" and one.state is MemberState.ACTIVE
                for one in school.people.members()
            ),
            timeout=20_000,
        )
        assert second.stdin is not None
        second.stdin.close()
        assert second.wait(60) == 0
    assert school.check_audit().broken_at is None


def test_a_slip_for_a_forgotten_password(
    start: Start, qtbot: QtBot, folder_school: SmallSchool
) -> None:
    from trent_desktop.clock import system_clock

    folder_school.clock.at = system_clock()
    slip = folder_school.open("ict").members.reset_password(folder_school.members["teacher1"])
    hand = Hand(qtbot)
    program = start("teacher's laptop")
    program.entrance.show_sign_in(folder_school.location.shown, "teacher1")
    page = page_of(program, SignInPage, qtbot)
    hand.click(page.forgotten_link)
    hand.click(program.entrance.forgotten.page.have_slip)
    code = page_of(program, CodePage, qtbot)
    wrong = slip.code.replace(slip.code[0], "0", 1)
    hand.type(wrong)
    hand.click(code.button)
    assert "0" in code.block.error.text()
    code.field.clear()
    hand.click(code.field)
    hand.type(slip.code)
    hand.click(code.button)
    own = program.entrance.with_code.password
    qtbot.waitUntil(lambda: program.window.shown_page is own, timeout=20_000)
    assert "Zoë O'Neill" in own.who.text()
    for field in (own.password.first.field, own.password.second.field):
        hand.click(field)
        hand.type(TEACHER)
    with qtbot.waitSignal(program.signed_in, timeout=30_000):
        hand.click(own.button)
    assert program.school is not None
    assert program.school.member.sign_in_name == "teacher1"


def test_the_code_from_the_safe(start: Start, qtbot: QtBot, folder_school: SmallSchool) -> None:
    hand = Hand(qtbot)
    program = start("ict's laptop")
    program.entrance.show_sign_in(folder_school.location.shown)
    hand.click(page_of(program, SignInPage, qtbot).forgotten_link)
    hand.click(program.entrance.forgotten.page.from_safe)
    safe = program.entrance.forgotten.safe
    hand.type(folder_school.made.recovery_code.lower())
    hand.click(safe.name)
    hand.type("ict")
    for field in (safe.password.first.field, safe.password.second.field):
        hand.click(field)
        hand.type(FOUNDER)
    with qtbot.waitSignal(program.signed_in, timeout=30_000):
        hand.click(safe.button)
    assert program.school is not None
    assert program.school.member.sign_in_name == "ict"


def test_whoever_is_removed_is_signed_out_with_words(
    start: Start, qtbot: QtBot, folder_school: SmallSchool
) -> None:
    hand = Hand(qtbot)
    program = start("teacher's laptop")
    program.entrance.show_sign_in(folder_school.location.shown, "teacher2")
    page = page_of(program, SignInPage, qtbot)
    hand.click(page.password.field)
    hand.type("sample-school")
    with qtbot.waitSignal(program.signed_in, timeout=30_000):
        hand.click(page.button)
    folder_school.open("ict").members.remove(folder_school.members["teacher2"])
    page = page_of(program, SignInPage, qtbot)
    assert "no longer have access" in page.error.text()
    assert program.school is None
