"""What a kind of report is: everything that the casework and the screens may ask of it.

Each kind is a folder beside this file that makes one `Kind`; `kinds.KINDS` lists them.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from trent_desktop.journeys import YES, Answers, Journey, Page, Question, moment_of
from trent_desktop.reports.asked import names as n
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.cases import CaseState, LinkedPerson, Move, Route, TimelineEntry
from trent_desktop.reports.kinds.filling import FilledParts, no_parts
from trent_desktop.reports.letters.letter import Letter
from trent_desktop.reports.steps import Follows
from trent_desktop.reports.stop.pages import STOPPED_TITLE, stop_journey
from trent_desktop.reports.stop.rules import is_stopped
from trent_desktop.reports.who.about import ROUTES, about_of
from trent_desktop.reports.who.telling import Telling, sealed_tellings
from trent_desktop.reports.workflow import STANDARD, Workflow
from trent_desktop.roles import Role
from trent_desktop.school.people.people import YearGroup

if TYPE_CHECKING:
    from trent_desktop.documents.page import Letterhead, Pdf
    from trent_desktop.reports.filter.opening import Opening

#: Before anything is known: what was met by accident.
ORDINARY: Final = 1
SERIOUS: Final = 3
EMERGENCY: Final = 4


@dataclass(frozen=True, slots=True)
class Door:
    """How the first page offers a kind. `group` is the heading it stands under; none stands first."""

    words: str
    hint: str
    icon: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class KindPaper:
    """A kind on paper, blank and filled.

    `appendix` is which appendix of the policy it is, or empty. `blank` draws the form as it holds
    on a day (letterhead, day, whether the same input must give the same bytes). `filled` writes
    the part of the filled form that is the kind's own. `sources` says what the policy asks for,
    `blank_sources` the same before it is known about whom it is, `sealed_sources` of a report
    about a grown-up who works here.
    """

    title: str
    blank: Callable[[Letterhead, dt.date, bool], Pdf]
    filled: FilledParts = no_parts
    appendix: str = ""
    handling: str = "Confidential"
    sources: str = ""
    blank_sources: str = ""
    sealed_sources: str = ""

    @property
    def short_appendix(self) -> str:
        """``Appendix 2``; empty for a form that no appendix asks for."""
        return self.appendix.partition(" of ")[0]

    @property
    def name(self) -> str:
        """What the form is called in file names."""
        return self.short_appendix or self.title


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What lists, counts and search need, read out of the answers."""

    title: str = field(repr=False)
    class_name: str
    year_group: YearGroup | None
    category: str
    severity: int
    severity_known: bool  # False while nothing was answered that decides it
    happened_at: dt.datetime | None
    people: tuple[LinkedPerson, ...] = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Scene:
    """What an invented report of a sample school starts from. Values are answers.

    `other` is another child of the class.
    """

    at: dt.datetime
    child: Mapping[str, Any]
    school_class: Mapping[str, Any]
    other: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Happened:
    """One step of an invented report, taken by the holder of a role after the one before.

    That is `minutes` of working time later; without them `days` school days, or the same day or
    one of the next two. A detail that is a function gives its value for the time of the step.
    """

    move: Move
    by: Role
    words: str = ""
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])
    days: int = 0
    minutes: int = 0


def later(**after: float) -> Callable[[dt.datetime], str]:
    """A detail of an invented step: the day so long after it, as `datetime.timedelta` takes it."""
    return lambda at: (at + dt.timedelta(**after)).date().isoformat()


def _nothing(_answers: Answers) -> str:
    return ""


def _never(_answers: Answers) -> bool:
    return False


def _always(_answers: Answers) -> bool:
    return True


