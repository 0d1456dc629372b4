"""A school that has moved, and one that is set up on a database server."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.gallery.stage import Stage, screen
from trent_desktop.school.setting_up.place_check import PlaceLine, PlaceReport

_FINGERPRINT = ":".join(["7A", "19", "C4", "E0"] * 8)


@screen("sign-in-moved")
def sign_in_moved(stage: Stage) -> QWidget:
    program = stage.program()
    program.window.show()
    where = "postgresql+psycopg://larkfield@db.trust.example/larkfield?sslmode=verify-full"
    program.entrance.show_moved(where, "teacher1")
    return program.window


@screen("set-up-place-server")
def set_up_server(stage: Stage) -> QWidget:
    program = stage.program()
    journey = program.entrance.set_up
    journey.show_step(3)
    page = journey.place
    page.kind.choose("server")
    page.kind.changed.emit("server")
    page.field.setText("postgresql://larkfield@db.trust.example/larkfield")
    page.server.password.field.setText("not shown to anybody")
    words = (
        "The server shows a certificate that this laptop does not know. Its fingerprint "
        f"(SHA-256):\n{_FINGERPRINT[:48]}\n{_FINGERPRINT[48:]}"
    )
    page.show_report(
        PlaceReport(
            (
                PlaceLine("Address", True, "It can be read."),
                PlaceLine("Certificate", False, words),
            ),
            offered="-----BEGIN CERTIFICATE-----",
        )
    )
    program.window.show()
    return program.window
