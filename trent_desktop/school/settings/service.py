"""The school's settings: what is printed, whom to tell, the filter, and tables of facts that age."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import update
from sqlalchemy.orm import Session

from trent_desktop.asking import on_laptop
from trent_desktop.newer import known
from trent_desktop.problems import AnswersRefused
from trent_desktop.roles import Role
from trent_desktop.school.keys.laptops.second_factor import SETTING as SECOND_FACTOR
from trent_desktop.school.keys.laptops.second_factor import roles_that_need_it
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.dated_tables import (
    DatedRow,
    DatedTable,
    TableName,
    stored_table,
    table_in,
)
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import SchoolRow, SettingRow


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to tell: who it is, and how to reach her or him. Text only."""

    role: str  # a `Role` value, or a name such as ``network-manager``, ``lado``, ``police``
    name: str
    phone: str = ""
    note: str = ""


class Chain(StrEnum):
    """Who leads the school's anti-bullying chain."""

    DSL = "dsl"
    HEADTEACHER = "headteacher"


@dataclass(frozen=True, slots=True)
class SchoolSettings:
    """The school's settings, with what they are until somebody changes them."""

    idle_minutes: int = 10
    filter_name: str = "LGfL SchoolProtect (formerly WebScreen)"
    filter_policy: str = "Pupils"
    contacts: tuple[Contact, ...] = field(default_factory=tuple[Contact, ...])
    bullying_chain: Chain = Chain.DSL
    #: Where requests for the filter go as e-mail, from whom, and through which server. Its
    #: password is nowhere among these.
    mail_to: str = ""
    mail_from: str = ""
    mail_host: str = ""
    mail_port: int = 587
    mail_security: str = "starttls"
    mail_user: str = ""


@dataclass(frozen=True, slots=True)
class SchoolProfile:
    """What the school is called and prints. `crest` is a PNG, or empty."""

    name: str
    address: str
    crest: bytes = field(default=b"", repr=False)
    policy_adopted: dt.date | None = None
    policy_review: dt.date | None = None


_IDLE = range(1, 121)
_PORTS = range(1, 65_536)
_SECURITIES = ("starttls", "tls", "none")
_LONGEST_NAME = 200
_LONGEST_TEXT = 500


