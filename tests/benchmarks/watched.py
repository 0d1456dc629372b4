"""A process of its own that says on its standard output, in JSON, how long what took.

``bare``: a bare Qt window. ``program SCHOOL NAME SECONDS``: the real program as its command starts
it, with the share's process, and somebody who takes so many seconds to type her password; only
looking is added. ``follow SCHOOL NAME``: the same on a laptop that has nothing of this school yet,
until its index is complete.
"""

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Nothing else is imported up here: each process must pay for its own.
_moments: dict[str, float] = {}
_worked: dict[str, float] = {}  # processor time, which other programs do not make longer
_beats: list[float] = []
BEAT_MS = 5
_QUIET_MS = 3000


def _mark(name: str) -> None:
    _moments.setdefault(name, time.monotonic())
    _worked.setdefault(name, time.process_time())


def _say(**more: object) -> None:
    import json

    print(
        json.dumps({"moments": _moments, "worked": _worked, "memory": _memory(), **more}),
        flush=True,
    )


def _memory() -> float:
    """Memory of this process and its children together, in MiB, where Linux says it; else 0.

    What they have in common counts once, what other programs use too counts whole.
    """
    import os

    own, shared = 0, dict[str, int]()
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:  # noqa: PTH123
            processes = [str(os.getpid()), *file.read().split()]
        for process in processes:
            with open(f"/proc/{process}/smaps", encoding="utf-8") as file:  # noqa: PTH123
                own += _mapped(file.read().splitlines(), shared)
    except OSError:
        return 0.0
    return (own + sum(shared.values())) / 1024


def _mapped(lines: list[str], shared: dict[str, int]) -> int:
    """KiB that are a process's own; what it has of files goes into `shared`, by file and place."""
    own, name = 0, ""
    for line in lines:
        word, _, rest = line.partition(" ")
        if not word.endswith(":"):
            parts = rest.split()
            name = f"{parts[4]} {parts[1]}" if len(parts) > 4 else ""
        elif word in ("Private_Clean:", "Private_Dirty:", "Shared_Dirty:"):
            if word == "Private_Dirty:" or not name.startswith("/"):
                own += int(rest.split()[0])
            else:
                shared[name] = shared.get(name, 0) + int(rest.split()[0])
        elif word == "Shared_Clean:" and name.startswith("/"):
            # The same pages, where another of ours has them.
            shared[name] = max(shared.get(name, 0), int(rest.split()[0]))
    return own


def bare() -> None:
    """The least that Qt can do: an application, and a window that was painted."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QWidget

    class Window(QWidget):
        def paintEvent(self, event: "Any") -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, self, done)

    app = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1200, 800)

    def done() -> None:
        _mark("window")
        _say()
        app.quit()

    window.show()
    app.exec()


def program(school: str, name: str, typing_s: str) -> None:
    """The program, until its front page shows what there is to do.

    The password is typed in `typing_s` seconds; in none, the program itself enters it.
    """
    import os

    # As the program starts: what its command imports before the window is part of it.
    from trent_desktop.__main__ import main

    typed_in = float(typing_s)
    password = os.environ["TRENT_PASSWORD"] if typed_in == 0 else os.environ.pop("TRENT_PASSWORD")
    from ui import app  # first, as in the program: it decides how the rest is imported

    from PySide6.QtCore import QTimer  # isort: skip

    class Watched(app.Program):
        def start(self, options: app.Options) -> None:
            super().start(options)
            self.signed_in.connect(self._entered)
            if typed_in:
                QTimer.singleShot(int(typed_in * 1000), self, self._press)
                self._beat = _beat(self)

        def _after_first_picture(self) -> None:
            _mark("window")  # before what is got ready behind it
            super()._after_first_picture()

        def _press(self) -> None:
            page = self.entrance.sign_in_page
            page.password.field.setText(password)
            page.button.click()
            _mark("pressed")

        def _entered(self) -> None:
            _mark("signed in")
            self._look = QTimer(self)
            self._look.timeout.connect(self._look_for_home)
            self._look.start(1)

        def _look_for_home(self) -> None:
            from ui.home.home import HomePage

            page = self.window.findChild(HomePage)
            if page is None or page._facts is None:
                return
            self._look.stop()
            # One turn more, in which what there is to do is painted.
            QTimer.singleShot(0, self, self._there)

        def _there(self) -> None:
            _mark("home")
            # The first look at the share and what is got ready in idle time belong to it.
            QTimer.singleShot(_QUIET_MS, self, self._quiet)

        def _quiet(self) -> None:
            _say(beats=_beats)
            self.window.close()

    app.Program = Watched
    # Where somebody types, the program knows the school and her from last time.
    main([] if typed_in else ["--school", school, "--as", name])


def follow(school: str, name: str) -> None:
    """The program on a laptop that has nothing of this school yet, until it has all of it."""
    from ui import app  # first, as in the program: it decides how the rest is imported

    from PySide6.QtCore import QTimer  # isort: skip

    class Watched(app.Program):
        def start(self, options: app.Options) -> None:
            super().start(options)
            self.signed_in.connect(self._entered)

        def _entered(self) -> None:
            self._begun = time.monotonic()
            self._beat = _beat(self)
            changes = self.changes
            assert changes is not None
            self._cases_came = changes.cases
            self._cases_came.connect(self._came)

        def _came(self, cases: frozenset[object]) -> None:
            if not cases:
                return  # some are there, the rest is coming in
            self._taken = time.monotonic() - self._begun
            self._cases = len(cases)
            self._cases_came.disconnect(self._came)
            # What the window does about it belongs to it: the beats go on for a moment.
            QTimer.singleShot(500, self, self._quiet)

        def _quiet(self) -> None:
            self._busy = list(_beats)
            _beats.clear()
            QTimer.singleShot(3000, self, self._done)

        def _done(self) -> None:
            _say(
                cases=self._cases,
                seconds=self._taken,
                busy=self._busy,
                quiet=_beats,
            )
            self.window.close()

    app.Program = Watched
    app.run(app.Options(school=school, sign_in_as=name))


def _beat(parent: "Any") -> "Any":
    """Ask for Python every few milliseconds, as a window does in which somebody types.

    What a beat waits for is the interpreter's lock, the window's own work, and the machine.
    """
    from PySide6.QtCore import Qt, QTimer

    beat = QTimer(parent)
    beat.setTimerType(Qt.TimerType.PreciseTimer)
    beat.timeout.connect(lambda: _beats.append(time.monotonic()))
    beat.start(BEAT_MS)
    return beat


if __name__ == "__main__":
    _mark("python")
    {"bare": bare, "program": program, "follow": follow}[sys.argv[1]](*sys.argv[2:])
