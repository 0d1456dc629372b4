"""What is imported before the sign-in page is shown, and how the rest comes (rule 107)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from tests.gallery.stage import Stage
from trent_desktop.sample.values import SAMPLE_PASSWORD
from ui.getting_ready import GettingReady
from ui.shell.rooms import Room, RoomPage

_ROOT = Path(__file__).resolve().parents[3]
_SHOWN = """
import enum, json, linecache, sys
from pathlib import Path

made, create = [], enum.EnumType._create_

def watched(kind, name, *names, **more):
    made.append(name)
    return create(kind, name, *names, **more)

enum.EnumType._create_ = watched
from ui import app

class Watched(app.Program):
    def _after_first_picture(self):
        print(json.dumps({
            "page": [type(self.window.shown_page).__name__],
            "modules": sorted(sys.modules),
            "sources": sorted(linecache.cache),
            "constants": sorted(made),
        }))
        self.window.close()

app.Program = Watched
app.data_folder = lambda: Path(sys.argv[1])
sys.exit(app.run(app.Options(school=sys.argv[1], sign_in_as="head")))
"""
_BEHIND = """
import json, sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from ui import app
from ui.getting_ready import GettingReady

imported = []

class Noting:
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():
            imported.append(name)

class Watched(app.Program):
    def _after_first_picture(self):
        sys.meta_path.insert(0, Noting())
        super()._after_first_picture()
        self._look = QTimer(self, interval=20)
        self._look.timeout.connect(self._is_ready)
        self._look.start()

    def _is_ready(self):
        if "telling" in vars(self) and self.findChild(GettingReady) is None:
            print(json.dumps({"made": sorted(vars(self)), "imported": imported}))
            self._look.stop()
            self.window.close()

app.Program = Watched
app.data_folder = lambda: Path(sys.argv[1])
sys.exit(app.run(app.Options(school=sys.argv[1], sign_in_as="head")))
"""
_IN_SLICES = """
import enum, gc, json, sys
from pathlib import Path

made, create = 0, enum.EnumType._create_

def watched(kind, name, *names, **more):
    global made
    made += 1
    return create(kind, name, *names, **more)

enum.EnumType._create_ = watched
from ui import app
from ui.getting_ready import GettingReady

slices, do_one = [], GettingReady._do_one

def counted(self):
    before = made
    do_one(self)
    slices.append(made - before)

GettingReady._do_one = counted

class Watched(app.Program):
    def start(self, options):
        super().start(options)
        self.imported.connect(self._ready)

    def _ready(self):
        print(json.dumps({"slices": slices, "kept": [gc.get_freeze_count()]}))
        self.window.close()

