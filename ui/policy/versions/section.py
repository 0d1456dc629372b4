"""Versions of the policy: which holds, the draft of the next, and all there were."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout

from trent_desktop.policy.clauses import PolicyText
from trent_desktop.policy.differences import Differences, differences
from trent_desktop.policy.equality import Characteristic, check_of, open_questions
from trent_desktop.policy.model import model_policy
from trent_desktop.policy.versions import PolicyVersion
from trent_desktop.school.people.permissions import Right
from trent_desktop.sentences import ended, going_on
from ui.components.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.components.cards import Card
from ui.components.focus_kept import focus_kept
from ui.components.marks import Chip
from ui.components.pages import ScrollPage, clear_layout, flow
from ui.components.rows import RowButton, RowFace
from ui.components.sheets import Sheet, ask
from ui.components.words import body, heading, soft
from ui.journeys.direction import isolated
from ui.journeys.moments import moment_near
from ui.policy.versions.approve_page import ApprovePage
from ui.policy.versions.compare_page import change_rows
from ui.policy.versions.draft_page import DraftPage
from ui.policy.versions.equality_page import EqualityPage
from ui.policy.versions.import_page import ImportPage
from ui.policy.versions.text_page import section_cards, standing
from ui.shell.fresh import Fresh
from ui.shell.rooms import Desk
from ui.shell.section_room import Section, SectionPage
from ui.theme import SPACE, Tone


@dataclass(frozen=True, slots=True)
class _Found:
    """What the front page shows."""

    held: PolicyVersion
    versions: tuple[PolicyVersion, ...]

    @property
    def draft(self) -> PolicyVersion | None:
        """The draft, for those who may see it."""
        return next((one for one in self.versions if not one.approved), None)


class VersionsPage(SectionPage):
    """The front page of the part, and a page for each thing to do."""

    def __init__(self, desk: Desk, back: Callable[[], object]) -> None:
        super().__init__(desk, back)
        self.front = self.add_page(
            "Versions",
            "Which version of the policy is in force, what is drafted, and every version before.",
        )
        self._place = QVBoxLayout()
        self._place.setSpacing(SPACE.base)
        self.front.column.addLayout(self._place)
        self.front.column.addStretch(1)
        self.draft_page = DraftPage(self, self._home, self._home)
        self.equality: EqualityPage | None = None
        self.approval: ApprovePage | None = None
        self.importing: ImportPage | None = None
        self.buttons: dict[str, PrimaryButton | SecondaryButton | QuietButton] = {}
        self.rows: dict[int, RowButton] = {}
        self.sheet: Sheet | None = None
        self._extra: ScrollPage | None = None
        self._begun = uuid.uuid4()
        self._shown: tuple[_Found, bool, bool, dt.date] | None = None
        Fresh(self.front, (desk.changes.policy, desk.changes.directory), self.refresh)

    def arrive(self, place: object | None) -> None:
        """The front page, or a version by its id."""
        if isinstance(place, uuid.UUID):
            self.run(lambda: self.desk.school.policy.version(place), self.read_version)
        elif self.stack.currentWidget() is self.front or self._extra is None:
            self._home()

    def keep(self) -> None:
        """Keep what is being written."""
        self.draft_page.flush()
        if self.equality is not None:
            self.equality.flush()

    def leave(self) -> None:
        """The member goes elsewhere."""
        self.keep()

    def refresh(self) -> None:
        """Read the front page anew."""
        policy = self.desk.school.policy
        self.run(lambda: _Found(policy.in_force(), policy.versions()), self._show)

    def _home(self) -> None:
        self.show_page(self.front)
        self.refresh()

    # ------------------------------------------------------------------ the front page

    def _show(self, found: _Found) -> None:
        may, policy = self.desk.school.may, self.desk.school.policy
        now = found, may(Right.CHANGE_POLICY), may(Right.APPROVE_POLICY), policy.today
        if now == self._shown:
            return  # buttons stay under the mouse
        self._shown = now
        with focus_kept(self.front):
            clear_layout(self._place)
            self.buttons, self.rows = {}, {}
            self._place.addWidget(self._held_card(found.held))
            school = self.desk.school
            if school.may(Right.CHANGE_POLICY) or school.may(Right.APPROVE_POLICY):
                draft = found.draft
                card = self._draft_card(draft, found.held) if draft else self._begin_card(found)
                self._place.addWidget(card)
            approved = [one for one in found.versions if one.approved]
            if approved:
                self._place.addWidget(heading("All versions"))
                card = Card(pad=SPACE.tight, gap=0)
                for one in approved:
                    card.column.addWidget(self._version_row(one, found.held))
                self._place.addWidget(card)

    def _held_card(self, held: PolicyVersion) -> Card:
        card = Card(gap=SPACE.tight)
        chip = Chip("Model", Tone.SUN, "info") if held.is_model else Chip("In force", Tone.LEAF)
        card.column.addWidget(flow(heading(held.title), chip))
        card.column.addWidget(soft(standing(held)))
        read = self._button("read", QuietButton("Read it", "book-open"))
        read.pad_x = 6
        read.clicked.connect(lambda: self.read_version(held))
        card.column.addWidget(flow(read))
        return card

    def _begin_card(self, found: _Found) -> Card:
        card = Card(gap=SPACE.near)
        card.column.addWidget(heading("The next version"))
        if not self.desk.school.may(Right.CHANGE_POLICY):
            card.column.addWidget(soft("Nobody has begun a draft."))
            return card
        card.column.addWidget(
            soft(
                "A draft is for those who work on it. Nobody is asked to read it before its approval."
            )
        )
        buttons: list[PrimaryButton | SecondaryButton | QuietButton] = []
        if not found.held.is_model:
            start = self._button(
                "from-held", SecondaryButton("Begin with the version in force", "copy")
            )
            start.clicked.connect(lambda: self._begin(found.held.text))
            buttons.append(start)
        bring = self._button("from-file", SecondaryButton("Bring in a file", "file-text"))
        bring.clicked.connect(self._bring_in)
        model = self._button(
            "from-model", SecondaryButton("Begin with the model policy", "book-open")
        )
        model.clicked.connect(lambda: self._begin(model_policy()))
        card.column.addWidget(flow(*buttons, bring, model))
        return card

    def _draft_card(self, draft: PolicyVersion, held: PolicyVersion) -> Card:
        school = self.desk.school
        card = Card(gap=SPACE.near)
        card.column.addWidget(flow(heading(draft.title), Chip("Draft", Tone.SKY, "note-pencil")))
        when = moment_near(draft.changed_at, school.signed_in.clock()) if draft.changed_at else ""
        card.column.addWidget(
            soft(
                f"Changed by {ended(isolated(draft.changed_by))} {when}."
                if draft.changed_by
                else when
            )
        )
        left, all_of = len(open_questions(check_of(draft.equality))), len(Characteristic)
        change = school.may(Right.CHANGE_POLICY)
        made: list[PrimaryButton | SecondaryButton | QuietButton] = []
        if change:
            work = self._button("draft", PrimaryButton("Work on it", "note-pencil"))
            work.clicked.connect(self.draft_page.open)
            made.append(work)
        compare = self._button("compare", SecondaryButton("What changes", "columns"))
        compare.clicked.connect(lambda: self._compare(held, draft))
        made.append(compare)
        if change:
            check = self._button(
                "equality",
                SecondaryButton(f"Equality check ({all_of - left} of {all_of})", "scales"),
            )
            check.clicked.connect(lambda: self._check(draft))
            made.append(check)
        if school.may(Right.APPROVE_POLICY):
            approve = self._button("approve", SecondaryButton("Write down the approval…", "check"))
            approve.clicked.connect(lambda: self._approve(draft))
            made.append(approve)
        read = self._button("read-draft", QuietButton("Read it through", "book-open"))
        read.clicked.connect(lambda: self.read_version(draft))
        made.append(read)
        if change:
            away = self._button("discard", QuietButton("Discard it…", "trash"))
            away.clicked.connect(lambda: self._ask_to_discard(draft))
            made.append(away)
        card.column.addWidget(flow(*made))
        return card

    def _version_row(self, one: PolicyVersion, held: PolicyVersion) -> RowButton:
        today = self.desk.school.policy.today
        later = one.in_force_from is not None and one.in_force_from > today
        chip = ("In force", Tone.LEAF) if one.id == held.id else ("Before", Tone.PLAIN)
        words, tone = ("To come", Tone.SKY) if later else chip
        row = RowButton(
            RowFace(one.title, standing(one), "book-open", Tone.ACT, chip=words, chip_tone=tone)
        )
        row.clicked.connect(lambda: self.read_version(one))
        self.rows[one.number] = row
        return row

    def _button(
        self, name: str, button: PrimaryButton | SecondaryButton | QuietButton
    ) -> PrimaryButton | SecondaryButton | QuietButton:
        self.buttons[name] = button
        return button

    # ------------------------------------------------------------------ pages

    def _put(self, page: ScrollPage) -> None:
        """Show a page in the place of the last that was made."""
        before, self._extra = self._extra, page
        self.show_page(page)
        if before is not None:
            self.drop(before)

    def read_version(self, version: PolicyVersion) -> None:
        """A version, from its first word to its last."""
        page = self.add_page(version.title, standing(version), back=self._home)
        for card in section_cards(version.text):
            page.column.addWidget(card)
        if not version.text.sections:
            page.column.addWidget(body("There is nothing in it."))
        page.column.addStretch(1)
        self._put(page)

    def _compare(self, held: PolicyVersion, draft: PolicyVersion) -> None:
        def show(found: Differences) -> None:
            before = going_on(held.title)
            words = f"{draft.title} beside {ended(before)}"
            page = self.add_page("What changes", words, back=self._home, widest=1060)
            for row in change_rows(found, (held.title, draft.title)):
                page.column.addWidget(row)
            page.column.addStretch(1)
            self._put(page)

        self.run(lambda: differences(held.text, draft.text), show)

    def _check(self, draft: PolicyVersion) -> None:
        if self.equality is not None:
            self.equality.flush()
        self.equality = EqualityPage(self, draft, self._home)
        self._put(self.equality.page)

    def _approve(self, draft: PolicyVersion) -> None:
        self.approval = ApprovePage(
            self, draft, self._home, lambda: self._check(draft), self._approved
        )
        self._put(self.approval.page)

    def _approved(self, version: PolicyVersion) -> None:
        self._begun = uuid.uuid4()
        self.desk.shell.say(
            f"{version.title} is approved. Everybody who works here is asked to read it."
        )
        self._home()

    def _bring_in(self) -> None:
        self.importing = ImportPage(self, self._home, self._begun_with)
        self._put(self.importing.page)

    def _begin(self, text: PolicyText) -> None:
        drafts, draft_id = self.desk.school.policy_drafts, self._begun
        self.write(lambda: drafts.begin(draft_id, text), self._begun_with)

    def _begun_with(self, draft: PolicyVersion) -> None:
        del draft
        self._begun = uuid.uuid4()
        self.draft_page.open()

    def _ask_to_discard(self, draft: PolicyVersion) -> None:
        drafts = self.desk.school.policy_drafts
        self.sheet = ask(
            self.front,
            "Discard the draft?",
            "Everything that was changed in it goes. The version in force stays as it is.",
            yes="Discard it",
            danger=True,
            then=lambda: self.write(
                lambda: drafts.discard(draft.id, draft.changed_at), lambda _gone: self._home()
            ),
        )


VERSIONS = Section(
    "versions",
    "Versions",
    "git-branch",
    "The version in force, the draft of the next, and all before.",
    VersionsPage,
)
