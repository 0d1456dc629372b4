"""Contact on social media: whose it is, when it stops, attempts that come again, and the letter."""

from __future__ import annotations

import dataclasses
import datetime as dt
import uuid
from typing import Any

import pytest

from tests.documents.reading import text_of
from tests.reports.doing import act
from tests.reports.papers import SCHOOL
from tests.reports.test_kinds import opened_by
from tests.schools import NOON, STAFF, SmallSchool
from trent_desktop.journeys import Run, unknown, when_value
from trent_desktop.open_school import OpenSchool
from trent_desktop.problems import AnswersRefused, NotAllowed
from trent_desktop.reports.asked import names as asked
from trent_desktop.reports.asked.questions import Defaults
from trent_desktop.reports.cases import Move, Route
from trent_desktop.reports.documents import filled_pdf
from trent_desktop.reports.entries import open_actions
from trent_desktop.reports.kinds import kind_named
from trent_desktop.reports.kinds.contact import names as n
from trent_desktop.reports.letters.documents import letter_pdf, letters_in
from trent_desktop.reports.letters.step import LETTER_TEXT, LETTER_TO
from trent_desktop.reports.sent import Sent
from trent_desktop.school.settings.values import Contact

KIND = kind_named("contact")
assert KIND is not None

PARENT: dict[str, Any] = {
    n.WAY: n.WAY_ME,
    n.BY: n.BY_PARENT,
    n.NAME: "Joanna Wilk",
    asked.ABOUT: asked.ABOUT_NO,
    n.WHAT: "A request to be friends.",
    asked.HAPPENED_AT: when_value(NOON),
}
DECLARED = {
    n.WAY: n.WAY_DECLARED,
    n.NAME: "The Hayes family",
    n.WHAT: "We have been neighbours for ten years.",
}


def pupil(name: str, pupil_id: uuid.UUID | None = None) -> dict[str, Any]:
    picked = {"id": str(pupil_id) if pupil_id else None, "name": name, "class": "4B"}
    kept = {key: value for key, value in PARENT.items() if key != n.NAME}
    return {
        **kept,
        n.BY: n.BY_PUPIL,
        n.PUPIL: [{**picked, "told_apart_by": ""}],
        asked.DANGER: "no",
    }


def send(school: SmallSchool, who: OpenSchool, answers: dict[str, Any]) -> Sent:
    draft = school.draft(dict(answers), journey=n.CONTACT)
    who.drafts.keep(draft)
    return who.cases.send(draft)


CHILD = {"head", "dsl", "deputy", "teacher1"}


@pytest.mark.parametrize(
    ("answers", "route", "reads"),
    [
        (PARENT, Route.HEADTEACHER, {"head", "teacher1"}),
        ({**PARENT, n.BY: n.BY_UNKNOWN, n.NAME: unknown()}, Route.HEADTEACHER, {"head", "teacher1"}),
        ({**PARENT, n.BY: n.BY_EX_PUPIL}, Route.LEADERSHIP, CHILD),
        (pupil("Łukasz Nowak"), Route.LEADERSHIP, CHILD),
        ({**PARENT, n.WAY: n.WAY_TOLD, n.TOLD_BY: "A mother"}, Route.HEADTEACHER, {"head", "teacher1"}),
        (DECLARED, Route.HEADTEACHER, {"head", "teacher1"}),
        # What was typed before she chose the short way is not sent, and decides nothing.
        ({**pupil("Łukasz Nowak"), **DECLARED, asked.ABOUT: "staff"}, Route.HEADTEACHER, {"head", "teacher1"}),
        ({**PARENT, asked.ABOUT: "staff", asked.STAFF_NAME: "Ana D'Souza"}, Route.STAFF, {"head"}),
        ({**pupil("Aisha Khan"), asked.ABOUT: "staff", asked.STAFF_NAME: unknown()}, Route.STAFF, {"head"}),
        ({**pupil("Aisha Khan"), asked.ABOUT: "headteacher"}, Route.HEAD, {"chair"}),
        ({**PARENT, asked.ABOUT: "staff", asked.STAFF_NAME: STAFF["head"][0]}, Route.HEAD, {"chair"}),
    ],
)  # fmt: skip
def test_whose_it_is(
    folder_school: SmallSchool, answers: dict[str, Any], route: Route, reads: set[str]
) -> None:
    sent = send(folder_school, folder_school.open("teacher1"), answers)
    assert sent.route is route
    assert opened_by(folder_school, sent.case_id) == reads


