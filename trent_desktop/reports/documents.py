"""The papers of a report: Appendix 2 blank and filled, with the timeline behind it if wanted.

    pdf = filled_appendix_2_pdf(case, letterhead, printed_by="Maya Okonkwo-Reid", printed_at=now)
    pdf.content, pdf.pages, pdf.notes

A stopped case is refused here as it is in the service (rule 3). Everything from people is laid
out as plain text, addresses in it made unfit to be links.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO, Final

from trent_desktop.documents.blocks import Fact, Heading, TimelineRow, Words
from trent_desktop.documents.page import Letterhead, Paper, Pdf, Sheet
from trent_desktop.documents.writing import Signature
from trent_desktop.journeys import NOT_GIVEN, Question, moment_for_people
from trent_desktop.problems import PrintRefused
from trent_desktop.reports.cases import (
    CaseFile,
    EntryKind,
    Move,
    Route,
    TimelineEntry,
)
from trent_desktop.reports.entries import answers_of
from trent_desktop.reports.kinds.content import FULL, QUICK, content_journey
from trent_desktop.reports.kinds.content import names as n
from trent_desktop.reports.kinds.content.blank_form import (
    APPENDIX,
    HANDLING,
    SOURCES,
    TITLE,
    blank_form,
)
from trent_desktop.reports.kinds.content.categories import TABLES
from trent_desktop.reports.kinds.content.labels import label_of
from trent_desktop.reports.later import added_later, since_signed
from trent_desktop.reports.severity import SEVERITY_TITLES
from trent_desktop.reports.timeline_words import entry_words, shown
from trent_desktop.roles import Role

#: An address longer than this has the width of the page to itself.
_SHORT: Final = 110
_TRIAGE: Final = (Move.BLOCKED, Move.NO_BLOCK_NEEDED, Move.STILL_BLOCKED, Move.NOT_BLOCKED)
_DECISIONS: Final = (Move.DECIDE, Move.SIGN_OFF)

#: Sections of the filled form: heading, and the questions whose answers stand there.
_SECTIONS: Final = (
    (
        "Where and how",
        (
            n.HOW, n.DEVICE, n.DEVICE_NAME, n.ROOM, n.PLATFORM, n.SEARCH_WORDS,
            n.FILTER_STATE, n.ACCOUNT, n.ON_SCREEN_OF, n.STAFF_NAME,
        ),
    ),
    (
        "The children",
        (
            n.WHO_SAW, n.SAW_COUNT, n.SAW_ADULTS, n.SAW_PUPILS, n.DANGER, n.UPSET, n.SUPPORT,
        ),
    ),
    (
        "What was done",
        (
            n.DONE, n.DONE_MORE, n.TOLD, n.DSL_TOLD_AT, n.PARENTS_TOLD_BY, n.CP_REFERENCE,
        ),
    ),
)  # fmt: skip
_SET_APART: Final = frozenset(
    {
        n.SEEN,
        n.WHERE,
        n.OFF_SCREEN,
        n.ABOUT,
        n.HAPPENED_AT,
        n.CLASS,
        n.CATEGORY,
        n.CHILD_WORDS,
        n.ACCOUNT_OF_IT,
    }
)


def blank_appendix_2(letterhead: Letterhead, out: BinaryIO, *, day: dt.date | None = None) -> int:
    """Write the blank form to `out`; how many pages it has."""
    pdf = blank_appendix_2_pdf(letterhead, day=day)
    out.write(pdf.content)
    return pdf.pages


def blank_appendix_2_pdf(
    letterhead: Letterhead, *, day: dt.date | None = None, unchanging: bool = False
) -> Pdf:
    """The blank form with the questions that hold on `day`, today without it."""
    return blank_form(
        letterhead, day or dt.datetime.now().astimezone().date(), unchanging=unchanging
    )


def filled_appendix_2(
    case: CaseFile,
    letterhead: Letterhead,
    out: BinaryIO,
    with_timeline: bool = False,
    *,
    printed_by: str,
    printed_at: dt.datetime,
) -> int:
    """Write the filled form to `out`; how many pages it has. Raises `PrintRefused`."""
    pdf = filled_appendix_2_pdf(
        case, letterhead, with_timeline, printed_by=printed_by, printed_at=printed_at
    )
    out.write(pdf.content)
    return pdf.pages


def filled_appendix_2_pdf(
    case: CaseFile,
    letterhead: Letterhead,
    with_timeline: bool = False,
    *,
    printed_by: str,
    printed_at: dt.datetime,
    zone: dt.tzinfo | None = None,
    unchanging: bool = False,
) -> Pdf:
    """The filled form. Moments are shown by `zone`'s clock, the laptop's own without it.

    Raises `PrintRefused` for a stopped case, and for one that the reader may not print.
    """
    refuse_stopped(case)
    when = moment_for_people(printed_at.astimezone(zone))
    paper = Paper(
        TITLE,
        APPENDIX,
        case.summary.reference,
        HANDLING,
        f"Printed by {printed_by} on {when}",
        SOURCES,
    )
    sheet = Sheet(letterhead, paper)
    _Filled(sheet, case, zone).write(with_timeline)
    return sheet.make(unchanging=unchanging)


def refuse_stopped(case: CaseFile) -> None:
    """Raise `PrintRefused` for what must never be on paper (rule 3), whoever asks."""
    stopped = any(name.startswith("stop_") for name in case.answers)
    if case.summary.route is Route.STOPPED or stopped or not case.may_print:
        raise PrintRefused(
            "This record must not be printed or saved.",
            what_to_do="Show it to the police or children’s social care on this screen.",
        )


def file_name(reference: str = "") -> str:
    """What a saved paper is called: the reference, never a name."""
    kept = "".join(
        letter for letter in reference if letter.isascii() and (letter.isalnum() or letter == "-")
    )
    return f"Appendix 2 {kept}.pdf" if kept else "Appendix 2 blank form.pdf"


def questions_by_name() -> dict[str, Question]:
    """Every question of the two ordinary stages, in the order of the form."""
    return {
        question.name: question
        for stage in (QUICK, FULL)
        for question in content_journey(stage).questions()
    }


class _Filled:
    """Writes one case onto a sheet, section by section."""

    def __init__(self, sheet: Sheet, case: CaseFile, zone: dt.tzinfo | None) -> None:
        self.sheet = sheet
        self.case = case
        self.zone = zone
        #: What no signature stands for, and the answers as they were without it.
        self.later = since_signed(case.timeline)
        signed = [entry for entry in case.timeline if entry not in self.later]
        self.answers: Mapping[str, Any] = answers_of(signed) if self.later else case.answers
        self.questions = questions_by_name()

    def write(self, with_timeline: bool) -> None:
        """The form, then the timeline on pages of its own."""
        self._head()
        self._seen()
        for heading, wanted in _SECTIONS[:2]:
            self._section(heading, wanted)
        self._words()
        self._section(*_SECTIONS[2])
        self._others()
        self._triage()
        self._decision()
        self._changes()
        self.sheet.signatures("Signatures", self._signatures())
        if self.later:
            self._added_later()
        if with_timeline:
            self._timeline()

    # ---------------------------------------------------------------- parts

    def _head(self) -> None:
        summary = self.case.summary
        happened = self.answers.get(n.HAPPENED_AT)
        facts = [
            Fact("Happened", self._shown(n.HAPPENED_AT) if happened else "Not known", 4, True),
            Fact("Recorded", self._moment(summary.recorded_at), 4, True),
            Fact("Class", self._shown(n.CLASS) or "No class", 4, True),
            Fact("Reported by", self._reporter(), 4),
            Fact("Kind of content", self._category() or "Not known yet", 4),
            Fact("Level", SEVERITY_TITLES[min(max(summary.severity, 0), 4)], 4),
        ]
        self.sheet.facts(facts)

    def _seen(self) -> None:
        self.sheet.heading("What was seen")
        self.sheet.add(Words(self._shown(n.SEEN) or NOT_GIVEN, above=2))
        where, off = self._shown(n.WHERE) or NOT_GIVEN, self._shown(n.OFF_SCREEN)
        about = self._shown(n.ABOUT)
        if len(where) > _SHORT:
            self.sheet.answer("Where it was", where)
            self.sheet.facts([Fact("Off the screen", off)])
        else:
            self.sheet.facts([Fact("Where it was", where, 8), Fact("Off the screen", off, 4)])
        if about:  # not asked of reports of before
            self.sheet.facts([Fact(label_of(self.questions[n.ABOUT]), about)])

    def _section(self, heading: str, wanted: Iterable[str]) -> None:
        facts = [
            Fact(label_of(self.questions[name]), words)
            for name in wanted
            if name in self.questions and (words := self._shown(name))
        ]
        if facts:
            self.sheet.heading(heading)
            self.sheet.facts(facts)

    def _words(self) -> None:
        child, account = self._shown(n.CHILD_WORDS), self._shown(n.ACCOUNT_OF_IT)
        if not child and not account:
            return
        self.sheet.heading("What was said")
        if child:
            self.sheet.own_words("The child’s own words", child)
        if account:
            self.sheet.answer(f"Account of {self._reporter(role=False)}", account)

    def _others(self) -> None:
        """Answers to questions that came after this page was drawn: none is left out."""
        known = _SET_APART.union(*(wanted for _, wanted in _SECTIONS))
        facts = [
            Fact(label_of(question), words)
            for name, question in self.questions.items()
            if name not in known and (words := self._shown(name))
        ]
        if facts:
            self.sheet.heading("More answers")
            self.sheet.facts(facts)
        if left := self.case.questions_left:
            said = "1 question has" if left == 1 else f"{left} questions have"
            self.sheet.add(Words(f"{said} not been answered yet.", above=8))

    def _triage(self) -> None:
        rows = [entry for entry in self.case.timeline if entry.move in _TRIAGE]
        self._entries("ICT Lead", rows, "Nothing has been done in the filter yet.")

    def _decision(self) -> None:
        rows = [entry for entry in self.case.timeline if entry.move in _DECISIONS]
        who = self._leader().title
        self._entries(f"{who}’s decision", rows, "No decision yet.")

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
        told = entry_words(entry, self.questions, self.zone, brief=brief, later=later)
        self.sheet.add(TimelineRow(told.when, told.head, told.words, above=4))

    def _timeline(self) -> None:
        self.sheet.new_page()
        self.sheet.add(Heading("Everything that happened in this case", above=0))
        for entry in self.case.timeline:
            self._row(entry)

    def _signatures(self) -> list[Signature]:
        ict = self._last_author(_TRIAGE)
        decided = self._last_author(_DECISIONS)
        signatures = [Signature("Member of staff", self._reporter(role=False))]
        if self.case.summary.route is Route.CONTENT:
            signatures.append(Signature(Role.ICT_LEAD.title, ict))
        signatures.append(Signature(self._leader().title, decided))
        return signatures

    # ---------------------------------------------------------------- small things

    def _shown(self, name: str) -> str:
        """The answer in words; empty when it was not given."""
        question = self.questions[name]
        words = shown(question, self.answers.get(name))
        return "" if words == NOT_GIVEN else words

    def _moment(self, at: dt.datetime) -> str:
        return moment_for_people(at.astimezone(self.zone))

    def _reporter(self, *, role: bool = True) -> str:
        report = next((one for one in self.case.timeline if one.kind is EntryKind.REPORT), None)
        name = self.case.summary.reporter_name
        if role and report is not None and report.author_role:
            return f"{name}, {report.author_role}"
        return name

    def _category(self) -> str:
        row = next(
            (row for table in reversed(TABLES) if (row := table.row(self.answers.get(n.CATEGORY)))),
            None,
        )
        return f"{TABLES[-1].four_cs[row.four_c]}: {self._shown(n.CATEGORY)}" if row else ""

    def _leader(self) -> Role:
        return Role.CHAIR if self.case.summary.route is Route.HEAD else Role.HEADTEACHER

    def _last_author(self, moves: tuple[Move, ...]) -> str:
        names = [entry.author_name for entry in self.case.timeline if entry.move in moves]
        return names[-1] if names else ""
