"""What is shown before sign-in."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, screen
from trent_desktop.problems import Problem, SignInRefused
from ui.welcome.entry_pages import MakingPage


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