def test_a_declared_relationship_is_three_answers_and_over(folder_school: SmallSchool) -> None:
    assert KIND is not None
    teacher, head = folder_school.open("teacher1"), folder_school.open("head")
    run = Run(KIND.journey(asked.QUICK), DECLARED, now=lambda: NOON)
    asks = [question.name for page in run.path() for question in page.asked(run.answers)]
    assert asks == [n.WAY, n.NAME, n.WHAT]
    sent = send(folder_school, teacher, DECLARED)
    assert sent.questions_left == 0
    file = head.cases.open_case(sent.case_id)
    assert (file.summary.title, file.summary.severity) == ("A relationship outside school", 0)
    assert head.cases.earlier_reports(file) == ()
    assert [page.name for page in Run(KIND.journey(asked.FULL), file.answers).path()] == ["more"]


def test_contact_by_staff_ends_the_questions_and_names_the_officer(
    folder_school: SmallSchool,
) -> None:
    assert KIND is not None
    reach = "020 7946 0000"
    run = Run(
        KIND.journey(asked.QUICK, Defaults(lado=reach)),
        {**pupil("Aisha Khan"), asked.ABOUT: "staff"},
        now=lambda: NOON,
    )
    last = run.path()[-1]
    assert [page.name for page in run.path()] == ["contact", "stops-here"]
    said = " ".join((last.guidance_heading, *last.guidance))
    assert "The questions end here" in said
    assert "within one working day" in said
    assert reach in said
    head, teacher = folder_school.open("head"), folder_school.open("teacher1")
    head.settings.change(contacts=(Contact("lado", "Rosa Field", reach),))
    teacher.follow()
    about = {**pupil("Aisha Khan"), asked.ABOUT: "staff", asked.STAFF_NAME: STAFF["support"][0]}
    sent = send(folder_school, teacher, about)
    assert sent.questions_left == 0
    steps = {step.role: step for step in teacher.whom.after(sent)}
    assert steps["lado"].when == "Within one working day"
    assert reach in steps["lado"].how
    assert teacher.drafts.all() == ()
    # Whom it is about meets nothing of it, and the case names her.
    file = head.cases.open_case(sent.case_id)
    assert file.answers[asked.STAFF_NAME] == STAFF["support"][0]
    with pytest.raises(AnswersRefused):
        act(head.cases, file, Move.ACTION, "Talk.", owner=str(folder_school.members["support"]))


def test_attempts_that_come_again_are_found(folder_school: SmallSchool) -> None:
    school = folder_school
    teacher, other, head = school.open("teacher1"), school.open("teacher2"), school.open("head")
    one, two = uuid.uuid4(), uuid.uuid4()

    def sent_by(who: OpenSchool, answers: dict[str, Any]) -> uuid.UUID:
        school.clock.turn(hours=1)
        return send(school, who, answers).case_id

    first = sent_by(teacher, pupil("Aisha Khan", one))
    sent_by(teacher, pupil("Aisha Khan", two))  # another child of the same name
    second = sent_by(other, pupil("Aisha Khan"))  # typed
    third = sent_by(other, pupil("Aisha Khan", one))
    wilk = sent_by(teacher, PARENT)
    again = sent_by(other, {**PARENT, n.NAME: "JOANNA  Wilk"})
    sent_by(other, {**PARENT, n.NAME: "Joanna Wilkinson"})
    sealed = {**PARENT, asked.ABOUT: "headteacher"}
    sent_by(other, sealed)
    last = sent_by(teacher, PARENT)
    head.follow()

    def before(who: OpenSchool, case_id: uuid.UUID) -> list[uuid.UUID]:
        return [row.id for row in who.cases.earlier_reports(who.cases.open_case(case_id))]

    assert before(head, third) == [first, second]
    assert before(head, first) == []
    assert before(head, last) == [wilk, again]
    # What she may not read counts for nobody: the first teacher knows her own alone.
    teacher.follow()
    assert before(teacher, last) == [wilk]


