"""The school's settings: what is printed, who to tell, the filter, and tables of facts that age."""

from __future__ import annotations

import base64
from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import update
from sqlalchemy.orm import Session

from trent_desktop.problems import AnswersRefused
from trent_desktop.roles import Role
from trent_desktop.school.keys.laptops.second_factor import SETTING as SECOND_FACTOR
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.dated_tables import DatedRow, TableName, stored_table
from trent_desktop.school.settings.on_laptop import SettingsOnLaptop
from trent_desktop.school.settings.values import (
    CONSENT_YEARS,
    IDLE_MINUTES,
    LONGEST_DATA_PROTECTION,
    PORTS,
    SECURITIES,
    Chain,
    Contact,
    SchoolProfile,
    SchoolSettings,
    read_settings,
)
from trent_desktop.storage.audit import Act, write_entry
from trent_desktop.storage.database import next_change
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.tables import SchoolRow, SettingRow

_LONGEST_NAME = 200
_LONGEST_TEXT = 500


class SettingsService(SettingsOnLaptop):
    """Reads and changes the school's settings."""

    def change(self, **values: Any) -> SchoolSettings:
        """Change some settings by name. Raises `NotAllowed`, or `AnswersRefused`."""
        self._me.require(Right.CHANGE_SETTINGS)
        known = {one.name for one in fields(SchoolSettings)}
        if not values.keys() <= known:
            raise ValueError(f"no such settings: {sorted(values.keys() - known)}")
        if "idle_minutes" in values and values["idle_minutes"] not in IDLE_MINUTES:
            said = f"Choose from {IDLE_MINUTES.start} to {IDLE_MINUTES.stop - 1} minutes."
            raise AnswersRefused(said, (("idle_minutes", said),))
        if values.get("bullying_chain", Chain.DSL) not in set(Chain):
            said = "Choose who leads on bullying."
            raise AnswersRefused(said, (("bullying_chain", said),))
        if "mail_port" in values and values["mail_port"] not in PORTS:
            said = "Type the number of a port, for example 587."
            raise AnswersRefused(said, (("mail_port", said),))
        if values.get("consent_years", 0) not in CONSENT_YEARS:
            said = "Choose for how many school years a yes counts."
            raise AnswersRefused(said, (("consent_years", said),))
        if len(str(values.get("data_protection", ""))) > LONGEST_DATA_PROTECTION:
            said = f"Write at most {LONGEST_DATA_PROTECTION} letters."
            raise AnswersRefused(said, (("data_protection", said),))
        if values.get("mail_security", "none") not in SECURITIES:
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

    def change_second_factor(self, roles: Collection[Role]) -> None:
        """Say whose holders need a known laptop. It applies from their next sign-in."""
        me = self._me
        me.require(Right.CHANGE_SECOND_FACTOR)
        with me.database.write() as session:
            value = sorted(role.value for role in roles)
            session.merge(SettingRow(name=SECOND_FACTOR, value=value))
            self._audit(session, SECOND_FACTOR)
            next_change(session, directory=True)

    # ------------------------------------------------------------------ facts that age

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


def _stored(value: Any) -> Any:
    if isinstance(value, tuple):
        return [asdict(one) for one in cast("tuple[Contact, ...]", value)]
    return value.value if isinstance(value, StrEnum) else value