def _nothing_begins(_answers: Answers, _today: dt.date) -> tuple[Follows, ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Repeats:
    """What comes again, and whose earlier reports are therefore shown beside a new one.

    `one` is what one of them is called, `same` how the person is in it. `whom` gives that person,
    as one picked from the school's list (id) and by name; without it, it is the grown-up who works
    here and whom such a report is about.
    """

    one: str
    same: str
    whom: Callable[[Answers], tuple[str, str]] | None = None


@dataclass(frozen=True, eq=False)
class Kind:
    """One kind of report.

    `name` is stored in drafts and cases, and never changes. `route` is whose an ordinary report
    of it is. `make_journey` gives the questions of a stage with the words that hold on a day (the
    newest without one), and raises ValueError for a stage that there is not; the stop is no stage
    of a kind, but may take over from all of them where `may_stop` says so. `title_of` names a case
    in lists, `seriousness` is its level before danger and sealing are looked at, `tellings` who to
    tell by level. `people` are the questions whose answers are people, with their part in it.
    `said` is the question whose answer stands for the whole report in a timeline.
    """

    name: str
    title: str
    _: KW_ONLY
    led_by: str
    route: Route
    #: Where its ordinary reports have several routes: which of them, by the answers alone.
    routed: Callable[[Answers], Route] | None = None
    #: Answers that the school's settings give, by the setting's name. They are put in once, when
    #: a report is sent, so that whoever reads it later reads the same.
    given: Mapping[str, str] = field(default_factory=dict[str, str])
    door: Door
    stages: tuple[str, ...]
    make_journey: Callable[[str, Defaults, dt.date | None], Journey]
    title_of: Callable[[Answers], str]
    seriousness: Callable[[Answers], int]
    tellings: tuple[tuple[Telling, ...], ...]
    #: Who to tell on routes of its own, in the place of `tellings`.
    told_on: Mapping[Route, tuple[tuple[Telling, ...], ...]] = field(
        default_factory=dict[Route, tuple[tuple[Telling, ...], ...]]
    )
    labels: Mapping[str, str]
    paper: KindPaper
    said: str
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    #: Questions whose answers are somebody's own words, set apart from what grown-ups wrote.
    quoted: frozenset[str] = frozenset()
    #: Questions that stand folded on the first page, because their defaults mostly hold.
    folded: tuple[str, ...] = ()
    #: The question whose answer holds addresses for the filter.
    where: str = ""
    #: The question that says what sort of thing it was, its groups by value, and how to read them.
    category: str = ""
    categories: Mapping[str, str] = field(default_factory=dict[str, str])
    category_of: Callable[[Answers], str] = _nothing
    #: Which of the 4 Cs figures count it under, where it asks for none; by the name content has.
    risk: str = ""
    #: Whether anything was answered that decides `seriousness`.
    decided: Callable[[Answers], bool] = _always
    #: Whether the answers say that a child may be at risk, and not only saw what she should not.
    at_risk: Callable[[Answers], bool] = _never
    may_stop: bool = True
    #: Whether an answer itself says that it might be an indecent picture of a child.
    must_stop: Callable[[Answers], bool] = _never
    #: What is done with its ordinary reports, step by step.
    flow: Workflow = STANDARD
    #: What is done with one about a grown-up who works here, where that is more than with any other.
    about_adults: Workflow | None = None
    #: What is to be done from the moment at which it is sent, by its answers and that day.
    begins: Callable[[Answers, dt.date], tuple[Follows, ...]] = _nothing_begins
    #: Whether pictures and PDFs may be attached to its cases (rule 30).
    attachments: bool = False
    #: Templates of the letters that may follow from it. One begins with the last whose move was made.
    letters: tuple[Letter, ...] = ()
    #: Whether the case shows if the home-school agreements of the children in it are signed.
    shows_agreements: bool = False
    #: Whether copies of a case are given out: to the police, another school, whoever it is about.
    gives_copies: bool = True
    #: Whose earlier reports are read beside a new one; None for a kind that counts none.
    repeats: Repeats | None = None
    #: The clauses of the policy that it carries out, by what they are about
    #: (`trent_desktop/policy/topics.py`), with what its button there says; its door's words if empty.
    carries_out: Mapping[str, str] = field(default_factory=dict[str, str])
    #: What whoever's turn it is does, by state, where that is not what it mostly is.
    to_do: Mapping[CaseState, str] = field(default_factory=dict[CaseState, str])
    #: What was agreed to be opened in the filter, by what has happened; None for all other kinds.
    opening: Callable[[Sequence[TimelineEntry]], Opening] | None = None
    #: What an e-mail about it may say: labels with fixed words, hosts and days, never what a person
    #: typed. None for a kind of which no e-mail is sent.
    letter: Callable[[Answers], Sequence[tuple[str, str]]] | None = None
    #: Invented answers for a sample school; None where the sample makes them another way.
    sample: Callable[[random.Random, Scene], dict[str, Any]] | None = None
    #: What becomes of one of those with these answers, until it is closed.
    course: Callable[[random.Random, Scene, Answers], Sequence[Happened]] | None = None

    # ------------------------------------------------------------------ questions

    def journey(
        self, stage: str, defaults: Defaults | None = None, day: dt.date | None = None
    ) -> Journey:
        """The questions of a stage, or of the stop. Raises ValueError for another stage."""
        if stage == n.STOP and self.may_stop:
            return stop_journey(self.name, defaults)
        return self.make_journey(stage, defaults or Defaults(), day)

    def pages(self, day: dt.date | None = None) -> tuple[Page, ...]:
        """The pages of all its stages, one behind the other."""
        return tuple(page for stage in self.stages for page in self.journey(stage, day=day).pages)

    def questions(self, day: dt.date | None = None) -> dict[str, Question]:
        """The questions of all its stages by name, in the order of the form."""
        return {one.name: one for page in self.pages(day) for one in page.questions}

    def knows(self, stage: str) -> bool:
        """Whether a report of it can be sent at that stage."""
        return stage in self.stages or (stage == n.STOP and self.may_stop)

    def label_of(self, question: Question) -> str:
        """What an answer is called, without a colon."""
        return self.labels.get(question.name, question.label).rstrip("?")

    # ------------------------------------------------------------------ what answers say

    def lead(self, stage: str, answers: Answers) -> Route:
        """Whose case the answers make it. The stop goes before everything else.

        Give the answers of all stages together, as far as they are known. Who leads may still be
        the next in line, where nobody holds that role (`readers`).
        """
        if is_stopped(stage, answers) or self.must_stop(answers):
            return Route.STOPPED
        about = about_of(answers)
        return ROUTES[about] if about else self.ordinary(answers)

    def ordinary(self, answers: Answers) -> Route:
        """Whose case they make it while it is about nobody who works here."""
        return self.routed(answers) if self.routed else self.route

    def severity_of(self, route: Route, answers: Answers) -> int:
        """0 (for information) to 4 (emergency), from what is known so far (rule 4)."""
        if YES in (answers.get(n.DANGER), answers.get(n.STOP_RISK)):
            return EMERGENCY
        return SERIOUS if route.sealed else self.seriousness(answers)

    def is_known(self, route: Route, answers: Answers) -> bool:
        """Whether anything was answered that decides how serious it is.

        Until then `severity_of` says what is ordinary, which is a guess and is not shown as more.
        """
        danger = YES in (answers.get(n.DANGER), answers.get(n.STOP_RISK))
        return route.sealed or danger or self.decided(answers)

    def tellings_of(self, severity: int, route: Route) -> tuple[Telling, ...]:
        """Who to tell, in that order, at a severity from 0 to 4."""
        if route.sealed:
            return sealed_tellings(severity, route)
        return self.told_on.get(route, self.tellings)[severity]

    def facts(self, route: Route, answers: Answers) -> CaseFacts:
        """The facts of a case. Bears answers that are missing or of an older form."""
        class_name, year = _class_of(answers)
        stopped = route is Route.STOPPED or is_stopped("", answers)
        return CaseFacts(
            title=STOPPED_TITLE if stopped else self.title_of(answers),
            class_name=class_name,
            year_group=year,
            category=self.category_of(answers),
            severity=self.severity_of(route, answers),
            severity_known=self.is_known(route, answers),
            happened_at=moment_of(answers.get(n.HAPPENED_AT)),
            people=tuple(_people(self.people, answers)),
            words="\n".join(_words(answers)),
        )


def _class_of(answers: Answers) -> tuple[str, YearGroup | None]:
    told = answers.get(n.CLASS)
    if not isinstance(told, Mapping):
        return "", None
    kept = cast("Mapping[str, Any]", told)
    year = _text(kept.get("year"))
    return _text(kept.get("name")), YearGroup(year) if year in set(YearGroup) else None


def _people(parts: Mapping[str, str], answers: Answers) -> Iterable[LinkedPerson]:
    for name, part in parts.items():
        listed = answers.get(name)
        if not isinstance(listed, list):
            continue
        for one in cast("list[Mapping[str, Any]]", listed):
            yield LinkedPerson(
                uuid.UUID(one["id"]) if one.get("id") else None,
                _text(one.get("name")),
                part,
                _text(one.get("class")),
                relation=_text(one.get("relation")),
            )


def _words(answers: Answers) -> Iterable[str]:
    """Every text in the answers, for search."""
    for value in answers.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield _text(cast("Mapping[str, Any]", value).get("name"))
        elif isinstance(value, list):
            for one in cast("list[Any]", value):
                if isinstance(one, Mapping):
                    named = cast("Mapping[str, Any]", one)
                    yield _text(named.get("name"))
                    yield _text(named.get("relation"))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
