"""The papers of a report: its form blank and filled, with the timeline behind it if wanted.

    pdf = filled_pdf(case, letterhead, printed_by="Maya Okonkwo-Reid", printed_at=now)
    pdf.content, pdf.pages, pdf.notes

A stopped case is refused here as it is in the service (rule 3). Everything from people is laid
out as plain text, addresses in it made unfit to be links.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from trent_desktop.documents.blocks import Fact, Heading, TimelineRow, Words
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.writing import Signature
from trent_desktop.journeys import NOT_GIVEN, moment_for_people
from trent_desktop.newer import NEWER_DO, NEWER_WORDS
from trent_desktop.problems import PrintRefused
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.cases import (
    CaseFile,
    EntryKind,
    Move,
    Route,
    TimelineEntry,
)
from trent_desktop.reports.entries import answers_of
from trent_desktop.reports.kinds import Kind, kind_named
from trent_desktop.reports.later import added_later, since_signed
from trent_desktop.reports.severity import level_title
from trent_desktop.reports.timeline_words import entry_words, shown
from trent_desktop.roles import Role
from trent_desktop.sentences import ended

_TRIAGE: Final = (
    *(Move.BLOCKED, Move.NO_BLOCK_NEEDED, Move.STILL_BLOCKED, Move.NOT_BLOCKED),
    *(Move.RECOMMEND, Move.APPLIED, Move.BLOCKED_AGAIN),
)
_DECISIONS: Final = (
    *(Move.DECIDE, Move.SIGN_OFF),
    *(Move.AGREE, Move.REFUSE, Move.EXTEND, Move.SUPERVISE),
    *(Move.STAGE, Move.HEARING),
)


def blank_pdf(
    kind: Kind, letterhead: Letterhead, *, day: dt.date | None = None, unchanging: bool = False
) -> Pdf:
    """The blank form of a kind with the questions that hold on `day`, today without it."""
    today = dt.datetime.now().astimezone().date()
    return kind.paper.blank(letterhead, day or today, unchanging)


def filled_pdf(
    case: CaseFile,
    letterhead: Letterhead,
    with_timeline: bool = False,
    *,
    printed_by: str,
    printed_at: dt.datetime,
    policy: str = "",
    zone: dt.tzinfo | None = None,
    unchanging: bool = False,
) -> Pdf:
    """The filled form. Moments are shown by `zone`'s clock, the laptop's own without it.

    `policy` names the version of the school's policy that held when it was reported.

    Raises `PrintRefused` for a stopped case, and for one that the reader may not print.
    """
    kind = kind_named(case.summary.kind)
    if kind is None or case.summary.newer:
        raise PrintRefused(NEWER_WORDS, what_to_do=NEWER_DO)
    refuse_stopped(case)
    when = moment_for_people(printed_at.astimezone(zone))
    paper = Paper(
        kind.paper.title,
        kind.paper.appendix,
        case.summary.reference,
        kind.paper.handling,
        f"Printed by {printed_by} on {when}",
        kind.paper.sealed_sources if case.summary.route.sealed else kind.paper.sources,
    )
    sheet = Sheet(letterhead, paper)
    _Filled(sheet, kind, case, zone, policy).write(with_timeline)
    return sheet.make(unchanging=unchanging)


def refuse_stopped(case: CaseFile) -> None:
    """Raise `PrintRefused` for what must never be on paper (rule 3), whoever asks."""
    stopped = any(name.startswith("stop_") for name in case.answers)
    if case.summary.route is Route.STOPPED or stopped or not case.may_print:
        raise PrintRefused(
            "This record must not be printed or saved.",
            what_to_do="Show it to the police or children’s social care on this screen.",
        )


def file_name(kind: Kind, reference: str = "") -> str:
    """What a saved paper is called: the form and the reference, never a name."""
    kept = "".join(
        letter for letter in reference if letter.isascii() and (letter.isalnum() or letter == "-")
    )
    return f"{kind.paper.name} {kept}.pdf" if kept else f"{kind.paper.name} blank form.pdf"


class _Filled:
    """Writes one case onto a sheet, section by section."""

    def __init__(
        self, sheet: Sheet, kind: Kind, case: CaseFile, zone: dt.tzinfo | None, policy: str
    ) -> None:
        self.sheet = sheet
        self.policy = policy
        self.case = case
        self.kind = kind
        self.zone = zone
        #: What no signature stands for, and the answers as they were without it.
        self.later = since_signed(case.timeline)
        signed = [entry for entry in case.timeline if entry not in self.later]
        self.answers: Mapping[str, Any] = answers_of(signed) if self.later else case.answers
        self.questions = kind.questions()
        self._asked_for: set[str] = set()

    def write(self, with_timeline: bool) -> None:
        """The form, then the timeline on pages of its own."""
        self.kind.paper.filled(self)
        self._others()
        if self.policy:
            said = f"Policy in force when it was reported: {ended(self.policy)}"
            self.sheet.add(Words(said, above=8))
        if self.kind.route.filtered:
            self._triage()
        self._decision()
        self._changes()
        self.sheet.signatures("Signatures", self._signatures())
        if self.later:
            self._added_later()
        if with_timeline:
            self._timeline()

    # ---------------------------------------------------------------- parts

    def head(self, *more: Fact) -> None:
        """When, which class, by whom, how serious; `more` stands between."""
        summary = self.case.summary
        happened = self.answers.get(n.HAPPENED_AT)
        at = Fact("Happened", self.shown(n.HAPPENED_AT) if happened else "Not known", 4, True)
        facts = [
            # A request is for something that is still to come.
            *([at] if n.HAPPENED_AT in self.questions else []),
            Fact("Recorded", self._moment(summary.recorded_at), 4, True),
            Fact("Class", self.shown(n.CLASS) or "No class", 4, True),
            Fact("Reported by", self.reporter(), 4),
            *more,
            Fact("Level", level_title(summary.severity, known=summary.severity_known), 4),
        ]
        self.sheet.facts(facts)

    def section(self, heading: str, wanted: Iterable[str]) -> None:
        facts = [Fact(self.label(name), words) for name in wanted if (words := self.shown(name))]
        if facts:
            self.sheet.heading(heading)
            self.sheet.facts(facts)

    def _others(self) -> None:
        """Answers to questions that came after this page was drawn: none is left out."""
        rest = [name for name in self.questions if name not in self._asked_for]
        facts = [Fact(self.label(name), words) for name in rest if (words := self.shown(name))]
        if facts:
            self.sheet.heading("More answers")
            self.sheet.facts(facts)
        if left := self.case.questions_left:
            said = "1 question has" if left == 1 else f"{left} questions have"
            self.sheet.add(Words(f"{said} not been answered yet.", above=8))

    def _triage(self) -> None:
        rows = [entry for entry in self.case.timeline if entry.move in _TRIAGE]
        if not rows and self.case.summary.route is not Route.CONTENT:
            return  # not his: nothing is done in the filter, and nobody is led to ask him
        self._entries("ICT Lead", rows, "Nothing has been done in the filter yet.")

    def _decision(self) -> None:
        rows = [entry for entry in self.case.timeline if entry.move in _DECISIONS]
        heading = (
            "Decisions" if self._safeguarding_decides else f"{self._leader().title}’s decision"
        )
        self._entries(heading, rows, "No decision yet.")

    def _changes(self) -> None:
        rows = [entry for entry in self.case.timeline if entry.kind is EntryKind.AMENDMENT]
        rows = [entry for entry in rows if entry not in self.later]
        if rows:
            self._entries("Answers changed later", rows, "")

    def _entries(self, heading: str, rows: list[TimelineEntry], nothing: str) -> None:
        if not rows:
            self.sheet.together(Heading(heading), Words(nothing))
            return
        self.sheet.heading(heading)
        for entry in rows:
            self._row(entry)

    def _added_later(self) -> None:
        self.sheet.heading("Added after it was signed off or closed")
        for entry in self.later:
            self._row(entry, brief=False)

    def _row(self, entry: TimelineEntry, *, brief: bool = True) -> None:
        later = entry.id in added_later(self.case.timeline)
        told = entry_words(entry, self.kind, self.questions, self.zone, brief=brief, later=later)
        self.sheet.add(TimelineRow(told.when, told.head, told.words, above=4))

    def _timeline(self) -> None:
        self.sheet.new_page()
        self.sheet.add(Heading("Everything that happened in this case", above=0))
        for entry in self.case.timeline:
            self._row(entry)

    def _signatures(self) -> list[Signature]:
        ict = self._last_author(_TRIAGE)
        decided = self._last_author(_DECISIONS)
        signatures = [Signature("Member of staff", self.reporter(role=False))]
        if Role.ICT_LEAD in self.case.summary.route.readers:
            signatures.append(Signature(Role.ICT_LEAD.title, ict))
        if self._safeguarding_decides:
            signatures.append(Signature(Role.DSL.title, self._last_author((Move.DECIDE,))))
            decided = self._last_author((Move.SIGN_OFF,))
        signatures.append(Signature(self._leader().title, decided))
        return signatures

    # ---------------------------------------------------------------- small things

    @property
    def category(self) -> str:
        """The category of the case, by value."""
        return self.case.summary.category

    def shown(self, name: str) -> str:
        """The answer in words; empty when it was not given."""
        self._asked_for.add(name)
        question = self.questions.get(name)
        words = shown(question, self.answers.get(name)) if question else NOT_GIVEN
        return "" if words == NOT_GIVEN else words

    def label(self, name: str) -> str:
        """What that question is called on paper."""
        return self.kind.label_of(self.questions[name])

    def _moment(self, at: dt.datetime) -> str:
        return moment_for_people(at.astimezone(self.zone))

    def reporter(self, *, role: bool = True) -> str:
        report = next((one for one in self.case.timeline if one.kind is EntryKind.REPORT), None)
        name = self.case.summary.reporter_name
        if role and report is not None and report.author_role:
            return f"{name}, {report.author_role}"
        return name

    @property
    def _safeguarding_decides(self) -> bool:
        """Whether the safeguarding lead decides, and the Headteacher signs."""
        route = self.case.summary.route
        return route.in_part and route.readers[0] is Role.DSL

    def _leader(self) -> Role:
        return self.case.summary.route.signer

    def _last_author(self, moves: tuple[Move, ...]) -> str:
        names = [entry.author_name for entry in self.case.timeline if entry.move in moves]
        return names[-1] if names else ""
