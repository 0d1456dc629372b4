"""A possible indecent picture where nobody who leads has joined, and a report while the share is
away: what the pages say is what has happened, by clicking and typing in a real school.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.journeys_e2e.hand import Hand
from tests.journeys_e2e.laptops import Laptops, home, question_page, room
from tests.journeys_e2e.test_report_journey import send_quick
from tests.school.staff import NEW_PASSWORD, invite_one, join_with
from tests.schools import STAFF, SmallSchool, make_small_school
from trent_desktop.problems import NotFound
from trent_desktop.reports.kinds.content import names
from trent_desktop.roles import Role
from trent_desktop.storage.location import parse_location
from ui.app import Program
from ui.components.buttons import SecondaryButton
from ui.reports.sent_page import SentPage

DUTY_TEAM = {"role": "social-care", "name": "Duty team", "phone": "01632 960377", "note": ""}

School = Callable[..., SmallSchool]
Laptop = Callable[[SmallSchool, str], Program]


@pytest.fixture
def school_of(tmp_path: Path) -> Iterator[School]:
    """Makes a school in a folder with these of the usual staff."""
    made: list[SmallSchool] = []

    def make(*who: str, contacts: tuple[dict[str, str], ...] = ()) -> SmallSchool:
        made.append(
            make_small_school(
                parse_location(tmp_path / "share"),
                tmp_path,
                staff={name: STAFF[name] for name in who},
                settings={"contacts": list(contacts)} if contacts else None,
            )
        )
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def laptop(qtbot: QtBot, laptops: Laptops) -> Laptop:
    """Signs a member of a school in on a laptop of her own."""

    def sign_in(school: SmallSchool, name: str) -> Program:
        program = laptops.sign_in(school, name)
        qtbot.waitUntil(lambda: home(program).is_filled, timeout=10_000)
        return program

    return sign_in


def words_of(widget: QWidget) -> str:
    """Everything that can be read on it, one label to a line."""
    QApplication.processEvents()
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def sent_page(program: Program) -> SentPage:
    sent = room(program).sent
    assert sent is not None
    return sent


def go_through_the_stop(qtbot: QtBot, program: Program, hand: Hand) -> SentPage:
    """Answer every page of the stop and send it."""
    journey = room(program).reporting.journey
    assert journey is not None
    blocks = question_page(program).blocks
    hand.click(blocks[names.STOP_DEVICE_STATE].control.row("off"))
    hand.click(blocks[names.STOP_DEVICE_PLACE].control.field)
    hand.type("Tablet 12, in the office safe")
    hand.click(blocks[names.STOP_DEVICE_HOLDER].control.dont_know)
    hand.click(journey.view.go_on)
    hand.click(question_page(program).blocks[names.STOP_SEEN_BY].control.field)
    hand.type("Only me")
    hand.click(journey.view.go_on)
    for name in (names.STOP_RISK, names.STOP_ADULT, names.STOP_COPIED):
        hand.click(question_page(program).blocks[name].control.row("no"))
    hand.click(journey.view.go_on)
    hand.click(question_page(program).blocks[names.STOP_DSL_TOLD].control.row("no"))
    hand.click(journey.view.go_on)
    hand.click(journey.view.go_on)
    assert journey.run.at_check
    hand.click(journey.view.go_on)
    qtbot.waitUntil(lambda: room(program).sent is not None, timeout=10_000)
    return sent_page(program)


@pytest.mark.parametrize("contacts", [(), (DUTY_TEAM,)])
def test_where_nobody_leads_the_stop_says_so_first_and_waits(
    qtbot: QtBot,
    school_of: School,
    laptop: Laptop,
    contacts: tuple[dict[str, str], ...],
) -> None:
    school = school_of("ict", "teacher1", contacts=contacts)
    slip = invite_one(school.open("ict"), "Fatima Sheikh", Role.DSL, sign_in_name="dsl")
    hand, teacher = Hand(qtbot), laptop(school, "teacher1")
    on_home = words_of(home(teacher))
    assert (
        "Nobody has joined yet as Designated Safeguarding Lead, Deputy Safeguarding Lead" in on_home
    )
    assert "Fatima Sheikh has a slip and has not joined yet." in on_home
    assert "nobody can read a report meant for the safeguarding lead" in on_home
    assert "picture" not in on_home  # the class may see it on the whiteboard
    assert "tell Tomasz Wiśniewski, who can let them in" in on_home

    hand.click(home(teacher).view.report)
    door = room(teacher).choosing.stop_door
    assert "Nobody who leads on it has joined Trent Desktop yet" in door.accessibleDescription()
    hand.click(door)
    before = words_of(question_page(teacher))
    here = hand.here()
    assert here.accessibleName().startswith("Nobody can read this report")  # it is read first
    assert before.index("Nobody can read this report") < before.index("Is the device switched off?")
    assert "ring 999" in before
    number = "01632 960377" if contacts else "the local authority’s own number"
    assert f"ring children’s social care: {number}." in before
    assert "Ask Tomasz Wiśniewski (ICT Lead) to let them join." in before

    sent = go_through_the_stop(qtbot, teacher, hand)
    assert sent.heading.text() == "It is kept. Nobody can read it yet"
    after = words_of(sent)
    assert "Not told: Fatima Sheikh has not joined Trent Desktop yet." in after
    assert "Told:" not in after
    assert "You need do nothing" not in after
    assert "If you reach none of those above, ring yourself." in after
    hand.see(sent.later_button)
    sent.later_button.setFocus()

    join_with(school, slip)
    qtbot.waitUntil(lambda: sent.heading.text() == "Sent to the DSL", timeout=15_000)
    qtbot.waitUntil(lambda: "Told: it is on the list of Fatima Sheikh now." in words_of(sent))
    assert "Reference TR-S-" in sent.said.text()
    assert QApplication.focusWidget() is sent.later_button  # nothing moved the keyboard
    case_id = sent.after.sent.case_id
    dsl = school.open("dsl", password=NEW_PASSWORD)
    assert dsl.cases.open_case(case_id).answers[names.STOP_SEEN_BY] == "Only me"
    with pytest.raises(NotFound):
        school.open("ict").cases.open_case(case_id)
    teacher.window.inside.go("home")
    qtbot.waitUntil(lambda: "Until then" in words_of(home(teacher)), timeout=10_000)
    on_home = words_of(home(teacher))
    assert "joined yet as Deputy Safeguarding Lead or Headteacher" in on_home
    assert "read by Fatima Sheikh alone" in on_home


def test_the_headteacher_alone_gets_it_and_is_named(
    qtbot: QtBot, school_of: School, laptop: Laptop
) -> None:
    school = school_of("ict", "teacher1", "head")
    hand, teacher = Hand(qtbot), laptop(school, "teacher1")
    hand.click(home(teacher).view.report)
    only = "Only Maya Okonkwo-Reid (Headteacher) can read this report."
    assert only in room(teacher).choosing.stop_door.accessibleDescription()
    hand.click(room(teacher).choosing.stop_door)
    assert only in words_of(question_page(teacher))
    sent = go_through_the_stop(qtbot, teacher, hand)
    assert sent.heading.text() == "Sent to the Headteacher"
    after = words_of(sent)
    assert "nobody has joined Trent Desktop as Designated Safeguarding Lead yet" in after
    assert "Told: it is on the list of Maya Okonkwo-Reid now." in after
    head = school.open("head")
    head.follow()
    assert head.cases.counts().to_act == 1


def test_the_stop_names_everybody_who_reads_it(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    hand, teacher = Hand(qtbot), laptop(folder_school, "teacher1")
    assert "Nobody has joined yet" not in words_of(home(teacher))
    hand.click(home(teacher).view.report)
    assert room(teacher).choosing.stop_door.accessibleDescription() == (
        "Do not look again, copy or show it. Only Fatima Sheikh (Designated Safeguarding Lead), "
        "Huw Pritchard (deputy) and Maya Okonkwo-Reid (Headteacher) can read this report."
    )


def test_the_ict_lead_has_a_way_from_the_red_card_to_members_and_roles(
    qtbot: QtBot, school_of: School, laptop: Laptop
) -> None:
    hand, ict = Hand(qtbot), laptop(school_of("ict", "teacher1", "dsl", "deputy"), "ict")
    assert "Nobody has joined yet as Headteacher" in words_of(home(ict))
    buttons = {one.text(): one for one in home(ict).findChildren(SecondaryButton)}
    for words in ("Members and slips", "Roles and keys"):
        hand.click(buttons[words])
        assert ict.window.inside.here == "school"
        ict.window.inside.go("home")


def test_while_the_share_is_away_nobody_is_said_to_have_been_told(
    qtbot: QtBot, folder_school: SmallSchool, laptop: Laptop
) -> None:
    hand, teacher = Hand(qtbot), laptop(folder_school, "teacher1")
    share = Path(folder_school.location.shown)
    hidden = share.with_name("share-away")
    share.rename(hidden)
    assert send_quick(qtbot, teacher, hand) == ""
    sent = sent_page(teacher)
    before = words_of(sent)
    assert sent.heading.text() == "It is kept, and will be sent"
    assert "has told them" not in before
    assert "You need do nothing" not in before
    assert "Not told yet: Tomasz Wiśniewski will be told when the report is sent." in before
    assert "If it cannot wait: in person or by telephone" in before
    hidden.rename(share)
    qtbot.waitUntil(lambda: sent.heading.text() == "Your report is sent", timeout=15_000)
    after = words_of(sent)
    assert "Told: it is on the list of Tomasz Wiśniewski now. You need do nothing." in after
    assert "Not told" not in after
    assert "Reference TR-2026-001" in after


def test_a_headteacher_whom_the_school_does_not_have_was_not_told(
    qtbot: QtBot, school_of: School, laptop: Laptop
) -> None:
    hand, teacher = Hand(qtbot), laptop(school_of("ict", "teacher1"), "teacher1")
    assert send_quick(qtbot, teacher, hand) == "TR-2026-001"
    after = words_of(sent_page(teacher))
    assert "Told: it is on the list of Tomasz Wiśniewski now. You need do nothing." in after
    assert "Not told: nobody has joined Trent Desktop as Headteacher yet." in after
    assert "has told them" not in after
