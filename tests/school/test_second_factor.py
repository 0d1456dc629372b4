"""A known laptop: the second half of the key, which a copied folder lacks."""

from __future__ import annotations

import datetime as dt
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail

from tests.reports import answers
from tests.school.staff import document_of
from tests.schools import PASSWORD, SmallSchool
from trent_desktop.problems import (
    CodeRefused,
    LaptopNotKnown,
    MoveNotPossible,
    NotAllowed,
    SignInRefused,
)
from trent_desktop.roles import Role
from trent_desktop.school.keys.laptops.laptop_secret import IN_A_FILE
from trent_desktop.school.keys.laptops.second_factor import SETTING, VALID_FOR
from trent_desktop.storage import server_clock
from trent_desktop.storage.cipher import CannotOpen
from trent_desktop.storage.database import next_change
from trent_desktop.storage.key_slots import open_slot
from trent_desktop.storage.tables import SettingRow


class Memory(KeyringBackend):
    """A credential store that lives as long as the test."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[(service, username)] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture(params=["store", "file"])
def store(request: pytest.FixtureRequest) -> Iterator[KeyringBackend]:
    """The operating system's credential store, and then none."""
    before = keyring.get_keyring()
    backend = Memory() if request.param == "store" else fail.Keyring()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def ask_for_known_laptops(school: SmallSchool, *roles: Role) -> None:
    head = school.open("head", root=school.folder / "setting")
    with head._me.database.write() as session:
        session.merge(SettingRow(name=SETTING, value=[role.value for role in roles]))
        next_change(session, directory=True)


def test_a_copied_folder_and_the_password_open_nothing(
    folder_school: SmallSchool, store: KeyringBackend
) -> None:
    school = folder_school
    assert school.location.folder is not None
    ask_for_known_laptops(school, Role.DSL)
    laptop = school.folder / "dsl's laptop"
    school.open("dsl", root=laptop)  # the first laptop is known from now on
    copy = school.folder / "copy"
    shutil.copytree(school.location.folder, copy)
    slot = document_of(school).slot_of(str(school.members["dsl"]))
    assert slot is not None
    with pytest.raises(CannotOpen):
        open_slot(document_of(school).school_id, slot, PASSWORD)
    assert school.open("dsl", root=laptop)
    with pytest.raises(LaptopNotKnown):
        school.open("dsl", root=school.folder / "somebody else's")
    assert school.open("teacher1")  # others need none


def test_where_the_secret_is_kept_is_said(school: SmallSchool, store: KeyringBackend) -> None:
    ask_for_known_laptops(school, Role.DSL)
    laptop = school.folder / "dsl's laptop"
    dsl = school.open("dsl", root=laptop)
    assert dsl.laptops.wanted
    secrets = list(laptop.rglob("*.secret"))
    if isinstance(store, Memory):
        assert dsl.laptops.store_words == ""
        assert not secrets
        assert len(store.kept) == 1
    else:
        assert dsl.laptops.store_words == IN_A_FILE
        assert len(secrets) == 1
        assert stat.S_IMODE(secrets[0].stat().st_mode) == 0o600
    known = dsl.laptops.known()
    assert [one.is_this for one in known] == [True]
    assert known[0].name


def test_a_new_laptop_is_let_in_by_the_old_one(school: SmallSchool, store: KeyringBackend) -> None:
    ask_for_known_laptops(school, Role.DSL)
    case_id = school.open("teacher1").cases.send(school.draft(answers.stop(), "stop")).case_id
    old, new = school.folder / "old", school.folder / "new"
    dsl = school.open("dsl", root=old)
    code = dsl.laptops.let_in()
    with pytest.raises(CodeRefused):
        open_with_code(school, new, code.code[::-1])
    again = open_with_code(school, new, code.code.lower())
    assert again.cases.open_case(case_id)
    called = [one.name for one in again.laptops.known()]
    # Copies of one machine are called alike, and nobody would know which of them to shut out.
    assert len(called) == 2
    assert len(set(called)) == 2
    with pytest.raises(CodeRefused, match="used"):
        open_with_code(school, school.folder / "third", code.code)
    assert school.open("dsl", root=new)


def open_with_code(school: SmallSchool, root: Path, code: str):  # type: ignore[no-untyped-def]
    from trent_desktop.opening import open_school

    opened = open_school(
        school.location.shown, "dsl", PASSWORD, root=root, clock=school.clock, laptop_code=code
    )
    school._opened.append(opened)
    return opened


def test_a_code_is_too_old_after_an_hour(school: SmallSchool, store: KeyringBackend) -> None:
    ask_for_known_laptops(school, Role.DSL)
    code = school.open("dsl", root=school.folder / "old").laptops.let_in()
    school.clock.turn(hours=2)
    with pytest.raises(CodeRefused):
        open_with_code(school, school.folder / "new", code.code)
    school.open("support")
    slot = document_of(school).slot_of(str(school.members["dsl"]))
    assert slot is not None
    assert slot.second_factor is not None
    assert slot.second_factor.let_ins == ()


