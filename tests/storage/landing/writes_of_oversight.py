"""How each write is called: policy, training, meetings, accounts, checks, governors, a child's page."""

from __future__ import annotations

import uuid
from dataclasses import replace

from tests.oversight.test_accounts import details
from tests.oversight.test_filter_checks import check, review
from tests.oversight.test_meetings import DRAFT as MEETING
from tests.oversight.test_meetings import planned as a_meeting
from tests.oversight.training.test_training import DRAFT as TRAINING
from tests.oversight.training.test_training import planned as a_session
from tests.policy.test_versions import ALIASES, FROM, TEXT, approved, begun, checked
from tests.schools import PASSWORD
from tests.storage.landing.stage import Act, Stage
from tests.storage.landing.writes import another, write
from trent_desktop.children.page import Whom
from trent_desktop.open_school import OpenSchool
from trent_desktop.oversight.governors.terms import term_of
from trent_desktop.oversight.governors.values import Topic
from trent_desktop.oversight.meetings.values import Reply
from trent_desktop.oversight.training.codes import code_of
from trent_desktop.oversight.training.values import CertificateDraft
from trent_desktop.policy.editing import ChangeClause
from trent_desktop.policy.equality import Answer, Characteristic, Effect
from trent_desktop.policy.questions import questions_for
from trent_desktop.policy.values import Approval, InductionStep

TODAY = FROM

# ------------------------------------------------------------------------ the policy


@write("policy_drafts.begin", alone=True)
def draft_begun(_stage: Stage, desk: OpenSchool) -> Act:
    draft_id = uuid.uuid4()
    return lambda: desk.policy_drafts.begin(draft_id, TEXT)


@write("policy_drafts.change", alone=True)
def draft_changed(_stage: Stage, desk: OpenSchool) -> Act:
    edit = ChangeClause(ALIASES, replace(ALIASES, words=another()))
    draft = begun(desk)
    return lambda: desk.policy_drafts.change(draft.id, edit)


@write("policy_drafts.answer", alone=True)
def equality_answered(_stage: Stage, desk: OpenSchool) -> Act:
    draft, one = begun(desk), next(iter(Characteristic))
    return lambda: desk.policy_drafts.answer(draft.id, one, Answer(), Answer(Effect.NONE))


@write("policy_drafts.answer_all", alone=True)
def equality_answered_together(_stage: Stage, desk: OpenSchool) -> Act:
    draft = begun(desk)
    answers = [(one, Answer(), Answer(Effect.GOOD, "In large print.")) for one in Characteristic]
    return lambda: desk.policy_drafts.answer_all(draft.id, answers[:3])


@write("policy_drafts.discard", alone=True)
def draft_discarded(_stage: Stage, desk: OpenSchool) -> Act:
    draft = begun(desk)
    return lambda: desk.policy_drafts.discard(draft.id, draft.changed_at)


@write("policy_drafts.approve", "head", alone=True)
def draft_approved(_stage: Stage, desk: OpenSchool) -> Act:
    draft = checked(desk, begun(desk))
    approval = Approval(TODAY, "Minute 7", TODAY, TODAY.replace(year=TODAY.year + 1))
    return lambda: desk.policy_drafts.approve(draft.id, draft.changed_at, approval)


@write("policy_reading.read", "teacher1", alone=True)
def policy_read(stage: Stage, desk: OpenSchool) -> Act:
    head = stage.at("head")
    version, reading_id = approved(head, begun(head)), uuid.uuid4()
    answers = {one.name: one.choices[0].name for one in questions_for(desk.roles)}
    return lambda: desk.policy_reading.read(reading_id, version.id, answers)


@write("induction.tick", "head", alone=True)
def step_ticked(stage: Stage, desk: OpenSchool) -> Act:
    step_id, member = uuid.uuid4(), stage.school.members["teacher2"]
    return lambda: desk.induction.tick(step_id, member, InductionStep.PRACTICE)


@write("induction.untick", "head", alone=True)
def step_unticked(stage: Stage, desk: OpenSchool) -> Act:
    member = stage.school.members["teacher2"]
    desk.induction.tick(uuid.uuid4(), member, InductionStep.PRACTICE)
    return lambda: desk.induction.untick(member, InductionStep.PRACTICE)


