"""The school's accounts on platforms: kept by the ICT Lead, seen by the Headteacher (rule 65)."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any, Final, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from trent_desktop.asking import or_as_last_seen
from trent_desktop.dated import Dated
from trent_desktop.journeys.cleaning import clean, line_of
from trent_desktop.newer import body_read, words_read
from trent_desktop.oversight.accounts.knowing import subject_of, who_left
from trent_desktop.oversight.accounts.models import AccountRow
from trent_desktop.oversight.accounts.sealing import open_password, reader_of, seal_password
from trent_desktop.oversight.accounts.values import (
    LONGEST,
    LONGEST_PASSWORD,
    LONGEST_PURPOSE,
    Account,
    AccountCounts,
    AccountDetails,
    Due,
    Seen,
)
from trent_desktop.problems import AnswersRefused, NotFound, SignInRefused
from trent_desktop.roles import Role
from trent_desktop.school.keys.escrow import recovery_keys, taken_out
from trent_desktop.school.keys.joining.codes import tidy_recovery_code
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.recovery.recovery_slot import open_recovery
from trent_desktop.school.keys.session import Clocked, SignedIn
from trent_desktop.school.people.permissions import Right
from trent_desktop.storage.audit import Act
from trent_desktop.storage.cipher import CannotOpen
from trent_desktop.storage.database import next_change
from trent_desktop.storage.keyring import Keyring
from trent_desktop.storage.landed import Repeat
from trent_desktop.storage.role_key_rows import newest_role_keys
from trent_desktop.storage.tables import AuditRow

_NOT_THERE: Final = "There is no such account."
_CHANGED: Final = "Somebody else has just changed this account. Look at it again, then change it."


class AccountService(Clocked):
    """What a member may do with the school's accounts. Every method asks the share."""

    def __init__(self, signed_in: SignedIn, own_password: OwnPassword) -> None:
        super().__init__(signed_in)
        self._password = own_password

    # ------------------------------------------------------------------ looking

    @or_as_last_seen
    def accounts(self) -> tuple[Account, ...]:
        """All of them: those in use by name, then those that are closed. Raises `NotAllowed`."""
        self._me.require(Right.SEE_ACCOUNTS)
        with self._me.database.read() as session:
            rows = session.execute(select(AccountRow)).scalars().all()
            gone = who_left(session, rows)
            found = [self._account(row, gone.get(row.id, ())) for row in rows]
        return tuple(
            sorted(found, key=lambda one: (one.closed_at is not None, one.details.name.casefold()))
        )

    def seen(self, account_id: uuid.UUID) -> tuple[Seen, ...]:
        """Who looked at its password, the newest first. Raises `NotAllowed`."""
        self._me.require(Right.SEE_ACCOUNTS)
        names = {one.id: one.name for one in self._me.directory.members}
        with self._me.database.read() as session:
            rows = session.execute(
                select(AuditRow)
                .where(
                    AuditRow.subject == subject_of(account_id),
                    AuditRow.act == Act.ACCOUNT_PASSWORD_SEEN.value,
                )
                .order_by(AuditRow.number.desc())
            ).scalars()
            return tuple(
                Seen(
                    row.at,
                    names.get(row.member_id or uuid.UUID(int=0), ""),
                    words_read(body_read(row.details).get("why")),
                )
                for row in rows
            )

    def dates(self, today: dt.date) -> tuple[Dated, ...]:
        """Passwords that are to be changed, for whoever may change them."""
        if not self._me.may(Right.KEEP_ACCOUNTS):
            return ()
        return tuple(
            Dated(
                f"account/{one.id}",
                today if one.due is Due.LEFT else one.change_by or today,
                "Change the password of one of the school’s accounts",
                "accounts",
                one.id,
            )
            for one in self.accounts()
            if one.closed_at is None and (one.due is Due.LEFT or one.change_by is not None)
        )

    def counts(self) -> AccountCounts:
        """How many there are, and how many wait for a new password; for whoever sees figures."""
        self._me.require(Right.SEE_GOVERNORS_PAGE)
        with self._me.database.read() as session:
            rows = session.execute(
                select(AccountRow).where(AccountRow.closed_at.is_(None))
            ).scalars()
            held = list(rows)
            gone = who_left(session, held)
            due = sum(_due(row, gone.get(row.id, ()), self.today) is not None for row in held)
        return AccountCounts(len(held), due)

    # ------------------------------------------------------------------ keeping

    def save(self, account_id: uuid.UUID, details: AccountDetails, *, seen_change: int = 0) -> None:
        """Write a new account, or what is said of one. `seen_change` is that of the one she saw.

        Raises `NotAllowed`, or `AnswersRefused` with what is wrong or that somebody was faster.
        A new one written twice is there once.
        """
        me, details = self._me, _tidied(details)
        me.require(Right.KEEP_ACCOUNTS)
        errors = _wrong_with(details)
        if errors:
            raise AnswersRefused(errors[0][1], errors)
        with me.database.write() as session:
            me.require_now(session, Right.KEEP_ACCOUNTS)
            row = session.get(AccountRow, account_id)
            if row is None:
                row = AccountRow(id=account_id, content={}, made_at=me.clock(), change=0)
                session.add(row)
            elif _details(row) == details:
                return
            elif row.change != seen_change:
                raise AnswersRefused(_CHANGED, (("", _CHANGED),))
            row.content = {**body_read(row.content), **_kept(details)}
            self._changed(session, row)

    def set_password(
        self,
        account_id: uuid.UUID,
        password: str,
        change_by: dt.date | None,
        *,
        seen_change: int | None = None,
    ) -> None:
        """Keep its password, sealed to the ICT Lead. `change_by`: when it is to be changed.

        `seen_change` is that of the account she saw: the password that somebody else kept since is
        then not overwritten. Done twice it is done once. Raises `NotAllowed`, `NotFound`, or
        `AnswersRefused` for an empty or endless one, and when somebody was faster.
        """
        me = self._me
        me.require(Right.KEEP_ACCOUNTS)
        said = ""
        if not password:
            said = "Type the password."
        elif len(password) > LONGEST_PASSWORD:
            said = f"Use at most {LONGEST_PASSWORD:,} characters."
        if said:
            raise AnswersRefused(said, (("password", said),))
        if change_by is not None and change_by <= self.today:
            said = "Choose a day in the future."
            raise AnswersRefused(said, (("change_by", said),))
        with me.database.write() as session:
            me.require_now(session, Right.KEEP_ACCOUNTS)
            row = self._open_row(session, account_id)
            if seen_change is not None and row.change != seen_change:
                if row.change_by == change_by and self._opened(row) == password:
                    return
                raise AnswersRefused(_CHANGED, (("password", _CHANGED),))
            (reader,) = newest_role_keys(session, (Role.ICT_LEAD,))
            row.sealed = seal_password(account_id, password, reader)
            row.password_at = me.clock()
            row.change_by = change_by
            row.content = {**body_read(row.content), "set_by": str(me.member.id)}
            self._changed(session, row)

    def close(self, account_id: uuid.UUID, why: str) -> None:
        """The school has it no longer: its password goes, what it was for stays.

        Raises `NotAllowed`, `NotFound`, or `AnswersRefused` without a reason.
        """
        me, why = self._me, line_of(why)
        me.require(Right.KEEP_ACCOUNTS)
        if not why or len(why) > LONGEST_PURPOSE:
            said = "Say why." if not why else f"Use at most {LONGEST_PURPOSE:,} characters."
            raise AnswersRefused(said, (("why", said),))
        with me.database.write() as session:
            me.require_now(session, Right.KEEP_ACCOUNTS)
            row = session.get(AccountRow, account_id)
            if row is None:
                raise NotFound(_NOT_THERE)
            if row.closed_at is None:
                row.closed_at, row.sealed, row.change_by = me.clock(), None, None
                row.content = {**body_read(row.content), "closed_why": why}
                self._changed(session, row)

    # ------------------------------------------------------------------ the password itself

    def show_password(self, account_id: uuid.UUID, own_password: str, why: str) -> str:
        """The password, for the ICT Lead: with her own password and a reason, which are kept.

        Raises `NotAllowed`, `SignInRefused`, `AnswersRefused` without a reason, `NotFound` when
        there is none that her keys open.
        """
        me, why = self._me, _reason(why)
        me.require(Right.KEEP_ACCOUNTS)
        if not self._password.check(own_password):
            raise SignInRefused("That is not your password.")
        return self._shown(account_id, me.keyring.private_keys, why, Right.KEEP_ACCOUNTS)

    def show_with_code(self, account_id: uuid.UUID, code: str, why: str) -> str:
        """The same for the Headteacher, with the code in the safe, which opens the ICT Lead's key.

        Raises as `show_password`, and `CodeRefused` for a code that is not the school's. Takes
        half a second.
        """
        me, why = self._me, _reason(why)
        me.require(Right.SEE_ACCOUNTS)
        opened = open_recovery(me.keys.read().document, tidy_recovery_code(code))
        with me.database.read() as session:
            recovery = recovery_keys(session, opened.private_key)
            nobody = Keyring(me.member.id, {})
            keys = taken_out(session, Role.ICT_LEAD, nobody, recovery)
        return self._shown(
            account_id, keys, f"With the code in the safe: {why}", Right.SEE_ACCOUNTS
        )

    def _shown(
        self, account_id: uuid.UUID, keys: Mapping[uuid.UUID, bytes], why: str, right: Right
    ) -> str:
        me = self._me
        with me.database.write(Repeat.LOOKS) as session:
            me.require_now(session, right)
            row = self._open_row(session, account_id)
            reader = reader_of(row.sealed) if row.sealed else None
            if row.sealed is None or reader is None or reader not in keys:
                raise NotFound(
                    "Your keys do not open the password of this account.",
                    what_to_do="Change the password on the platform, and keep the new one here.",
                )
            try:
                password = open_password(account_id, row.sealed, keys[reader])
            except CannotOpen as error:
                raise NotFound(
                    "What is kept of this password cannot be read.",
                    what_to_do="Change the password on the platform, and keep the new one here.",
                ) from error
            me.audit(session, Act.ACCOUNT_PASSWORD_SEEN, subject_of(account_id), {"why": why})
        return password

    # ------------------------------------------------------------------ inside

    def _open_row(self, session: Session, account_id: uuid.UUID) -> AccountRow:
        row = session.get(AccountRow, account_id)
        if row is None or row.closed_at is not None:
            raise NotFound(_NOT_THERE)
        return row

    def _opened(self, row: AccountRow) -> str | None:
        """The password, as far as her own keys open it; nobody is shown it."""
        keys = self._me.keyring.private_keys
        reader = reader_of(row.sealed) if row.sealed else None
        if row.sealed is None or reader is None or reader not in keys:
            return None
        with suppress(CannotOpen):
            return open_password(row.id, row.sealed, keys[reader])
        return None

    def _changed(self, session: Session, row: AccountRow) -> None:
        row.change = next_change(session)
        self._me.audit(session, Act.ACCOUNT_CHANGED, subject_of(row.id))

    def _account(self, row: AccountRow, left: tuple[str, ...]) -> Account:
        reader = reader_of(row.sealed) if row.sealed else None
        return Account(
            id=row.id,
            details=_details(row),
            made_at=row.made_at,
            change=row.change,
            has_password=row.sealed is not None,
            opens=reader is not None and reader in self._me.keyring.private_keys,
            password_on=row.password_at.astimezone().date() if row.password_at else None,
            change_by=row.change_by,
            due=_due(row, left, self.today),
            left=left,
            closed_at=row.closed_at,
            closed_why=words_read(body_read(row.content).get("closed_why")),
        )


