"""The school's accounts: the list, one of them, and changing it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.oversight.accounts.values import Account, AccountDetails, Due, Seen
from trent_desktop.reports.timeline_words import defused
from trent_desktop.roles import Role
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.components.focus_kept import focus_kept
from ui.components.marks import Hairline
from ui.components.notices import EmptyState, Notice
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.rows import RowButton, RowFace
from ui.components.secret_clipboard import SecretClipboard
from ui.components.sheets import Sheet
from ui.components.words import Words, body, soft, strong
from ui.journeys.direction import isolated
from ui.policy.accounts.form import AccountForm
from ui.policy.accounts.password_sheets import NewPasswordSheet, ShowPasswordSheet
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone


class AccountsPage(SectionPage):
    """Starts with the list."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.clock = lambda: desk.school.accounts.now
        self.keeps = desk.school.may(Right.KEEP_ACCOUNTS)
        self.clipboard = SecretClipboard(self)
        self.page = self.add_page(
            "Accounts",
            "The school’s own accounts on social media and other platforms: what they are for, "
            "who answers for them, and who may post.",
        )
        self.add = PrimaryButton("Add an account…", "plus")
        self.add.clicked.connect(lambda: self._edit(None))
        self.page.column.addWidget(flow(self.add))
        self.add.setVisible(self.keeps)
        self.place = QVBoxLayout()
        self.page.column.addLayout(self.place)
        self.page.column.addStretch(1)
        self.rows: dict[uuid.UUID, RowButton] = {}
        self.form: AccountForm | None = None
        self.sheet: NewPasswordSheet | ShowPasswordSheet | Sheet | None = None
        self._one: ScrollPage | None = None
        self._shown: uuid.UUID | None = None
        self._listed: tuple[tuple[RowFace, Account], ...] | None = None
        Fresh(self.page, (desk.changes.oversight,), self.refresh)

    def arrive(self, place: object | None) -> None:
        """The list, or one account by its id."""
        self._shown = place if isinstance(place, uuid.UUID) else None
        self._show_list()

    def keep(self) -> None:
        """The window locks or closes: no secret stays on the clipboard."""
        self.clipboard.clear()

    def refresh(self) -> None:
        """Read the list anew."""
        self.run(self.desk.school.accounts.accounts, self._show)

    # ------------------------------------------------------------------ the list

    def _show_list(self) -> None:
        self.show_page(self.page)
        self.refresh()

    def _show(self, accounts: tuple[Account, ...]) -> None:
        listed = tuple((self._face(one), one) for one in accounts)
        if listed != self._listed:  # else rows stay under the mouse
            self._listed = listed
            self._list(listed)
        wanted = next((one for one in accounts if one.id == self._shown), None)
        self._shown = None
        if wanted is not None:
            self.open_account(wanted)

    def _list(self, listed: tuple[tuple[RowFace, Account], ...]) -> None:
        with focus_kept(self):
            clear_layout(self.place)
            self.rows = {}
            if not listed:
                self.place.addWidget(
                    EmptyState(
                        "at",
                        "The school has no account",
                        "No social media account of the school is written down here yet. Add one "
                        "as soon as there is one.",
                    )
                )
            else:
                card = Card(pad=0, gap=0)
                for number, (face, one) in enumerate(listed):
                    if number:
                        card.column.addWidget(Hairline())
                    card.column.addWidget(self._row(face, one))
                self.place.addWidget(card)

    def _face(self, one: Account) -> RowFace:
        words, tone = _chip(one)
        owner = self._name(one.details.owner)
        return RowFace(
            f"{one.details.platform}: {isolated(one.details.name)}",
            f"{isolated(owner)} is responsible for it" if owner else "Nobody is responsible for it",
            "at",
            chip=words,
            chip_tone=tone,
            chip_icon="warning-circle" if tone is Tone.CORAL else "",
        )

    def _row(self, face: RowFace, one: Account) -> RowButton:
        row = RowButton(face)
        row.clicked.connect(lambda _=False, it=one: self.open_account(it))
        self.rows[one.id] = row
        return row

    def _name(self, member: uuid.UUID | None) -> str:
        people = self.desk.school.people.members()
        return next((one.name for one in people if one.id == member), "")

    # ------------------------------------------------------------------ one account

    def open_account(self, account: Account) -> None:
        """Show one."""
        asked = self.desk.school.accounts
        self.run(lambda: asked.seen(account.id), lambda seen: self._open(account, seen))

    def _again(self, account_id: uuid.UUID) -> None:
        asked = self.desk.school.accounts

        def shown(found: tuple[Account, ...]) -> None:
            one = next((one for one in found if one.id == account_id), None)
            if one is not None:
                self.open_account(one)

        self.run(asked.accounts, shown)

    def _open(self, account: Account, seen: tuple[Seen, ...]) -> None:
        said = account.details
        page = self._new_page(f"{said.platform}: {isolated(said.name)}", self._show_list)
        if account.due is Due.LEFT:
            names = ", ".join(isolated(one) for one in account.left)
            page.column.addWidget(
                Notice(
                    f"{names} knew it, and is no longer entitled to it. Change it on the "
                    "platform, and keep the new one here.",
                    Tone.CORAL,
                    heading="The password needs to be changed",
                )
            )
        card = Card(gap=SPACE.near)
        card.column.addWidget(body(defused(said.purpose)))
        posters = ", ".join(isolated(self._name(one)) for one in said.posters)
        facts = {
            "Responsible for it": isolated(self._name(said.owner)),
            "May post": posters or "Nobody",
            "Recovery address": defused(said.recovery_address),
        }
        if account.closed_at is not None:
            on = date_for_people(account.closed_at.astimezone().date())
            facts[f"Closed {on}"] = defused(account.closed_why)
        card.column.addWidget(_facts(facts))
        if account.closed_at is None and self.keeps:
            edit = SecondaryButton("Change…", "pencil-simple")
            edit.clicked.connect(lambda: self._edit(account))
            close = QuietButton("The school no longer has it…")
            close.clicked.connect(lambda: self._ask_to_close(account))
            card.column.addWidget(flow(edit, close))
        page.column.addWidget(card)
        if account.closed_at is None:
            page.column.addWidget(self._password_card(account))
        if seen:
            page.column.addWidget(_looks(seen))
        page.column.addStretch(1)
        self.show_page(page)

    def _password_card(self, account: Account) -> QWidget:
        card = Card(gap=SPACE.near)
        card.column.addWidget(Words("Password", "heading"))
        card.column.addWidget(body(_password_words(account, self.clock().astimezone().date())))
        buttons: list[QWidget] = []
        if self.keeps:
            new = PrimaryButton("Keep a new password…", "key")
            new.clicked.connect(lambda: self._keep_new(account))
            buttons.append(new)
        by_code = not account.opens and Role.HEADTEACHER in self.desk.school.roles
        if account.has_password and (account.opens or by_code):
            show = SecondaryButton(
                "Show it with the code in the safe…" if by_code else "Show it…", "eye"
            )
            show.clicked.connect(lambda: self._ask_to_show(account, by_code))
            buttons.append(show)
        if buttons:
            card.column.addWidget(flow(*buttons))
        return card

    def _keep_new(self, account: Account) -> None:
        self.sheet = NewPasswordSheet(self, self.clock, account, lambda: self._again(account.id))

    def _ask_to_show(self, account: Account, by_code: bool) -> None:
        self.sheet = ShowPasswordSheet(
            self, account.id, self.clipboard, self.refresh, with_code=by_code
        )

    # ------------------------------------------------------------------ changing

    def _edit(self, account: Account | None) -> None:
        back = (lambda: self.open_account(account)) if account else self._show_list
        page = self._new_page("Change the account" if account else "A new account", back)
        members = self.desk.school.people.members()
        self.form = AccountForm(page, account, members, self._save, back)
        self.show_page(page, self.form.first)

    def _save(self, account_id: uuid.UUID, details: AccountDetails, change: int) -> None:
        accounts, form = self.desk.school.accounts, self.form

        def refused(error: Exception) -> None:
            if form is None or not form.refuse(error):
                self.desk.shell.say_problem(error)

        self.write(
            lambda: accounts.save(account_id, details, seen_change=change),
            lambda _done: self._again(account_id),
            refused,
        )

    def _ask_to_close(self, account: Account) -> None:
        sheet = self.sheet = Sheet(self, "Does the school no longer have it?", widest=560)
        sheet.column.addWidget(
            body("Its password is forgotten here. What it was for stays, with the reason.")
        )
        why = TextField(name="Why?")
        block = FieldBlock("Why?", why)
        sheet.column.addWidget(block)
        act = PrimaryButton("Close it")
        accounts = self.desk.school.accounts

        def refused(error: Exception) -> None:
            act.setEnabled(True)
            block.show_error(str(error))
            why.setFocus(Qt.FocusReason.OtherFocusReason)

        def done(_result: object) -> None:
            sheet.dismiss()
            self._show_list()

        def press() -> None:
            act.setEnabled(False)
            text = why.text()
            self.write(lambda: accounts.close(account.id, text), done, refused)

        act.clicked.connect(press)
        sheet.add_buttons(act)
        sheet.open()

    def _new_page(self, heading: str, back: Callable[[], object]) -> ScrollPage:
        if self._one is not None:
            self.drop(self._one)
        self.form = None
        page = self._one = self.add_page(heading, back=back)
        return page