def test_a_lost_laptop_an_administrator_and_the_code_in_the_safe(
    school: SmallSchool, store: KeyringBackend
) -> None:
    ask_for_known_laptops(school, Role.DSL)
    school.open("dsl", root=school.folder / "lost")
    ict = school.open("ict")
    with pytest.raises(CodeRefused):
        ict.laptops.let_in_for(school.members["dsl"], "ABCD-EFGH-JKMN-PQRS-TUVW-XYZ2-3456")
    with pytest.raises(NotAllowed):
        school.open("teacher1").laptops.let_in_for(school.members["dsl"], school.made.recovery_code)
    with pytest.raises(MoveNotPossible):
        ict.laptops.let_in_for(school.members["teacher1"], school.made.recovery_code)
    code = ict.laptops.let_in_for(school.members["dsl"], school.made.recovery_code)
    dsl = open_with_code(school, school.folder / "new", code.code)
    lost = next(one for one in dsl.laptops.known() if not one.is_this)
    with pytest.raises(SignInRefused):
        dsl.laptops.shut_out(lost.id, "wrong")
    dsl.laptops.shut_out(lost.id, PASSWORD)
    with pytest.raises(LaptopNotKnown):
        school.open("dsl", root=school.folder / "lost")
    assert school.open("dsl", root=school.folder / "new")
    with pytest.raises(MoveNotPossible, match="working on"):
        dsl.laptops.shut_out(dsl.laptops.known()[0].id, PASSWORD)


def test_it_survives_a_new_code_in_the_safe(school: SmallSchool, store: KeyringBackend) -> None:
    ask_for_known_laptops(school, Role.DSL)
    school.open("dsl", root=school.folder / "lost")
    ict = school.open("ict")
    new = ict.members.change_recovery_code(school.made.recovery_code)
    code = ict.laptops.let_in_for(school.members["dsl"], new)
    assert open_with_code(school, school.folder / "new", code.code)


def test_the_setting_turned_off_again(school: SmallSchool, store: KeyringBackend) -> None:
    ask_for_known_laptops(school, Role.DSL)
    laptop = school.folder / "dsl's laptop"
    school.open("dsl", root=laptop)
    ask_for_known_laptops(school)
    assert not school.open("dsl", root=laptop).laptops.wanted
    assert school.open("dsl", root=school.folder / "any other")
    if isinstance(store, Memory):
        assert store.kept == {}


def test_a_new_password_keeps_the_second_factor(school: SmallSchool, store: KeyringBackend) -> None:
    ask_for_known_laptops(school, Role.DSL)
    laptop = school.folder / "dsl's laptop"
    dsl = school.open("dsl", root=laptop)
    assert dsl.check_password(PASSWORD)
    dsl.change_password(PASSWORD, "other words entirely here")
    assert dsl.check_password("other words entirely here")
    assert not dsl.check_password(PASSWORD)
    with pytest.raises(LaptopNotKnown):
        school.open("dsl", root=school.folder / "x", password="other words entirely here")
    assert school.open("dsl", root=laptop, password="other words entirely here")


def test_on_by_default_for_dsl_and_head_in_a_real_school() -> None:
    from trent_desktop.school.keys.laptops.second_factor import is_wanted

    for role in Role:
        assert is_wanted({role}, {}, is_sample=False) == (role in (Role.DSL, Role.HEADTEACHER))
        assert not is_wanted({role}, {}, is_sample=True)


@contextmanager
def _clock_is_off(
    school: SmallSchool, monkeypatch: pytest.MonkeyPatch, days: float
) -> Iterator[None]:
    """A laptop whose own clock is so many days ahead."""
    right = server_clock.laptop_time
    school.clock.turn(days=days)
    with monkeypatch.context() as patch:
        patch.setattr(server_clock, "laptop_time", lambda: right() + days * 86_400)
        yield
    school.clock.turn(days=-days)


@pytest.mark.parametrize("days", [2, -2])
def test_how_long_a_code_lasts_is_not_said_by_a_laptops_own_clock(
    school: SmallSchool, store: KeyringBackend, monkeypatch: pytest.MonkeyPatch, days: float
) -> None:
    ask_for_known_laptops(school, Role.DSL)
    dsl = school.open("dsl", root=school.folder / "old")
    with _clock_is_off(school, monkeypatch, days):
        code = dsl.laptops.let_in()
    assert abs(code.expires_at - school.clock() - VALID_FOR) < dt.timedelta(minutes=1)
    with _clock_is_off(school, monkeypatch, -days):
        assert open_with_code(school, school.folder / "new", code.code)
