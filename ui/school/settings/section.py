"""The school's settings: an index, and a page for each topic."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from trent_desktop.problems import AnswersRefused
from trent_desktop.roles import KEYED_ROLES, Role
from trent_desktop.school.people.permissions import Right
from trent_desktop.school.settings.dated_tables import TableName
from trent_desktop.school.settings.values import Chain, SchoolProfile
from ui.components.buttons import PrimaryButton
from ui.components.cards import Card
from ui.components.choices import Option, RadioGroup, TickGroup
from ui.components.fields import FieldBlock, TextArea, TextField
from ui.components.focus_kept import focus_kept
from ui.components.notices import Notice
from ui.components.pages import ScrollPage, flow
from ui.components.rows import RowButton, RowFace
from ui.components.typed import what_is_typed
from ui.components.words import soft
from ui.school.settings.consents_page import YEARS_WORDS, ConsentsPage, number
from ui.school.settings.contacts_page import ContactsPage
from ui.school.settings.copies_page import CopiesPage
from ui.school.settings.crest_picture import CrestField
from ui.school.settings.days import Toward, day_typed, read_day, wrong_day
from ui.school.settings.filter_fields import FilterFields
from ui.school.settings.filter_review import FilterReviewPage
from ui.school.settings.locks_line import LocksLine
from ui.school.settings.mail_page import MailFields
from ui.school.settings.said_back import day_said_back
from ui.school.settings.table_page import TablePage
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone

_ONLY = "The ICT Lead and the Headteacher can change this."


class SchoolSettingsPage(SectionPage):
    """One row for each topic."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.may = desk.school.may(Right.CHANGE_SETTINGS)
        self.index = self.add_page("School settings", "For everybody, on every laptop.")
        self.rows: dict[str, RowButton] = {}
        card = Card(pad=SPACE.tight, gap=0)
        topics: tuple[tuple[str, str, str, str, Callable[[], object]], ...] = (
            ("details", "School and crest", "What is printed on every paper", "buildings",
             self.show_details),
            ("contacts", "Who to tell", "Names and numbers for a worrying moment", "phone",
             self.show_contacts),
            ("bullying", "Bullying", "Who leads on it", "chats-circle",
             self.show_bullying),
            ("letters", "Letters home", "What letters to families start with", "envelope-simple",
             self.show_letters),
            ("consents", "Pictures and films", "For how long a yes counts", "camera",
             self.show_consents),
            ("filter", "The filter", "What it is called, and which policy applies", "funnel",
             self.show_filter),
            ("mail", "E-mail", "Where requests go, and the school’s mail server",
             "envelope-simple", self.show_mail),
            *((("review", "Review of the filter", "What was allowed and blocked in a year",
                "clipboard-text", self.show_review),) if desk.school.may(Right.REVIEW_FILTER)
              else ()),
            ("idle", "Idle lock", "After how many minutes a laptop locks itself", "lock-simple",
             self.show_idle),
            ("second-factor", "Known laptops", "Whose laptops must be known", "laptop",
             self.show_second_factor),
            ("app-ages", "Ages of apps", "From what age an app may be used", "device-mobile",
             lambda: self.show_table(TableName.APP_AGES)),
            ("copies", "Copies", "Where each day’s copy of the school is kept", "copy",
             self.show_copies),
            ("retention", "How long records are kept", "Each kind of record has its period",
             "clock-counter-clockwise", lambda: self.show_table(TableName.RETENTION)),
        )  # fmt: skip
        for name, words, detail, icon, show in topics:
            row = RowButton(RowFace(words, detail, icon=icon, icon_tone=Tone.ACT))
            row.clicked.connect(lambda _=False, it=show: self.show_topic(it))
            self.rows[name] = row
            card.column.addWidget(row)
        self.index.column.addWidget(card)
        self.locks = LocksLine()
        self.index.column.addWidget(self.locks)
        self.index.column.addStretch(1)
        self._shown: QWidget | None = None
        self._again: Callable[[], object] = self._back_to_index
        self._as_shown: tuple[object, ...] = ()
        self._stands: tuple[object, ...] = ()
        self.contacts: ContactsPage | None = None
        self.table: TablePage | None = None
        self.crest: CrestField | None = None
        Fresh(self, (desk.changes.settings, desk.changes.directory), self._freshen)

    def arrive(self, place: object | None) -> None:
        """The index, or the topic of that name."""
        self._back_to_index()
        if self.may:
            self.run(self.desk.school.locks, self.locks.show_standing)
        if isinstance(place, str) and place in self.rows:
            self.rows[place].click()

    def _back_to_index(self) -> None:
        self.show_page(self.index)
        if self._shown is not None:
            self.drop(self._shown)
            self._shown = None

    def show_topic(self, show: Callable[[], object]) -> None:
        """One topic, as the school has it now."""
        self._again = show
        self._stands = self._as_it_stands()
        self.crest = None
        show()
        self._as_shown = self._typed()

    def _as_it_stands(self) -> tuple[object, ...]:
        # What the service knows without asking anybody: a snapshot held in memory.
        settings = self.desk.school.settings
        tables = tuple(settings.table(name) for name in TableName)
        letters = self.desk.school.letters
        texts = tuple(map(letters.text, letters.all()))
        copies = self.desk.school.copies.settings()
        roles = settings.second_factor_roles()
        return settings.profile(), settings.current(), roles, tables, texts, copies

    def _typed(self) -> tuple[object, ...]:
        if self._shown is None:
            return ()
        crest = self.crest.png if self.crest is not None else b""
        return (*what_is_typed(self._shown), crest)

    def _freshen(self) -> None:
        """Something was changed, perhaps elsewhere. What is being typed here stays."""
        shown = self._shown
        if shown is None or shown is not self.stack.currentWidget():
            return
        if self._typed() == self._as_shown and self._stands != self._as_it_stands():
            with focus_kept(shown, lambda: self._shown or self.index):
                self.show_topic(self._again)

    def _topic(self, heading: str, words: str = "", *, may: bool | None = None) -> ScrollPage:
        if self._shown is not None:
            self.drop(self._shown)
        page = self.add_page(heading, words, back=self._back_to_index, widest=720)
        if not (self.may if may is None else may):
            said = _ONLY if may is None else "The Headteacher can change this."
            page.column.addWidget(Notice(said, Tone.PLAIN, icon="lock-simple"))
        self._shown = page
        return page

    def _save_button(
        self, page: ScrollPage, card: Card, save: Callable[[], object], *, may: bool | None = None
    ) -> None:
        self.save = PrimaryButton("Save")
        self.save.clicked.connect(save)
        card.column.addWidget(flow(self.save))
        self.save.setVisible(self.may if may is None else may)
        page.column.addWidget(card)
        page.column.addStretch(1)
        self.show_page(page)

    def saved(self, _result: object = None) -> None:
        """It was kept."""
        self.desk.shell.say("Saved.")
        self._back_to_index()

    # ------------------------------------------------------------------ topics

    def show_details(self) -> None:
        """Name, address, crest, policy dates."""
        profile = self.desk.school.settings.profile()
        page = self._topic("School and crest")
        card = Card(gap=SPACE.base)
        self.name = TextField(profile.name, name="The school’s name")
        self.address = TextArea(profile.address, name="Its address", lines=3)
        self.adopted = TextField(day_typed(profile.policy_adopted), name="Adopted on", wide=14)
        self.review = TextField(day_typed(profile.policy_review), name="Review on", wide=14)
        crest = self.crest = CrestField()
        crest.show_png(profile.crest)
        self.blocks = {
            "name": FieldBlock("The school’s name", self.name),
            "address": FieldBlock("Its address", self.address, optional=True),
            "policy_adopted": FieldBlock("Policy adopted on", self.adopted, optional=True),
            "policy_review": FieldBlock("Review due", self.review, optional=True),
        }
        day_said_back(self.blocks["policy_adopted"], Toward.PAST)
        day_said_back(self.blocks["policy_review"])
        for block in self.blocks.values():
            card.column.addWidget(block)
        card.column.addWidget(FieldBlock("Crest", crest))
        self._save_button(page, card, lambda: self._save_details(crest))

    def _save_details(self, crest: CrestField) -> None:
        for block in self.blocks.values():
            block.show_error("")
        days: list[dt.date | None] = []
        wrong: list[TextField] = []
        for field, name, toward in (
            (self.adopted, "policy_adopted", Toward.PAST),
            (self.review, "policy_review", Toward.COMING),
        ):
            try:
                days.append(read_day(field.text(), toward))
            except ValueError:
                self.blocks[name].show_error(wrong_day(field.text(), toward))
                wrong.append(field)
        if wrong:
            wrong[0].setFocus()
            return
        profile = SchoolProfile(
            self.name.text(), self.address.toPlainText(), crest.png, days[0], days[1]
        )
        settings = self.desk.school.settings
        self.write(lambda: settings.change_profile(profile), self.saved, self._refused)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, AnswersRefused):
            self.desk.shell.say_problem(error)
            return
        for name, words in error.errors:
            if name in self.blocks:
                self.blocks[name].show_error(words)

    def show_contacts(self) -> None:
        """Who to tell."""
        page = self._topic(
            "Who to tell", "It is on the page that a teacher sees in a worrying moment."
        )
        contacts = self.desk.school.settings.current().contacts
        self.contacts = ContactsPage(self, page, contacts, may=self.may, saved=self.saved)
        self.show_page(page)

    def show_consents(self) -> None:
        """For how long a yes about pictures counts."""
        page = self._topic("Pictures and films", YEARS_WORDS)
        ConsentsPage(self, page, may=self.may, saved=self.saved, refused=self._refused)
        self.show_page(page)

    def show_filter(self) -> None:
        """The filter's name and policy."""
        page = self._topic("The filter", "It appears in requests to the network manager.")
        fields = self.filter_fields = FilterFields(self.desk.school.settings.current())
        self.blocks = self.filter_fields.blocks
        self._save_button(page, fields.card, lambda: self._change(**fields.values()))

    def show_bullying(self) -> None:
        """Who leads the anti-bullying chain."""
        page = self._topic(
            "Bullying",
            "A report that a child was bullied online goes first to whoever leads in your "
            "Anti-Bullying Policy. Reports that were sent already stay where they are.",
        )
        card = Card(gap=SPACE.base)
        self.chain = RadioGroup(
            [
                Option(Chain.DSL.value, "The Designated Safeguarding Lead"),
                Option(
                    Chain.HEADTEACHER.value,
                    "The Headteacher",
                    hint="The safeguarding leads read it too.",
                ),
            ],
            name="Who leads on bullying?",
        )
        self.chain.choose(self.desk.school.settings.current().bullying_chain.value)
        self.chain.setEnabled(self.may)
        self.blocks = {"bullying_chain": FieldBlock("Who leads on it?", self.chain)}
        card.column.addWidget(self.blocks["bullying_chain"])
        card.column.addWidget(
            soft(
                "If a colleague was hurt it is the Headteacher’s. If a grown-up who works here "
                "did it, only the Headteacher reads it, or the Chair of Governors."
            )
        )
        self._save_button(
            page, card, lambda: self._change(bullying_chain=Chain(self.chain.value()))
        )

    def show_letters(self) -> None:
        """What letters to families start with."""
        letters = self.desk.school.letters
        page = self._topic(
            "Letters home",
            "A letter starts with these words, and can be changed each time before it goes out. "
            "“{school}” becomes the school’s name. Leave it empty to have our words back.",
            may=letters.may_change,
        )
        card = Card(gap=SPACE.base)
        self.letters: dict[str, TextArea] = {}
        self.blocks = {}
        for letter in letters.all():
            area = TextArea(letters.text(letter), name=letter.title, lines=12, most=18)
            area.setReadOnly(not letters.may_change)
            self.letters[letter.name] = area
            self.blocks[letter.setting] = FieldBlock(letter.title, area)
            card.column.addWidget(self.blocks[letter.setting])

        def save() -> None:
            changed = [
                (one, self.letters[one.name].toPlainText())
                for one in letters.all()
                if self.letters[one.name].toPlainText() != letters.text(one)
            ]

            def keep() -> None:
                for one, text in changed:
                    letters.change(one, text)

            self.write(keep, self.saved, self._refused)

        self._save_button(page, card, save, may=letters.may_change)

    def show_mail(self) -> None:
        """Where requests go as e-mail."""
        page = self._topic("E-mail", "A request for a blocked page can be sent as e-mail too.")
        mail = self.mail_fields = MailFields(self.desk.school.settings.current(), page)
        self.blocks = self.mail_fields.blocks
        self._save_button(page, mail.card, lambda: self._change(**mail.values()))

    def show_copies(self) -> None:
        """Where copies are kept, and how they stand."""
        page = self._topic("Copies", "Each day the school is copied, while somebody is signed in.")
        self.copies = CopiesPage(self, page, may=self.may, saved=self.saved, refused=self._refused)
        self.blocks = self.copies.blocks
        self.show_page(page)

    def show_review(self) -> None:
        """The yearly review of the filter."""
        page = self._topic("Review of the filter", may=True)
        self.filter_review = FilterReviewPage(self, page)
        self.show_page(page)

    def show_idle(self) -> None:
        """Minutes until a laptop locks itself."""
        page = self._topic("Idle lock", "A laptop that nobody touches locks itself.")
        card = Card(gap=SPACE.base)
        minutes = str(self.desk.school.settings.current().idle_minutes)
        self.idle = TextField(minutes, name="Minutes", wide=8)
        self.blocks = {
            "idle_minutes": FieldBlock("After how many minutes?", self.idle, hint="From 1 to 120.")
        }
        card.column.addWidget(self.blocks["idle_minutes"])
        self._save_button(page, card, lambda: self._change(idle_minutes=number(self.idle.text())))

    def _change(self, **values: object) -> None:
        settings = self.desk.school.settings
        self.write(lambda: settings.change(**values), self.saved, self._refused)

    def show_second_factor(self) -> None:
        """Whose laptops must be known."""
        may = self.desk.school.may(Right.CHANGE_SECOND_FACTOR)
        page = self._topic(
            "Known laptops",
            "Whoever has one of these roles opens sealed reports only on laptops that were let "
            "in. A copied folder and a stolen password are then not enough.",
            may=may,
        )
        card = Card(gap=SPACE.base)
        self.roles = TickGroup(
            [Option(role.value, role.title) for role in KEYED_ROLES], name="Roles"
        )
        self.roles.choose([role.value for role in self.desk.school.settings.second_factor_roles()])
        self.roles.setEnabled(may)
        card.column.addWidget(self.roles)
        card.column.addWidget(soft("It applies from their next sign-in."))
        settings = self.desk.school.settings

        def save() -> None:
            roles = [Role(value) for value in self.roles.values()]
            self.write(lambda: settings.change_second_factor(roles), self.saved)

        self._save_button(page, card, save, may=may)

    def show_table(self, name: TableName) -> None:
        """A table of facts that age."""
        titles = {
            TableName.APP_AGES: "Ages of apps",
            TableName.RETENTION: "How long records are kept",
        }
        page = self._topic(titles[name])
        self.table = TablePage(self, page, name, may=self.may, saved=self.saved)
        self.show_page(page)


SCHOOL_SETTINGS = Section(
    "settings",
    "School settings",
    "sliders-horizontal-fill",
    "Crest, contacts, filter, idle lock, known laptops, ages of apps, copies, retention.",
    SchoolSettingsPage,
)
