"""How the window comes to an open school, and to what is done before anybody is signed in.

`Door` does it in this process: commands beside a window, and tests of screens. The program itself
has `ShareDoor`, so that whatever touches the school's folder or server runs in a process of its own
and a place that stands still never holds up a key press. `Visits` sees to it that the school that was
asked for last is entered, and no other: whoever has gone elsewhere is not brought back by a place
that took its time.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from trent_desktop.problems import Problem

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from trent_desktop.open_school import OpenSchool
    from trent_desktop.share.starting import Share
    from ui.background import Background
    from ui.problems import Unforeseen

#: (location, sign-in name, password, laptop_code=…) -> a school with that member signed in.
Opener = Callable[..., "OpenSchool"]
#: Hears why it was not opened.
Refused = Callable[[Exception], object]


class Door:
    """Everything here is slow, and imports the core: call it on a worker thread."""

    def __init__(self, root: Path | None = None, opener: Opener | None = None) -> None:
        """`root`: this laptop's own folder, when it is not the usual one."""
        self._root = root
        self._opener = opener

    @property
    def root(self) -> Path | None:
        """This laptop's own folder, when it is not the usual one."""
        return self._root

    def get_ready(self) -> None:
        """Import what opening a school takes, while somebody types her password."""
        import trent_desktop.opening  # noqa: F401 - for what it brings with it

    def open(
        self,
        location: str,
        name: str,
        password: str,
        *,
        laptop_code: str = "",
        tell: Callable[[str], object] | None = None,
    ) -> OpenSchool:
        """Sign in. Raises a `Problem` in words; `tell` hears what it waits for, on any thread."""
        if self._opener is not None:
            if laptop_code:
                return self._opener(location, name, password, laptop_code=laptop_code)
            return self._opener(location, name, password)
        from trent_desktop.opening import open_school

        return open_school(
            location, name, password, root=self._root, laptop_code=laptop_code, tell=tell
        )

    def call(self, name: str, *args: Any) -> Any:
        """One of the functions of `trent_desktop.share.door`, by name."""
        from trent_desktop.share.door import FUNCTIONS

        return FUNCTIONS[name](*args)

    def close(self) -> None:
        """Nothing is opened through it any more."""


class ShareDoor(Door):
    """The same through share processes."""

    def __init__(self, root: Path | None = None) -> None:
        super().__init__(root)
        self._share: Share | None = None

    @property
    def share(self) -> Share:
        """Starts the processes."""
        from trent_desktop.share.starting import Share

        if self._share is None:
            self._share = Share()
        return self._share

    def get_ready(self) -> None:
        """Start a process first, which then imports beside this one."""
        self.share.get_ready()
        import trent_desktop.share.school  # noqa: F401 - for what it brings with it

    def open(
        self,
        location: str,
        name: str,
        password: str,
        *,
        laptop_code: str = "",
        tell: Callable[[str], object] | None = None,
    ) -> OpenSchool:
        """Sign in. Raises a `Problem` in words; `tell` hears what it waits for, on any thread."""
        from trent_desktop.share.school import open_distant_school

        school = open_distant_school(
            location,
            name,
            password,
            share=self.share,
            laptop_code=laptop_code,
            root=self._root,
            tell=tell,
        )
        return cast("OpenSchool", school)

    def call(self, name: str, *args: Any) -> Any:
        """One of the functions of `trent_desktop.share.door`, by name."""
        return self.share.at_the_door(name, *args)

    def close(self) -> None:
        """End the process that is kept ready."""
        if self._share is not None:
            self._share.close()


class Visits:
    """Which school is being opened: what was asked for before it is closed again, unentered.

    `background` gives what does the work, and `parent` owns that.
    """

    def __init__(
        self, background: Callable[[], Background], unforeseen: Unforeseen, parent: QObject
    ) -> None:
        self._background = background
        self._unforeseen = unforeseen
        self._parent = parent
        self._newest = 0

    def begin(
        self,
        work: Callable[[], OpenSchool],
        enter: Callable[[OpenSchool], object],
        refused: Refused,
    ) -> None:
        """Open a school with `work`; then `enter` it, or say that it was `refused`."""
        self._newest += 1
        visit = self._newest

        def came(school: OpenSchool) -> None:
            if visit == self._newest:
                enter(school)
            else:
                self._background().after_writing(school.close, parent=self._parent)

        def failed(error: Exception) -> None:
            if visit == self._newest:
                refused(error)
            elif not isinstance(error, Problem):
                self._unforeseen.tell(error)

        self._background().run(work, parent=self._parent).then(came, failed)

    def forget(self) -> None:
        """She went elsewhere: what is being opened is closed again."""
        self._newest += 1