def test_how_serious_it_is() -> None:
    assert KIND is not None
    for more, level in (
        ({}, 1),
        ({n.AGAIN: "yes"}, 2),
        ({n.UNDER_AGE: "yes"}, 2),
        ({asked.DANGER: "yes"}, 4),
        ({asked.ABOUT: "staff"}, 3),
    ):
        answers = {**pupil("Aisha Khan"), **more}
        assert KIND.severity_of(KIND.lead("", answers), answers) == level
    route = KIND.lead("", pupil("Aisha Khan"))
    assert {one.role for one in KIND.tellings_of(1, route)} == {"headteacher", "dsl"}
    assert {one.role for one in KIND.tellings_of(1, Route.HEADTEACHER)} == {"headteacher"}


class TestLetter:
    def test_it_starts_from_a_template_that_the_headteacher_may_change(
        self, folder_school: SmallSchool
    ) -> None:
        assert KIND is not None
        head, ict = folder_school.open("head"), folder_school.open("ict")
        (letter,) = [one for one in head.letters.all() if one.name == "contact"]
        begun = head.letters.begun(KIND)
        assert begun.startswith("Dear parent or carer,")
        assert "Larkfield Primary School" in begun
        assert "{school}" not in begun
        with pytest.raises(NotAllowed):
            ict.letters.change(letter, "Dear all,")
        head.letters.change(letter, "Dear family of {school} & <b>others</b>, {0} {name}")
        ict.follow()
        assert ict.letters.begun(KIND) == (
            "Dear family of Larkfield Primary School & <b>others</b>, {0} {name}"
        )
        with pytest.raises(AnswersRefused):
            head.letters.change(letter, "x" * 6_000)
        head.letters.change(letter, "")
        head.follow()
        assert head.letters.begun(KIND) == begun
        assert not head.letters.begun(next(k for k in [kind_named("told")] if k))

    def test_it_is_kept_as_it_went_out_and_printed(self, folder_school: SmallSchool) -> None:
        teacher, head = folder_school.open("teacher1"), folder_school.open("head")
        sent = send(folder_school, teacher, PARENT)
        file = head.cases.open_case(sent.case_id)
        file = act(head.cases, file, Move.DECIDE, "A letter will do.", decided=["letter"])
        (task,) = open_actions(file.actions)
        assert (task.owner_name, task.due) == (head.member.name, dt.date(2026, 11, 24))
        with pytest.raises(AnswersRefused):
            act(head.cases, file, Move.LETTER)
        words = "Dear Mrs Wilk,\n\nPlease see <b>www.example.org</b> & ring us.\n\nYours,"
        file = act(
            head.cases, file, Move.LETTER, **{LETTER_TO: "Mrs J. <Wilk>", LETTER_TEXT: words}
        )
        (entry,) = letters_in(file)
        pdf = letter_pdf(file, entry, SCHOOL, signer="Maya Okonkwo-Reid")
        text = text_of(pdf.content)
        assert "Mrs J. <Wilk>" in text
        assert "<b>www.example.org</b> & ring us." in text
        assert file.summary.reference not in text
        assert pdf.pages == 1
        filled = filled_pdf(file, SCHOOL, printed_by="Maya", printed_at=NOON)
        # She leads on it and signs it; the safeguarding leads do not read it.
        assert "Safeguarding" not in text_of(filled.content)
        # Its reporter sees nothing of it.
        assert not letters_in(teacher.cases.open_case(sent.case_id))

    def test_an_account_under_age_is_told(self, folder_school: SmallSchool) -> None:
        teacher, head = folder_school.open("teacher1"), folder_school.open("head")
        sent = send(folder_school, teacher, pupil("Aisha Khan"))
        (draft,) = teacher.drafts.all()
        rest = {
            n.PLATFORM: "A video app", n.ACCOUNT: "personal", n.SORT: ["friend-request"],
            n.DIRECTION: "to-us", n.BECAME: "declined", n.KEPT: "no", n.PRIVACY: "yes",
            n.KNOWN: "no", n.AGAIN: "no", n.UNDER_AGE: "yes",
        }  # fmt: skip
        more = dataclasses.replace(draft, answers={**draft.answers, **rest})
        assert teacher.cases.send(more).questions_left == 0
        file = head.cases.open_case(sent.case_id)
        assert file.summary.severity == 2
        file = act(head.cases, file, Move.DECIDE, "Told both.", decided=["under-age"])
        assert [one.words.split(" that")[0] for one in file.actions] == [
            "Tell the parents",
            "Tell the Designated Safeguarding Lead of the account",
        ]