def _reason(why: str) -> str:
    why = line_of(why)
    if not why or len(why) > LONGEST:
        said = "Say why." if not why else f"Use at most {LONGEST:,} characters."
        raise AnswersRefused(said, (("why", said),))
    return why


def _tidied(details: AccountDetails) -> AccountDetails:
    return replace(
        details,
        platform=line_of(details.platform),
        name=line_of(details.name),
        purpose=clean(details.purpose).text,
        recovery_address=line_of(details.recovery_address),
    )


def _wrong_with(details: AccountDetails) -> tuple[tuple[str, str], ...]:
    errors: list[tuple[str, str]] = []
    if not details.platform:
        errors.append(("platform", "Say where the account is, for example YouTube."))
    if not details.name:
        errors.append(("name", "Give the name of the account on the platform."))
    if not details.purpose:
        errors.append(("purpose", "Say what the school uses it for."))
    if details.owner is None:
        errors.append(("owner", "Choose who is responsible for it."))
    for name in ("platform", "name", "recovery_address"):
        if len(str(getattr(details, name))) > LONGEST:
            errors.append((name, f"Use at most {LONGEST} characters."))
    if len(details.purpose) > LONGEST_PURPOSE:
        errors.append(("purpose", f"Use at most {LONGEST_PURPOSE:,} characters."))
    return tuple(errors)


def _kept(details: AccountDetails) -> dict[str, Any]:
    return {
        "platform": details.platform,
        "name": details.name,
        "purpose": details.purpose,
        "owner": str(details.owner) if details.owner else "",
        "posters": [str(one) for one in details.posters],
        "recovery_address": details.recovery_address,
    }


def _details(row: AccountRow) -> AccountDetails:
    kept = body_read(row.content)
    posters = kept.get("posters")
    listed = cast("list[Any]", posters) if isinstance(posters, list) else []
    return AccountDetails(
        platform=words_read(kept.get("platform")),
        name=words_read(kept.get("name")),
        purpose=words_read(kept.get("purpose")),
        owner=_member(kept.get("owner")),
        posters=tuple(one for one in map(_member, listed) if one is not None),
        recovery_address=words_read(kept.get("recovery_address")),
    )


def _member(value: Any) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(value)) if value else None
    except ValueError:
        return None


def _due(row: AccountRow, left: tuple[str, ...], today: dt.date) -> Due | None:
    if row.closed_at is not None:
        return None
    if row.sealed is None:
        return Due.NEVER
    if left:
        return Due.LEFT
    return Due.DAY if row.change_by is not None and row.change_by <= today else None