app.Program = Watched
app.data_folder = lambda: Path(sys.argv[1])
sys.exit(app.run(app.Options(school=sys.argv[1], sign_in_as="head")))
"""
#: Of ours. Whoever adds one makes every start longer: what the page does not show can wait.
_NEEDED = {
    "trent_desktop": {
        *("asking", "files", "opened_with", "problems"),
        *("storage", "storage.box", "storage.box.turn"),
    },
    "ui": {
        *("app", "background", "collecting", "door", "getting_ready", "parts", "preferences"),
        *("opened_with", "problems", "program", "single_instance"),
        "components",
        *(
            f"components.{one}"
            for one in (
                *("buttons", "cards", "errors", "fields", "focus_kept", "marks"),
                *("notices", "pages", "painting"),
                *("read_aloud", "said_at_rest", "tab_order", "text", "words"),
            )
        ),
        *("shell", "shell.in_sight", "shell.river", "shell.window"),
        *("theme", "theme.fonts", "theme.icons", "theme.looks", "theme.pictures"),
        *("theme.stylesheet", "theme.tokens"),
        *("welcome", "welcome.entrance", "welcome.entrance_journey"),
        *("welcome.river_page", "welcome.sign_in"),
    },
}
#: Of others, what is big or brings much with it.
_CAN_WAIT = (
    "PIL",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "concurrent.futures",
    "cryptography",
    "dataclasses",
    "datetime",
    "hashlib",
    "logging.handlers",
    "nacl",
    "reportlab",
    "sqlalchemy",
    "sqlcipher3",
    "uuid",
    "yaml",
)
#: What the window itself imports behind the first page, in slices of `app.run`.
_BY_THE_WINDOW: list[str] = []
#: Of `QIcon` and `QStyle`: PySide makes an `Enum` of a class's constants, hundreds of
#: them, as soon as anything names that class.
_CONSTANTS_THAT_CAN_WAIT = ("ThemeIcon", "StandardPixmap")


#: Of Qt's constants so many `Enum`s may be made in one slice; of all classes there are 190.
_ENUMS_AT_ONCE = 90


def _found(code: str, folder: Path) -> dict[str, list[Any]]:
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(folder)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, list[Any]] = json.loads(done.stdout)
    return found


def test_before_the_sign_in_page_is_shown_nothing_else_is_imported(tmp_path: Path) -> None:
    found = _found(_SHOWN, tmp_path)
    assert found["page"] == ["SignInPage"]
    modules = found["modules"]
    for ours, needed in _NEEDED.items():
        there = {one.removeprefix(f"{ours}.") for one in modules if one.startswith(f"{ours}.")}
        assert not there - needed
    assert not set(_CAN_WAIT) & set(modules)
    assert "WidgetAttribute" in found["constants"]  # they are seen
    assert [one for one in found["constants"] if one in _CONSTANTS_THAT_CAN_WAIT] == []
    # PySide would read the text of each, to look for its own name in it.
    ours = tuple(str(_ROOT / one) for one in _NEEDED)
    assert not [one for one in found["sources"] if one.startswith(ours)]


def test_what_comes_behind_it_is_imported_on_another_thread(tmp_path: Path) -> None:
    found = _found(_BEHIND, tmp_path)
    assert {"privacy", "projector", "night_watch", "telling"} <= set(found["made"])
    ours = [one for one in found["imported"] if one.startswith(("ui.", "trent_desktop."))]
    assert sorted(ours) == _BY_THE_WINDOW


def test_the_classes_of_qt_are_not_all_made_in_one_slice(tmp_path: Path) -> None:
    """As they are where a filter of events meets an object of a class that nobody named yet."""
    found = _found(_IN_SLICES, tmp_path)
    assert sum(found["slices"]) > _ENUMS_AT_ONCE  # they are seen
    assert max(found["slices"]) <= _ENUMS_AT_ONCE
    assert found["kept"] != [0]  # and no collection looks through what was imported


def test_whoever_signs_in_is_heard_between_making_and_showing(stage: Stage, qtbot: QtBot) -> None:
    program = stage.program()
    program.entrance.show_sign_in(stage.location)
    program.window.show()
    inside = program.window.inside
    shown = list[bool]()
    inside.moved.connect(
        lambda: QTimer.singleShot(0, inside, lambda: shown.append(inside.isVisible()))
    )
    program.sign_in(stage.location, "teacher1", SAMPLE_PASSWORD)
    qtbot.waitUntil(lambda: inside.isVisible() and bool(shown), timeout=20_000)
    assert not shown[0]


def test_the_window_may_close_before_what_was_made_is_shown(
    stage: Stage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = Room("home", "Home", "house", lambda _desk: RoomPage())
    monkeypatch.setattr(Stage, "_rooms", lambda _stage: [bare])
    program = stage.program()
    program.entrance.show_sign_in(stage.location)
    program.window.show()
    came = list[bool]()
    program.signed_in.connect(lambda: came.append(True))
    program.window.inside.moved.connect(lambda: QTimer.singleShot(0, program, program.window.close))
    with qtbot.waitSignal(program.signed_out, timeout=20_000):
        program.sign_in(stage.location, "teacher1", SAMPLE_PASSWORD)
    qtbot.wait(50)
    assert not came


def test_the_window_works_between_two_slices(qtbot: QtBot) -> None:
    owner, went, told = QObject(), list[str](), list[Exception]()

    def fails() -> None:
        went.append("fails")
        raise ValueError

    def one() -> None:
        went.append("one")
        QTimer.singleShot(0, owner, lambda: went.append("the window"))

    GettingReady((one, fails, lambda: went.append("two")), told.append, owner)
    assert not went
    qtbot.waitUntil(lambda: "two" in went, timeout=5_000)
    assert went.index("one") < went.index("the window") < went.index("two")
    assert [type(one) for one in told] == [ValueError]


def test_what_is_got_ready_ends_with_its_program(qtbot: QtBot) -> None:
    owner, went = QObject(), list[str]()
    told = list[Exception]()
    GettingReady((owner.deleteLater, lambda: went.append("late")), told.append, owner)
    qtbot.wait(50)
    assert not went
    assert not told
