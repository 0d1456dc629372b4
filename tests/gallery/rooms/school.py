"""The School room: members, roles, codes, laptops, pupils, class lists, the year, settings."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import NOW, Stage, screen, settle
from tests.school.class_lists.make_files import FILES
from trent_desktop.roles import Role
from trent_desktop.sample.values import SAMPLE_PASSWORD
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.keys.joining.joining import join
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.people.people import YearGroup
from ui.program import Program
from ui.school.class_lists.section import ClassListPage
from ui.school.classes.pupils import PupilsPage
from ui.school.keys.code_panel import CodePanel
from ui.school.keys.known_laptops import LaptopsPage
from ui.school.keys.recovery_code import RecoveryCodePage
from ui.school.keys.roles import RolesPage
from ui.school.people.members import MembersPage
from ui.school.room import SchoolPage
from ui.school.school_year.section import SchoolYearPage
from ui.shell.rooms import SchoolSection


def at(stage: Stage, section: str, who: str = "ict") -> tuple[Program, QWidget]:
    program = stage.signed_in(who)
    program.window.inside.go("school", SchoolSection(section) if section else None)
    settle()
    room = program.window.inside.findChild(SchoolPage)
    assert room is not None
    page = room.stack.currentWidget()
    assert page is not None
    return program, page


@screen("school")
def front(stage: Stage) -> QWidget:
    return at(stage, "")[0].window


@screen("school-teacher")
def front_for_a_teacher(stage: Stage) -> QWidget:
    return at(stage, "", "teacher1")[0].window


def members_of(stage: Stage) -> tuple[Program, MembersPage]:
    program, page = at(stage, "members")
    assert isinstance(page, MembersPage)
    return program, page


@screen("members")
def members(stage: Stage) -> QWidget:
    program, page = members_of(stage)
    school = page.desk.school
    school.members.invite([Invitation("Ngozi Hart", "nhart", frozenset({Role.TEACHER}))])
    school.follow()
    page.desk.changes.directory.emit()
    settle()
    return program.window


@screen("member")
def member(stage: Stage) -> QWidget:
    program, page = members_of(stage)
    line = next(one for one in page._lines if one.member.sign_in_name == "teacher2")
    page.show_member(line)
    settle()
    return program.window


def new_password(stage: Stage, name: str) -> None:
    """Somebody forgot hers, and chose another with a slip."""
    ict = stage.open("ict")
    member = next(one for one in ict.people.members() if one.sign_in_name == name)
    slip = ict.members.reset_password(member.id)
    ict.close()
    join(stage.location, slip.code, SAMPLE_PASSWORD, clock=lambda: NOW)


@screen("member-give-back")
def give_back(stage: Stage) -> QWidget:
    new_password(stage, "teacher2")
    program, page = members_of(stage)
    page.show_member(next(one for one in page._lines if one.member.sign_in_name == "teacher2"))
    settle()
    assert page.member is not None
    (card,) = page.member.giving_back.cards
    page.member.page.ensureWidgetVisible(card)
    settle()
    return program.window


@screen("roles-waiting")
def keys_not_seen_before(stage: Stage) -> QWidget:
    for name in ("dsl", "ict"):
        stage.open(name).close()
    new_password(stage, "chair")
    new_password(stage, "teacher2")
    ict = stage.open("ict")
    ict.members.change_recovery_code()
    ict.close()
    return at(stage, "roles", "dsl")[0].window


@screen("roles-give-back")
def asked(stage: Stage) -> QWidget:
    keys_not_seen_before(stage)
    program, page = at(stage, "roles", "dsl")
    assert isinstance(page, RolesPage)
    (card,) = page.giving_back.cards
    assert card.give is not None
    card.give.click()
    settle()
    return program.window


@screen("members-add")
def adding(stage: Stage) -> QWidget:
    program, page = members_of(stage)
    page.show_adding()
    assert page.adding is not None
    page.adding.names.setPlainText("Ngozi Hart\nSiân Hughes\nEmre Çelik")
    page.adding.take.click()
    settle()
    return program.window


@screen("members-slips")
def slips(stage: Stage) -> QWidget:
    program, page = members_of(stage)
    teacher = frozenset({Role.TEACHER})
    page.show_slips(
        page.desk.school.members.invite(
            [
                Invitation("Ngozi Hart", "nhart", teacher),
                Invitation("Siân Hughes", "shughes", teacher),
            ]
        )
    )
    settle()
    return program.window


@screen("member-leaving")
def leaving(stage: Stage) -> QWidget:
    from ui.school.progress import ProgressSheet

    program, page = members_of(stage)
    sheet = ProgressSheet(
        page, "The school’s keys are changing", "Do not switch the laptop off. If that happens "
        "anyway, nothing is lost: whoever signs in next finishes it.",
    )  # fmt: skip
    sheet.open()
    sheet.tell(0.6, "Encrypting the school’s file anew")
    settle()
    return program.window


@screen("roles")
def roles(stage: Stage) -> QWidget:
    return at(stage, "roles", "head")[0].window


@screen("roles-appoint")
def appoint(stage: Stage) -> QWidget:
    program, page = at(stage, "roles", "chair")
    assert isinstance(page, RolesPage)
    page.buttons[(Role.HEADTEACHER, "appoint")].click()  # type: ignore[attr-defined]
    settle()
    return program.window


@screen("recovery-code")
def recovery(stage: Stage) -> QWidget:
    return at(stage, "recovery")[0].window


@screen("recovery-code-new")
def new_code(stage: Stage) -> QWidget:
    program, page = at(stage, "recovery")
    assert isinstance(page, RecoveryCodePage)
    page._made("ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456")
    settle()
    assert isinstance(page.panel, CodePanel)
    return program.window


@screen("recovery-code-asked")
def new_code_asked(stage: Stage) -> QWidget:
    program, page = at(stage, "recovery")
    assert isinstance(page, RecoveryCodePage)
    page._made("ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456")
    settle()
    assert isinstance(page.panel, CodePanel)
    page.panel.on_paper.click()
    settle()
    return program.window


@screen("laptops")
def laptops(stage: Stage) -> QWidget:
    import uuid

    from trent_desktop.clock import system_clock
    from trent_desktop.school.keys.laptops.values import KnownLaptop

    program, page = at(stage, "laptops")
    assert isinstance(page, LaptopsPage)
    known = (
        KnownLaptop(uuid.uuid4(), "STAFF-LAPTOP-07", system_clock(), True),
        KnownLaptop(uuid.uuid4(), "STAFF-LAPTOP-03", system_clock(), False),
    )
    found = known, "This laptop has no credential store, so its secret is in a file."
    show = page._show
    page._show = lambda _found: show(found)  # also when something changes and they are read anew
    page.refresh()
    settle()
    return program.window


@screen("pupils")
def pupils(stage: Stage) -> QWidget:
    program, page = at(stage, "pupils")
    assert isinstance(page, PupilsPage)
    page.groups.choose(page.groups.model.groups[8].value)
    page.list.selectAll()
    settle()
    return program.window


@screen("pupil")
def pupil(stage: Stage) -> QWidget:
    program, page = at(stage, "pupils")
    assert isinstance(page, PupilsPage)
    page.edit(page._pupils[3])
    settle()
    return program.window


@screen("school-class")
def one_class(stage: Stage) -> QWidget:
    program, page = at(stage, "pupils")
    assert isinstance(page, PupilsPage)
    page.edit_one_class(page._classes[4])
    settle()
    return program.window


def class_list(stage: Stage, name: str = "") -> tuple[Program, ClassListPage]:
    program, page = at(stage, "class-list")
    assert isinstance(page, ClassListPage)
    if name:
        page.take_file(str(FILES / name))
        settle()
        settle()
    return program, page


@screen("class-list")
def class_list_first(stage: Stage) -> QWidget:
    return class_list(stage)[0].window


@screen("class-list-refused")
def class_list_refused(stage: Stage) -> QWidget:
    program, page = class_list(stage)
    page.take_file(str(FILES / "make-believe.xlsx"))
    settle()
    return program.window


@screen("class-list-columns")
def class_list_columns(stage: Stage) -> QWidget:
    return class_list(stage, "strange-headers.csv")[0].window


@screen("class-list-plan")
def class_list_plan(stage: Stage) -> QWidget:
    return class_list(stage, "one-name-column.csv")[0].window


@screen("class-list-classes")
def class_list_classes(stage: Stage) -> QWidget:
    """A column for each class, one of them spelt in another way than the school does."""
    program, page = class_list(stage)
    path = stage.folder / "classes.csv"
    path.write_text(
        "3 a,4b,Hedgehogs\nIvy Ash,Leo Beck,Mia Crow\nSam Dale,Zac East,\nAmy Fenn Lee,,\n",
        encoding="utf-8",
    )
    page.take_file(str(path))
    settle()
    settle()
    return program.window


def without_numbers(stage: Stage, count: int) -> QWidget:
    """So many children of the school in a list without UPNs."""
    program, page = class_list(stage)
    pupils = [one for one in page.desk.school.pupils.all() if one.born][:count]
    path = stage.folder / "questions.csv"
    lines = ["Forename,Surname,DOB,Class"]
    lines += [
        f"{one.forename},{one.surname},{one.born:%d/%m/%Y},{one.class_name}" for one in pupils
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    page.take_file(str(path))
    settle()
    settle()
    return program.window


@screen("class-list-questions")
def class_list_questions(stage: Stage) -> QWidget:
    return without_numbers(stage, 3)


@screen("class-list-questions-together")
def class_list_questions_together(stage: Stage) -> QWidget:
    """A list without numbers: one question for all of one name and birthday."""
    return without_numbers(stage, 200)


@screen("school-year")
def school_year(stage: Stage) -> QWidget:
    return at(stage, "school-year")[0].window


@screen("school-year-again")
def school_year_again(stage: Stage) -> QWidget:
    program, page = at(stage, "school-year")
    assert isinstance(page, SchoolYearPage)
    mixed = page.desk.school.pupils.add_class("Y3/4", [YearGroup.Y3, YearGroup.Y4])
    some = [one.id for one in page.desk.school.pupils.all() if one.class_name in ("3A", "4A")]
    page.desk.school.pupils.move(some[::5], mixed)
    page.desk.school.school_year.begin(page.desk.school.school_year.preview())
    page.arrive(None)
    settle()
    page.begin.click()
    settle()
    return program.window


@screen("school-year-children")
def school_year_children(stage: Stage) -> QWidget:
    program, page = at(stage, "school-year")
    assert isinstance(page, SchoolYearPage)
    assert page.moves is not None
    page.moves.child_by_child.click()
    settle()
    assert page.by_child is not None
    page.by_child.another.setText("4 Ash")
    page.by_child.add.click()
    settle()
    return program.window


@screen("timeline")
def timeline(stage: Stage) -> QWidget:
    other = stage.open("ict")
    ada = other.pupils.add(PupilDetails("Ada", "Obi", class_id=other.people.classes()[0].id))
    other.pupils.change(ada, 1, PupilDetails("Ada", "Obi-Green"))
    other.school_year.begin(other.school_year.preview())
    other.pupils.add_class("Oak", [YearGroup.Y2])
    other.close()
    return at(stage, "timeline")[0].window