def _facts(facts: Mapping[str, str]) -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE.base)
    grid.setVerticalSpacing(SPACE.tight)
    grid.setColumnStretch(1, 1)
    for at, (name, said) in enumerate((name, said) for name, said in facts.items() if said):
        grid.addWidget(soft(name), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(strong(said), at, 1)
    return holder


def _looks(seen: tuple[Seen, ...]) -> QWidget:
    card = Card(gap=SPACE.tight)
    card.column.addWidget(Words("Who looked at it", "heading"))
    for one in seen[:20]:
        on = date_for_people(one.at.astimezone().date())
        card.column.addWidget(body(f"{on}: {ended(isolated(one.by))} {defused(one.why)}"))
    return card


def _chip(one: Account) -> tuple[str, Tone]:
    if one.closed_at is not None:
        return "Closed", Tone.PLAIN
    match one.due:
        case Due.LEFT | Due.DAY:
            return "Change the password", Tone.CORAL
        case Due.NEVER:
            return "No password kept", Tone.SUN
        case None:
            return "Password kept", Tone.LEAF


def _password_words(account: Account, today: dt.date) -> str:
    if not account.has_password or account.password_on is None:
        return "None is kept here yet."
    said = f"Kept since {date_for_people(account.password_on)}."
    if account.change_by is not None:
        day = date_for_people(account.change_by)
        due = account.change_by <= today
        said += f" It was to be changed by {day}." if due else f" To be changed by {day}."
    return said


ACCOUNTS = Section(
    "accounts",
    "Accounts",
    "at",
    "The school’s own accounts on platforms, and their passwords under lock.",
    AccountsPage,
    may_open=lambda school: school.may(Right.SEE_ACCOUNTS),
)