# ------------------------------------------------------------------------ training


@write("training.plan", "head")
def session_planned(_stage: Stage, desk: OpenSchool) -> Act:
    session_id = uuid.uuid4()
    return lambda: desk.training.plan(session_id, TRAINING)


@write("training.correct", "head")
def session_corrected(_stage: Stage, desk: OpenSchool) -> Act:
    change_id, session_id = uuid.uuid4(), a_session(desk)
    other = replace(TRAINING, title=another())
    return lambda: desk.training.correct(change_id, session_id, other, "A slip.", 1)


@write("training.call_off", "head")
def session_called_off(_stage: Stage, desk: OpenSchool) -> Act:
    session_id = a_session(desk)
    return lambda: desk.training.call_off(session_id, "Snow.")


@write("training.mark", "head")
def somebody_marked(stage: Stage, desk: OpenSchool) -> Act:
    entry_id, session_id = uuid.uuid4(), a_session(desk)
    there = {stage.school.members[name]: True for name in ("teacher1", "teacher2")}
    return lambda: desk.training.mark(entry_id, session_id, there)


@write("training.scan", "head")
def somebody_scanned(stage: Stage, desk: OpenSchool) -> Act:
    entry_id, session_id = uuid.uuid4(), a_session(desk)
    code = code_of(desk.school.id, session_id, stage.school.members["teacher1"])
    return lambda: desk.training.scan(entry_id, session_id, code)


@write("training.i_was_there", "teacher1")
def she_was_there(stage: Stage, desk: OpenSchool) -> Act:
    session_id = a_session(stage.at("head"))
    return lambda: desk.training.i_was_there(session_id)


def a_certificate() -> CertificateDraft:
    return CertificateDraft(another(), "The provider", TODAY, None, TRAINING.topics)


@write("training.add_certificate", "teacher1")
def certificate_added(_stage: Stage, desk: OpenSchool) -> Act:
    certificate_id, draft = uuid.uuid4(), a_certificate()
    return lambda: desk.training.add_certificate(certificate_id, desk.member.id, draft)


@write("training.withdraw_certificate", "teacher1")
def certificate_withdrawn(_stage: Stage, desk: OpenSchool) -> Act:
    certificate_id = uuid.uuid4()
    desk.training.add_certificate(certificate_id, desk.member.id, a_certificate())
    return lambda: desk.training.withdraw_certificate(certificate_id, "It was another's.")


# ------------------------------------------------------------------------ meetings


@write("meetings.plan", "head")
def meeting_planned(_stage: Stage, desk: OpenSchool) -> Act:
    meeting_id = uuid.uuid4()
    return lambda: desk.meetings.plan(meeting_id, MEETING)


@write("meetings.change", "head")
def meeting_changed(_stage: Stage, desk: OpenSchool) -> Act:
    change_id, meeting_id = uuid.uuid4(), a_meeting(desk)
    other = replace(MEETING, place=another())
    return lambda: desk.meetings.change(change_id, meeting_id, other, "The hall is wet.", 1)


@write("meetings.call_off", "head")
def meeting_called_off(_stage: Stage, desk: OpenSchool) -> Act:
    meeting_id = a_meeting(desk)
    return lambda: desk.meetings.call_off(meeting_id, "Snow.")


@write("meetings.printed", "head")
def invitations_printed(_stage: Stage, desk: OpenSchool) -> Act:
    meeting_id = a_meeting(desk)
    plan = desk.meetings.letters(meeting_id)
    return lambda: desk.meetings.printed(meeting_id, plan)


@write("meetings.answer", "head")
def family_answered(stage: Stage, desk: OpenSchool) -> Act:
    entry_id, meeting_id = uuid.uuid4(), a_meeting(desk)
    child = stage.at("teacher1").people.find_pupils("Łukasz")[0].id
    return lambda: desk.meetings.answer(entry_id, meeting_id, child, Reply.COMING, 2)


@write("meetings.came", "head")
def family_came(stage: Stage, desk: OpenSchool) -> Act:
    held = replace(MEETING, day=TODAY, reply_by=TODAY)
    entry_id, meeting_id = uuid.uuid4(), a_meeting(desk, held)
    child = stage.at("teacher1").people.find_pupils("Łukasz")[0].id
    return lambda: desk.meetings.came(entry_id, meeting_id, child, 2)


