"""What happens when: signing in and out, following the school, telling of news, closing.

`Program` knows the parts and connects them; what each does is in its own room.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

import trent_desktop
from trent_desktop.problems import Problem
from ui.background import Background
from ui.door import Door, Opener, Refused, Visits
from ui.getting_ready import GettingReady
from ui.parts import Parts, import_parts, import_rooms
from ui.preferences import Preferences
from ui.problems import Unforeseen, support_details
from ui.shell.window import TrentWindow
from ui.theme import look
from ui.welcome.entrance import Entrance

# What nobody needs before the first page is shown is imported where it is made (rule 107).
if TYPE_CHECKING:
    from concurrent.futures import Executor

    from trent_desktop.opening import OpenSchool
    from ui.changes import Changes
    from ui.follower import Follower
    from ui.screens import Screens
    from ui.shell.rooms import Room

#: Makes a sample school in a folder.
SampleMaker = Callable[[Path], Any]

FIRST_SIDE = "teacher1"


class Options(NamedTuple):
    """What was asked for on the command line."""

    school: str | None = None
    sign_in_as: str | None = None
    lesson: str = ""  # the whole path of a lesson's file, to be offered


class Program(Parts):
    """One run of the program, from the first page to the last."""

    #: A member is signed in, and her front page is shown.
    signed_in = Signal()
    #: All that can be imported ahead is there, or could not be.
    imported = Signal()
    _opening_waits = Signal(str)
    #: Nobody is signed in any more, and the last school is closed.
    signed_out = Signal()

    def __init__(
        self,
        *,
        preferences: Preferences,
        folder: Path,
        opener: Opener | None = None,
        door: Door | None = None,
        make_sample: SampleMaker | None = None,
        executor: Executor | None = None,
        room_list: Sequence[Room] | None = None,
        follow: bool = True,
        screens: Screens | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("program")
        self._screens_given = screens
        self.preferences = preferences
        self._folder = folder
        self._door = door or Door(opener=opener)
        self._make_sample = make_sample
        self._rooms = room_list
        self._follows = follow
        self.background = Background(executor, self)
        self.unforeseen = Unforeseen(self)
        self.window = TrentWindow(self.support_details)
        self.entrance = Entrance(self.window, self.background, self._door, self.sample_folder, self)
        self.entrance.name_of = self._school_name
        self._visits = Visits(lambda: self.background, self.unforeseen, self)
        self._location = ""
        self._school: OpenSchool | None = None
        self._changes: Changes | None = None
        self._follower: Follower | None = None
        self._over = self._proved = False
        # In a turn of its own: to make what she sees and to show it takes half of 50 ms each.
        self._showing = QTimer(self, singleShot=True, interval=0)
        self._connect()

    def _school_name(self, location: str) -> str:
        choices = self.preferences.choices
        return choices.school_name if location == choices.school else ""

    def _connect(self) -> None:
        window = self.window
        self._showing.timeout.connect(self._show_inside)
        window.closing.connect(self.close)
        window.first_picture.connect(self._after_first_picture)
        window.sign_out_asked.connect(self.sign_out)
        window.see_as_asked.connect(self._see_as)
        window.trouble_met.connect(self.unforeseen.tell)
        self.unforeseen.happened.connect(self._trouble)
        self.background.unheard.connect(self._tell_unheard)
        self.entrance.signing_in.connect(self.sign_in)
        self.entrance.left.connect(self._visits.forget)
        self._opening_waits.connect(self.entrance.say_waiting)
        self.entrance.sample_wanted.connect(self.try_sample)
        self.entrance.code_proved.connect(self._note_proved)

    # ------------------------------------------------------------------ starting

    def start(self, options: Options) -> None:
        """Show the first page."""
        choices = self.preferences.choices
        self.window.restore_place(choices.geometry)
        where = options.school or choices.school
        if where:
            name = options.sign_in_as or (choices.sign_in_name if not options.school else "")
            self.entrance.show_sign_in(where, name)
        else:
            self.entrance.show_welcome()
        self.window.show()
        password = os.environ.get("TRENT_PASSWORD", "")
        if where and options.sign_in_as and password:
            page = self.entrance.sign_in_page
            page.password.field.setText(password)
            QTimer.singleShot(0, page, page.button.click)

    def _after_first_picture(self) -> None:
        if self._over:
            return
        # While the member reads the first page and types, the rest is imported behind it.
        work = self.background.with_its_threads(self._import_parts)
        importing = self.background.run(work, parent=self)
        importing.then(self._get_ready, self._not_imported)

    def _import_parts(self) -> None:
        self._door.get_ready()
        import_parts()

    def _not_imported(self, error: Exception) -> None:
        self.unforeseen.tell(error)
        self._get_ready()  # the rest may be there, and each is made again where it is needed

    def _get_ready(self, _none: object = None) -> None:
        if self._over:
            return
        slices = [*self.to_get_ready(), self._get_rooms]
        GettingReady(slices, self.unforeseen.tell, self)

    def _get_rooms(self) -> None:
        """Last, when all of it is made: beside a thread that imports, each widget takes long."""
        self.background.run(import_rooms, parent=self).then(self._have_rooms, self._have_rooms)

    def _have_rooms(self, error: Exception | None) -> None:
        if error is not None:
            self.unforeseen.tell(error)
        self.imported.emit()

    @property
    def school(self) -> OpenSchool | None:
        """The school that is open, with its member."""
        return self._school

    @property
    def changes(self) -> Changes | None:
        """What says that something has changed, while a school is open."""
        return self._changes

    # ------------------------------------------------------------------ the sample school

    @property
    def sample_folder(self) -> Path:
        """Where the sample school of this user is."""
        return self._folder / "sample-school"

    def try_sample(self) -> None:
        """Make the sample school, once, and sign in as a teacher."""
        making = self.entrance.show_making()
        folder = self.sample_folder
        make, door = self._make_sample, self._door

        def work() -> OpenSchool:
            if not folder.is_dir() and make is not None:
                make(folder)
            elif not folder.is_dir():
                door.call("make_sample", str(folder))
            return door.open(str(folder), FIRST_SIDE, _sample_password())

        self._location = str(folder)
        self._visits.begin(work, self._enter, lambda error: self._sample_failed(error, making.fail))

    def _sample_failed(self, error: Exception, say: Callable[[str], None]) -> None:
        if isinstance(error, Problem):
            say(str(error))
        else:
            say("Something went wrong in the program. Nothing of yours was touched.")
            self.unforeseen.tell(error)

    def _see_as(self, name: str) -> None:
        school = self._school
        if school is None or not school.school.is_sample or school.member.sign_in_name == name:
            return
        inside = self.window.inside
        inside.keep()
        inside.banner.wait(True)
        self._open(self._location, name, _sample_password(), self._not_seen_as)

    def _not_seen_as(self, error: Exception) -> None:
        self.window.inside.banner.wait(False)
        self.window.inside.say_problem(error)

    # ------------------------------------------------------------------ signing in and out

    def sign_in(self, location: str, name: str, password: str, laptop_code: str = "") -> None:
        """Try a name and a password, in the background."""
        self._location = location
        self._open(location, name, password, self._refused, laptop_code)

    def _open(self, place: str, name: str, password: str, refused: Refused, code: str = "") -> None:
        door, wants_rooms = self._door, self._rooms is None

        def work() -> OpenSchool:
            if wants_rooms:
                _rooms()  # imports them here, and not where the window would wait for it
            tell = self._opening_waits.emit
            return door.open(place, name, password, laptop_code=code, tell=tell)

        self._visits.begin(work, self._enter, refused)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Problem):
            self.entrance.refuse(error)
            return
        words = "You could not be signed in: something went wrong in the program."
        self.entrance.refuse(Problem(words))
        self.unforeseen.tell(error)

    def _enter(self, school: OpenSchool) -> None:
        if self._over:
            school.close()
            return
        from ui.changes import Changes

        self._leave_school()
        self._school = school
        self._location = school.location  # it may have moved from where she asked for it
        changes = self._changes = Changes(self)
        changes.listen_to(school)
        school.late = self.background.unheard.emit
        self.telling.listen(changes)
        changes.settings.connect(self.privacy.heed_settings)
        changes.directory.connect(self.privacy.heed_settings)
        changes.ended.connect(self._access_ended)
        changes.moved.connect(self._school_moved)
        changes.lost.connect(self.privacy.lock)
        from ui.settings.settings import SETTINGS
        from ui.shell.rooms import Desk

        self.privacy.guard(school)  # first: she may press F9 before it is shown
        inside = self.window.inside
        desk = Desk(school, self.background, changes, self.preferences, inside, self._screens)
        inside.welcome(desk, self._rooms or _rooms(), SETTINGS)
        self._showing.start()

    def _show_inside(self) -> None:
        school, changes = self._school, self._changes
        if school is None or changes is None:
            return  # the window was closed meanwhile
        self.window.show_page(self.window.inside)
        self.window.inside.begin_soon()
        called, name = school.school.name, school.member.sign_in_name
        self.preferences.change(school=self._location, school_name=called, sign_in_name=name)
        self.projector.guard()
        self.entrance.signed_in()
        if self._proved:
            self._proved = False
            self.background.write(school.members.prove_recovery_code, parent=self)
        if self._follows:
            from ui.follower import Follower

            self._follower = Follower(lambda: school.follow(changes.come_in), changes)
            self._follower.start()
            self.night_watch.guard(school)
        self.signed_in.emit()

    def _leave_school(self) -> None:
        """Let go of the open school; closing it waits for the look under way, elsewhere."""
        school, self._school = self._school, None
        follower, self._follower = self._follower, None
        changes, self._changes = self._changes, None
        if school is None:
            return
        self.privacy.guard(None)
        self.night_watch.guard(None)
        self.window.inside.keep()
        self.window.inside.clear()

        def end() -> None:
            if follower is not None:
                follower.wait()
            school.close()

        if follower is not None:
            follower.stop()
        # What she pressed last is still written; the file is closed after it.
        operation = self.background.after_writing(end, parent=self)
        operation.then(lambda _none: self.signed_out.emit(), lambda _error: self.signed_out.emit())
        if changes is not None:
            # The follower is its child, and its thread may be running still.
            operation.destroyed.connect(changes.deleteLater)

    def sign_out(self) -> None:
        """Back to the sign-in page; what was typed is kept."""
        self._leave_school()
        self.entrance.show_sign_in(self._location)

    def _note_proved(self) -> None:
        """The code for the safe was typed back; it is written down at the first sign-in."""
        self._proved = True

    def _access_ended(self, words: str) -> None:
        """She was suspended or removed, or has a new password: nothing more is shown to her."""
        self.sign_out()
        self.entrance.sign_in_page.refuse(Problem(words))

    def _school_moved(self, location: str) -> None:
        """The school is at another place now: she goes on there with the password she has."""
        self._location = location
        self.preferences.change(school=location)
        self._leave_school()
        self.entrance.show_moved(location, self.preferences.choices.sign_in_name)

    # ------------------------------------------------------------------ telling

    def _tell_unheard(self, error: Exception) -> None:
        """What she pressed on a screen that has gone since could not be kept."""
        if self._school is not None:
            self.window.inside.say_problem(error)

    def _trouble(self) -> None:
        try:
            if self._school is not None:
                self.window.inside.keep()
        finally:
            if not self.window.is_covered:
                self.window.trouble.tell()

    def support_details(self) -> str:
        """What *Copy support details* copies."""
        theme = look().theme
        return support_details(
            trent_desktop.__version__,
            self._school.location_kind if self._school is not None else "",
            f"{theme.name}, {theme.scale:.0%}",
            self.unforeseen.troubles,
        )

    # ------------------------------------------------------------------ ending

    def close(self) -> None:
        """The window closes: keep what was typed, and leave the school."""
        if self._over:
            return
        self._over = True
        if self._school is not None:
            self._school.hurry()
        self.preferences.change(geometry=self.window.place())
        self._leave_school()
        self.stop_parts()

    def finish(self) -> None:
        """After the last window has gone: wait for what is under way."""
        self.close()
        self.background.close()
        self._door.close()
        self.unforeseen.remove()


def _sample_password() -> str:
    from ui.shell.banner import SAMPLE_PASSWORD

    return SAMPLE_PASSWORD


def _rooms() -> Sequence[Room]:
    from ui.rooms import rooms

    return rooms()
