"""What is shown before sign-in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, screen
from trent_desktop.problems import LaptopNotKnown, Problem, SignInRefused
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.joining import Invited
from trent_desktop.school.setting_up.place_check import PlaceLine, PlaceReport
from ui.welcome.entry_pages import MakingPage
from ui.welcome.set_up import CodeStep


@screen("welcome")
def welcome(stage: Stage) -> QWidget:
    program = stage.program()
    program.entrance.show_welcome()
    program.window.show()
    return program.window


@screen("set-up")
def set_up(stage: Stage) -> QWidget:
    program = stage.program()
    program.entrance.show_set_up()
    program.window.show()
    return program.window


@screen("join")
def join(stage: Stage) -> QWidget:
    program = stage.program()
    program.entrance.show_join()
    program.window.show()
    return program.window


@screen("sign-in")
def sign_in(stage: Stage) -> QWidget:
    program = stage.program()
    program.window.show()
    program.entrance.show_sign_in("S:\\Safeguarding\\Trent", "teacher1")
    return program.window


@screen("sign-in-refused")
def refused(stage: Stage) -> QWidget:
    program = stage.program()
    program.window.show()
    program.entrance.show_sign_in("S:\\Safeguarding\\Trent", "teacher1")
    program.entrance.sign_in_page.refuse(
        SignInRefused("The name and the password do not belong together.", wait_seconds=20)
    )
    return program.window


@screen("sign-in-sample")
def sign_in_sample(stage: Stage) -> QWidget:
    program = stage.program()
    program.window.show()
    program.entrance.show_sign_in(str(program.sample_folder))
    return program.window


@screen("making-sample")
def making(stage: Stage) -> QWidget:
    program = stage.program()
    program.window.show_page(MakingPage())
    program.window.show()
    return program.window


@screen("making-sample-failed")
def making_failed(stage: Stage) -> QWidget:
    program = stage.program()
    page = MakingPage()
    page.fail(str(Problem("There is no room left on the disk.", what_to_do="Make some room.")))
    program.window.show_page(page)
    program.window.show()
    return program.window


def _set_up(stage: Stage, number: int) -> QWidget:
    program = stage.program()
    journey = program.entrance.set_up
    journey.school.name.setText("Larkfield Primary School")
    journey.school.address.setPlainText("1 Larkfield Lane\nLondon")
    journey.place.field.setText("S:\\Safeguarding\\Trent")
    journey.you.name.setText("Tomasz Wiśniewski")
    journey.you.sign_in.setText("twisniewski")
    journey.people.fields[Role.HEADTEACHER].setText("Maya Okonkwo-Reid")
    journey.people.fields[Role.DSL].setText("Fatima Sheikh")
    journey.show_step(number)
    program.window.show()
    return program.window


@screen("set-up-crest")
def set_up_crest(stage: Stage) -> QWidget:
    return _set_up(stage, 1)


@screen("set-up-dates")
def set_up_dates(stage: Stage) -> QWidget:
    return _set_up(stage, 2)


@screen("set-up-place")
def set_up_place(stage: Stage) -> QWidget:
    window = _set_up(stage, 3)
    program = stage._programs[-1]
    program.entrance.set_up.place.show_report(
        PlaceReport(
            (
                PlaceLine("Folder", True, "It is there."),
                PlaceLine("Not synchronised", False, "This folder belongs to OneDrive. Such a "
                          "service copies the file while somebody is saving."),
                PlaceLine("Locks", True, "Two programs that save at once wait for each other."),
                PlaceLine("Room", False, "Only 500 MB are free.", essential=False),
            )
        )
    )  # fmt: skip
    return window


@screen("set-up-you")
def set_up_you(stage: Stage) -> QWidget:
    return _set_up(stage, 4)


@screen("set-up-people")
def set_up_people(stage: Stage) -> QWidget:
    return _set_up(stage, 5)


@screen("set-up-check")
def set_up_check(stage: Stage) -> QWidget:
    return _set_up(stage, 6)


@screen("set-up-code")
def set_up_code(stage: Stage) -> QWidget:
    program = stage.program()
    program.window.show_page(CodeStep("ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456"))
    program.window.show()
    return program.window


@screen("join-code")
def join_code(stage: Stage) -> QWidget:
    program = stage.program()
    program.entrance.location = "S:\\Safeguarding\\Trent"
    program.entrance.show_code()
    page = program.entrance.with_code.code
    page.field.setText("ABCD-EFGH-JKM0")
    page._look()
    program.window.show()
    return program.window


@screen("join-password")
def join_password(stage: Stage) -> QWidget:
    program = stage.program()
    program.entrance.with_code._found(
        Invited("Larkfield Primary School", "Zoë O’Neill", "zoneill", "Teacher", False)
    )
    program.window.show()
    return program.window


@screen("forgotten")
def forgotten(stage: Stage) -> QWidget:
    program = stage.program()
    program.entrance.show_forgotten()
    program.window.show()
    return program.window


@screen("forgotten-safe")
def forgotten_safe(stage: Stage) -> QWidget:
    program = stage.program()
    program.entrance.show_forgotten()
    program.entrance.forgotten.show_safe()
    program.window.show()
    return program.window


@screen("new-laptop")
def new_laptop(stage: Stage) -> QWidget:
    program = stage.program()
    program.window.show()
    program.entrance.show_sign_in("S:\\Safeguarding\\Trent", "dsl")
    program.entrance.refuse(LaptopNotKnown("This laptop is not known."))
    return program.window


@screen("access-ended")
def access_ended(stage: Stage) -> QWidget:
    program = stage.signed_in("teacher1")
    program._access_ended("You no longer have access to this school. Ask the ICT Lead.")
    return program.window