class SettingsService:
    """Reads and changes the school's settings."""

    def __init__(self, signed_in: SignedIn) -> None:
        self._me = signed_in

    @on_laptop
    def current(self) -> SchoolSettings:
        """All settings, as known on this laptop. What cannot be read is as at the beginning."""
        return read_settings(self._me.directory.settings)

    def change(self, **values: Any) -> SchoolSettings:
        """Change some settings by name. Raises `NotAllowed`, or `AnswersRefused`."""
        self._me.require(Right.CHANGE_SETTINGS)
        known = {one.name for one in fields(SchoolSettings)}
        if not values.keys() <= known:
            raise ValueError(f"no such settings: {sorted(values.keys() - known)}")
        if "idle_minutes" in values and values["idle_minutes"] not in _IDLE:
            said = f"Choose from {_IDLE.start} to {_IDLE.stop - 1} minutes."
            raise AnswersRefused(said, (("idle_minutes", said),))
        if values.get("bullying_chain", Chain.DSL) not in set(Chain):
            said = "Choose who leads on bullying."
            raise AnswersRefused(said, (("bullying_chain", said),))
        if "mail_port" in values and values["mail_port"] not in _PORTS:
            said = "Type the number of a port, for example 587."
            raise AnswersRefused(said, (("mail_port", said),))
        if values.get("mail_security", "none") not in _SECURITIES:
            raise ValueError("no such way to a mail server")
        stored = {name: _stored(value) for name, value in values.items()}
        if not stored:
            return self.current()
        with self._me.database.write(Repeat.LOOKS) as session:
            for name, value in stored.items():
                session.merge(SettingRow(name=name, value=value))
                self._audit(session, name)
            next_change(session, directory=True)
        return read_settings({**self._me.directory.settings, **stored})

    # ------------------------------------------------------------------ the school itself

    @on_laptop
    def profile(self) -> SchoolProfile:
        """Name, address, crest and policy dates. In memory."""
        return profile_in(self._me.directory.school.name, self._me.directory.school.address,
                          self._me.directory.settings)  # fmt: skip

    def change_profile(self, profile: SchoolProfile) -> None:
        """Change them. Raises `NotAllowed`, or `AnswersRefused` with errors by field."""
        me = self._me
        me.require(Right.CHANGE_SETTINGS)
        errors: list[tuple[str, str]] = []
        if not profile.name.strip():
            errors.append(("name", "Give the school’s name."))
        if len(profile.name) > _LONGEST_NAME:
            errors.append(("name", f"Use at most {_LONGEST_NAME} characters."))
        if len(profile.address) > _LONGEST_TEXT:
            errors.append(("address", f"Use at most {_LONGEST_TEXT} characters."))
        adopted, review = profile.policy_adopted, profile.policy_review
        if adopted and review and review < adopted:
            errors.append(("policy_review", "The review comes after the policy was adopted."))
        if errors:
            raise AnswersRefused("Some of this cannot be kept as it is.", tuple(errors))
        stored: dict[str, Any] = {
            "crest": base64.b64encode(profile.crest).decode("ascii"),
            "policy_adopted": adopted.isoformat() if adopted else "",
            "policy_review": review.isoformat() if review else "",
        }
        with me.database.write() as session:
            session.execute(
                update(SchoolRow)
                .where(SchoolRow.id == 1)
                .values(name=profile.name.strip(), address=profile.address.strip())
            )
            for name, value in stored.items():
                session.merge(SettingRow(name=name, value=value))
            self._audit(session, "school details")
            next_change(session, directory=True)

    # ------------------------------------------------------------------ known laptops

    @on_laptop
    def second_factor_roles(self) -> frozenset[Role]:
        """Whose holders need a known laptop. In memory."""
        directory = self._me.directory
        return roles_that_need_it(directory.settings, is_sample=directory.school.is_sample)

    def change_second_factor(self, roles: Collection[Role]) -> None:
        """Say whose holders need a known laptop. It holds from their next sign-in on."""
        me = self._me
        me.require(Right.CHANGE_SECOND_FACTOR)
        with me.database.write() as session:
            value = sorted(role.value for role in roles)
            session.merge(SettingRow(name=SECOND_FACTOR, value=value))
            self._audit(session, SECOND_FACTOR)
            next_change(session, directory=True)

    # ------------------------------------------------------------------ facts that age

    @on_laptop
    def table(self, name: TableName) -> DatedTable:
        """A table as the school has it. In memory."""
        return table_in(self._me.directory.settings, name)

    def change_table(self, name: TableName, rows: Sequence[DatedRow]) -> None:
        """Keep a table as checked today. Raises `AnswersRefused`, errors ``<row>.<field>``."""
        me = self._me
        me.require(Right.CHANGE_SETTINGS)
        value = stored_table(rows, me.clock().date())
        with me.database.write() as session:
            session.merge(SettingRow(name=name.value, value=value))
            self._audit(session, name.value)
            next_change(session, directory=True)

    def restore_table(self, name: TableName) -> None:
        """Go back to the table that came with the program."""
        me = self._me
        me.require(Right.CHANGE_SETTINGS)
        with me.database.write() as session:
            row = session.get(SettingRow, name.value)
            if row is not None:
                session.delete(row)
            self._audit(session, name.value)
            next_change(session, directory=True)

    def _audit(self, session: Session, name: str) -> None:
        me = self._me
        write_entry(session, me.clock(), me.member.id, Act.SETTING_CHANGED, name)


def read_settings(stored: Mapping[str, Any]) -> SchoolSettings:
    """Settings out of what the database holds."""
    start = SchoolSettings()
    idle = stored.get("idle_minutes")
    contacts = stored.get("contacts")
    port, security = stored.get("mail_port"), str(stored.get("mail_security"))
    return SchoolSettings(
        idle if isinstance(idle, int) and idle in _IDLE else start.idle_minutes,
        str(stored.get("filter_name") or start.filter_name),
        str(stored.get("filter_policy") or start.filter_policy),
        tuple(
            Contact(*(str(one.get(part, "")) for part in ("role", "name", "phone", "note")))
            for one in cast("list[dict[str, Any]]", contacts)
        )
        if isinstance(contacts, list)
        else (),
        bullying_chain=known(Chain, stored.get("bullying_chain")) or start.bullying_chain,
        mail_to=str(stored.get("mail_to") or ""),
        mail_from=str(stored.get("mail_from") or ""),
        mail_host=str(stored.get("mail_host") or ""),
        mail_port=port if isinstance(port, int) and port in _PORTS else start.mail_port,
        mail_security=security if security in _SECURITIES else start.mail_security,
        mail_user=str(stored.get("mail_user") or ""),
    )


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return [asdict(one) for one in cast("tuple[Contact, ...]", value)]
    return value.value if isinstance(value, StrEnum) else value


def profile_in(name: str, address: str, settings: Mapping[str, Any]) -> SchoolProfile:
    """The school's profile out of what the database holds."""
    try:
        crest = base64.b64decode(str(settings.get("crest") or ""), validate=True)
    except ValueError:
        crest = b""
    return SchoolProfile(
        name, address, crest, _day(settings, "policy_adopted"), _day(settings, "policy_review")
    )


def _day(settings: Mapping[str, Any], name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(settings.get(name) or ""))
    except ValueError:
        return None