# ------------------------------------------------------------------------ accounts, filter, figures


def an_account(stage: Stage) -> uuid.UUID:
    ict, account_id = stage.at("ict"), uuid.uuid4()
    ict.accounts.save(account_id, details(stage.school.members["ict"], name=another()))
    return account_id


@write("accounts.save")
def account_saved(stage: Stage, desk: OpenSchool) -> Act:
    account_id, said = uuid.uuid4(), details(stage.school.members["ict"])
    return lambda: desk.accounts.save(account_id, said)


@write("accounts.set_password")
def password_set(stage: Stage, desk: OpenSchool) -> Act:
    account_id = an_account(stage)
    return lambda: desk.accounts.set_password(account_id, "Zebrafink", None)


@write("accounts.close")
def account_closed(stage: Stage, desk: OpenSchool) -> Act:
    account_id = an_account(stage)
    return lambda: desk.accounts.close(account_id, "Nobody reads it.")


@write("accounts.show_password")
def password_shown(stage: Stage, desk: OpenSchool) -> Act:
    account_id = an_account(stage)
    desk.accounts.set_password(account_id, "Zebrafink", None)
    return lambda: desk.accounts.show_password(account_id, PASSWORD, "To post the film")


@write("accounts.show_with_code", "head")
def password_shown_with_the_code(stage: Stage, desk: OpenSchool) -> Act:
    account_id = an_account(stage)
    stage.at("ict").accounts.set_password(account_id, "Zebrafink", None)
    code = stage.school.made.recovery_code
    return lambda: desk.accounts.show_with_code(account_id, code, "The ICT Lead is ill")


@write("filter_checks.add_check")
def filter_checked(_stage: Stage, desk: OpenSchool) -> Act:
    new = check(desk.filter_checks.today)
    return lambda: desk.filter_checks.add_check(new)


@write("filter_checks.take_back")
def check_taken_back(_stage: Stage, desk: OpenSchool) -> Act:
    new, id_ = check(desk.filter_checks.today), uuid.uuid4()
    desk.filter_checks.add_check(new)
    return lambda: desk.filter_checks.take_back(new.id, "Wrong device.", id_=id_)


@write("filter_checks.add_review")
def filter_reviewed_for_the_year(_stage: Stage, desk: OpenSchool) -> Act:
    new = review(desk.filter_checks.today)
    return lambda: desk.filter_checks.add_review(new)


@write("governors.tell", "head", alone=True)
def governors_told(_stage: Stage, desk: OpenSchool) -> Act:
    report = desk.governors.look(term_of(TODAY))
    return lambda: desk.governors.tell(report)


@write("governors.explain", "head", alone=True)
def figures_explained(_stage: Stage, desk: OpenSchool) -> Act:
    term = term_of(TODAY)
    desk.governors.tell(desk.governors.look(term))
    return lambda: desk.governors.explain(term, Topic.REPORTS, "Mostly adverts.")


# ------------------------------------------------------------------------ a child's page


def a_child(stage: Stage) -> Whom:
    return Whom(stage.at("teacher1").people.find_pupils("Łukasz")[0].id)


@write("children.open", "dsl")
def page_opened(stage: Stage, desk: OpenSchool) -> Act:
    whom = a_child(stage)
    return lambda: desk.children.open(whom)


@write("children.look_again", "dsl")
def page_opened_anew(stage: Stage, desk: OpenSchool) -> Act:
    stage.signed_out("dsl")
    desk, whom = stage.at("dsl"), a_child(stage)
    return lambda: desk.children.look_again(whom)


@write("children.note_print", "dsl")
def page_printed(stage: Stage, desk: OpenSchool) -> Act:
    whom = a_child(stage)
    return lambda: desk.children.note_print(whom, export=True)


# ------------------------------------------------------------------------ the look in the evening


@write("watch.look", "teacher1", alone=True)
def looked_in_the_evening(_stage: Stage, desk: OpenSchool) -> Act:
    def look() -> None:
        desk.watch._again = 0.0
        desk.watch.look()  # whether it was this laptop that looked is nobody's answer

    return look


@write("watch.look_now", alone=True)
def looked_at_once(_stage: Stage, desk: OpenSchool) -> Act:
    return desk.watch.look_now
