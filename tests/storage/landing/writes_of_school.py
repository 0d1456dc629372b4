"""How each write is called: people, classes, settings, lessons, agreements."""

from __future__ import annotations

import datetime as dt
import uuid

from tests.agreements.school_forms import code_of, give_out, of, order, whose
from tests.lessons.test_log import a_run
from tests.lessons.words import lesson
from tests.storage.landing.stage import Act, Stage
from tests.storage.landing.writes import another, write
from trent_desktop.agreements.giving.batch import Chosen, Scope
from trent_desktop.agreements.kinds import Consent, FormState, Kind, PrintSize
from trent_desktop.agreements.register.returned import Source
from trent_desktop.agreements.register.voices import Why
from trent_desktop.agreements.wording.languages import our_text
from trent_desktop.lessons.values import taught_of
from trent_desktop.open_school import OpenSchool
from trent_desktop.school.class_lists.listed import Field
from trent_desktop.school.class_lists.planned import Choices
from trent_desktop.school.classes.values import PupilDetails
from trent_desktop.school.people.people import YearGroup
from trent_desktop.school.settings.dated_tables import TableName
from trent_desktop.storage.copies.key_files import new_copy_key
from trent_desktop.storage.copies.values import CopySettings

# ------------------------------------------------------------------------ children and classes


def a_child(desk: OpenSchool, **more: object) -> uuid.UUID:
    details = PupilDetails(another(), "Hart", year_group=YearGroup.Y4, **more)  # type: ignore[arg-type]
    return desk.pupils.add(details)


@write("pupils.add")
def pupil_added(_stage: Stage, desk: OpenSchool) -> Act:
    details = PupilDetails(another(), "Hart")
    return lambda: desk.pupils.add(details)


@write("pupils.change")
def pupil_changed(_stage: Stage, desk: OpenSchool) -> Act:
    child = a_child(desk)
    return lambda: desk.pupils.change(child, 1, PupilDetails(another(), "Other"))


@write("pupils.move")
def pupils_moved(stage: Stage, desk: OpenSchool) -> Act:
    children = (a_child(desk), a_child(desk))
    return lambda: desk.pupils.move(children, stage.school.classes["4A"])


@write("pupils.archive")
def pupils_archived(_stage: Stage, desk: OpenSchool) -> Act:
    child = a_child(desk)
    return lambda: desk.pupils.archive((child,))


@write("pupils.bring_back")
def pupils_brought_back(_stage: Stage, desk: OpenSchool) -> Act:
    child = a_child(desk)
    desk.pupils.archive((child,))
    return lambda: desk.pupils.bring_back((child,))


@write("pupils.merge")
def pupils_merged(_stage: Stage, desk: OpenSchool) -> Act:
    keep, drop = a_child(desk), a_child(desk)
    return lambda: desk.pupils.merge(keep, drop)


@write("pupils.undo")
def merging_undone(_stage: Stage, desk: OpenSchool) -> Act:
    step = desk.pupils.merge(a_child(desk), a_child(desk))
    return lambda: desk.pupils.undo(step.id)


@write("timeline.undo")
def step_undone(_stage: Stage, desk: OpenSchool) -> Act:
    a_child(desk)
    step = desk.timeline.lines()[0].step
    return lambda: desk.timeline.undo(step.id)


@write("pupils.add_class")
def class_added(_stage: Stage, desk: OpenSchool) -> Act:
    name = another()
    return lambda: desk.pupils.add_class(name, (YearGroup.Y5,))


@write("pupils.archive_class")
def class_archived(_stage: Stage, desk: OpenSchool) -> Act:
    class_id = desk.pupils.add_class(another(), (YearGroup.Y5,))
    return lambda: desk.pupils.archive_class(class_id)


@write("pupils.keep_class")
def class_kept(stage: Stage, desk: OpenSchool) -> Act:
    name, teachers = another(), (stage.school.members["teacher2"],)
    return lambda: desk.pupils.keep_class(None, name, (YearGroup.Y5,), teachers)


@write("school_year.begin", alone=True)
def year_begun(_stage: Stage, desk: OpenSchool) -> Act:
    plan = desk.school_year.preview(dt.date(2027, 9, 1))
    return lambda: desk.school_year.begin(plan)


@write("class_lists.remember_columns")
def columns_remembered(_stage: Stage, desk: OpenSchool) -> Act:
    mark = another()
    return lambda: desk.class_lists.remember_columns(mark, {"A": Field.SURNAME, "B": None})


@write("class_lists.forget_profile")
def profile_forgotten(_stage: Stage, desk: OpenSchool) -> Act:
    desk.class_lists.remember_columns(
        another(), {"A": Field.SURNAME, "B": Field.FORENAME}, "Integris"
    )
    return lambda: desk.class_lists.forget_profile("Integris")


@write("class_lists.apply", alone=True)
def list_applied(stage: Stage, desk: OpenSchool) -> Act:
    path = stage.school.folder / f"{another()}.csv"
    rows = "".join(f"{another()},Hart,7Z,2015-02-0{number}\n" for number in (1, 2))
    path.write_text(f"Forename,Surname,Class,DOB\n{rows}", encoding="utf-8")
    read = desk.class_lists.read(path)
    plan = desk.class_lists.plan(read, Choices(whole_school=True))
    return lambda: desk.class_lists.apply(plan, sure_everybody_leaves=True)


@write("class_lists.export")
def list_exported(_stage: Stage, desk: OpenSchool) -> Act:
    return desk.class_lists.export


# ------------------------------------------------------------------------ settings


@write("settings.change")
def settings_changed(_stage: Stage, desk: OpenSchool) -> Act:
    return lambda: desk.settings.change(idle_minutes=7, mail_to="office@larkfield.example")


@write("copies.change")
def copies_changed(_stage: Stage, desk: OpenSchool) -> Act:
    return lambda: desk.copies.change(CopySettings(most_gb=20))


@write("copy_keys.add")
def key_for_copies_added(_stage: Stage, desk: OpenSchool) -> Act:
    key = new_copy_key(desk.school.id)
    return lambda: desk.copy_keys.add(key)


@write("copy_keys.end")
def key_for_copies_ended(_stage: Stage, desk: OpenSchool) -> Act:
    desk.copy_keys.add(new_copy_key(desk.school.id))
    number = desk.copy_keys.all()[-1].number
    return lambda: desk.copy_keys.end(number)


@write("settings.change_profile")
def profile_changed(_stage: Stage, desk: OpenSchool) -> Act:
    profile = desk.settings.profile()
    return lambda: desk.settings.change_profile(profile)


@write("settings.change_second_factor", "head")
def second_factor_changed(_stage: Stage, desk: OpenSchool) -> Act:
    return lambda: desk.settings.change_second_factor(())


@write("settings.change_table")
def table_changed(_stage: Stage, desk: OpenSchool) -> Act:
    rows = desk.settings.table(TableName.APP_AGES).rows
    return lambda: desk.settings.change_table(TableName.APP_AGES, rows)


@write("settings.restore_table")
def table_restored(_stage: Stage, desk: OpenSchool) -> Act:
    desk.settings.change_table(TableName.APP_AGES, desk.settings.table(TableName.APP_AGES).rows)
    return lambda: desk.settings.restore_table(TableName.APP_AGES)


# ------------------------------------------------------------------------ lessons


@write("lessons.save", "teacher1")
def lesson_saved(_stage: Stage, desk: OpenSchool) -> Act:
    text = lesson(f"# {another()}\n\nWords.")
    return lambda: desk.lessons.save(text, {})


@write("lessons.save", "teacher1")
def lesson_saved_anew(_stage: Stage, desk: OpenSchool) -> Act:
    saved = desk.lessons.save(lesson("# First\n\nWords."), {})
    return lambda: desk.lessons.save(lesson("# Second\n\nWords."), {}, replaces=saved)


@write("lessons.remove", "teacher1")
def lesson_removed(_stage: Stage, desk: OpenSchool) -> Act:
    saved = desk.lessons.save(lesson("# Gone\n\nWords."), {})
    return lambda: desk.lessons.remove(saved)


@write("lesson_log.keep", "teacher1")
def lesson_taught(stage: Stage, desk: OpenSchool) -> Act:
    taught = taught_of(a_run(stage.school.classes["4B"]), desk.member.id, "4B")
    return lambda: desk.lesson_log.keep(taught)


@write("lesson_log.judge", "teacher1")
def lesson_judged(stage: Stage, desk: OpenSchool) -> Act:
    taught = taught_of(a_run(stage.school.classes["4B"]), desk.member.id, "4B")
    desk.lesson_log.keep(taught)
    return lambda: desk.lesson_log.judge(taught, True, "We did it on the carpet.")


# ------------------------------------------------------------------------ agreements


@write("agreements.families.change", "teacher1")
def family_changed(_stage: Stage, desk: OpenSchool) -> Act:
    child = a_child(_stage.at("ict"))
    return lambda: desk.agreements.families.change(
        child, language="pl", addressed_to="Family Hart", print_size=PrintSize.LARGE
    )


@write("agreements.families.join", "teacher1")
def family_joined(stage: Stage, desk: OpenSchool) -> Act:
    children = [a_child(stage.at("ict")) for _ in range(2)]
    return lambda: desk.agreements.families.join(children)


@write("agreements.families.keep", "teacher1")
def family_kept(stage: Stage, desk: OpenSchool) -> Act:
    child, before, now = (a_child(stage.at("ict")) for _ in range(3))
    desk.agreements.families.join([child, before])
    return lambda: desk.agreements.families.keep(child, [before], [now], language="pl")


@write("agreements.families.part", "teacher1")
def family_parted(stage: Stage, desk: OpenSchool) -> Act:
    children = [a_child(stage.at("ict")) for _ in range(2)]
    desk.agreements.families.join(children)
    return lambda: desk.agreements.families.part(children[0])


@write("agreements.batches.issue", "teacher1")
def batch_issued(_stage: Stage, desk: OpenSchool) -> Act:
    plan = desk.agreements.batches.plan(order())
    return lambda: desk.agreements.batches.issue(plan, 3)


@write("agreements.reminders.issue", "teacher1")
def reminders_issued(_stage: Stage, desk: OpenSchool) -> Act:
    give_out(desk)
    plan = desk.agreements.reminders.plan(Chosen(Scope.EVERYBODY))
    return lambda: desk.agreements.reminders.issue(plan, 1)


@write("agreements.returns.scan", "teacher1")
def form_scanned(_stage: Stage, desk: OpenSchool) -> Act:
    code = code_of(desk, of(give_out(desk), "Łukasz Nowak", Kind.PUPIL_KS2))
    return lambda: desk.agreements.returns.scan(code)


@write("agreements.returns.scan", "teacher1", changes=False)
def form_scanned_that_is_back(_stage: Stage, desk: OpenSchool) -> Act:
    code = code_of(desk, of(give_out(desk, Kind.CONSENTS), "Łukasz Nowak", Kind.CONSENTS))
    desk.agreements.returns.scan(code)
    return lambda: desk.agreements.returns.scan(code)


@write("agreements.returns.record", "teacher1")
def form_recorded(_stage: Stage, desk: OpenSchool) -> Act:
    form = of(give_out(desk), "Łukasz Nowak", Kind.PARENT)
    return lambda: desk.agreements.returns.record((form.id,), FormState.RETURNED)


@write("agreements.returns.answer", "teacher1")
def form_answered(_stage: Stage, desk: OpenSchool) -> Act:
    form = of(give_out(desk, Kind.CONSENTS), "Łukasz Nowak", Kind.CONSENTS)
    answers = dict.fromkeys(Consent, False)
    return lambda: desk.agreements.returns.answer(whose(form), answers, form.id)


@write("agreements.returns.mark_never", "head", alone=True)
def never_marked(_stage: Stage, desk: OpenSchool) -> Act:
    form = of(give_out(desk, Kind.CONSENTS), "Łukasz Nowak", Kind.CONSENTS)
    return lambda: desk.agreements.returns.mark_never(whose(form), never=True)


@write("agreements.voices.end", "head", alone=True)
def said_no_longer(_stage: Stage, desk: OpenSchool) -> Act:
    pupil_id, shown = voice_of(desk)
    day = dt.date(2026, 11, 2)
    return lambda: desk.agreements.voices.end(pupil_id, "Mr Aziz", Why.DIED, day, shown=shown)


@write("agreements.voices.count_again", "head", alone=True)
def said_counts_again(_stage: Stage, desk: OpenSchool) -> Act:
    pupil_id, shown = voice_of(desk)
    day = dt.date(2026, 11, 2)
    desk.agreements.voices.end(pupil_id, "Mr Aziz", Why.DIED, day, shown=shown)
    step = desk.agreements.returns.history(pupil_id)[0]
    return lambda: desk.agreements.voices.count_again(step.event_id)


def voice_of(desk: OpenSchool) -> tuple[uuid.UUID, tuple[uuid.UUID, ...]]:
    """A child, and the answers that one parent gave."""
    form = of(give_out(desk, Kind.CONSENTS), "Łukasz Nowak", Kind.CONSENTS)
    pupil_id, by = whose(form), Source(by="Mr Aziz")
    desk.agreements.returns.answer(pupil_id, {Consent.PRESS: True}, form.id, source=by)
    (voice,) = desk.agreements.voices.of(pupil_id)
    return pupil_id, voice.answer_ids


@write("agreements.returns.undo", "teacher1")
def recording_undone(_stage: Stage, desk: OpenSchool) -> Act:
    form = of(give_out(desk), "Łukasz Nowak", Kind.PARENT)
    step = desk.agreements.returns.record((form.id,), FormState.RETURNED)
    return lambda: desk.agreements.returns.undo(step.event_id)


@write("agreements.register.to_export", "teacher1")
def register_taken_out(_stage: Stage, desk: OpenSchool) -> Act:
    return lambda: desk.agreements.register.to_export("csv")


@write("agreements.register.note_export", "teacher1")
def register_exported(_stage: Stage, desk: OpenSchool) -> Act:
    return lambda: desk.agreements.register.note_export("register")


@write("agreements.purposes.change")
def purposes_changed(_stage: Stage, desk: OpenSchool) -> Act:
    now = desk.agreements.purposes.now()
    asked = dict.fromkeys((*now.asked, Consent.APPS), "")
    return lambda: desk.agreements.purposes.change(asked, "Our DPO", expected=now.current)


@write("agreements.wordings.save")
def wording_saved(_stage: Stage, desk: OpenSchool) -> Act:
    now = desk.agreements.wordings.current(Kind.PARENT, "en")
    text = f"{our_text(Kind.PARENT, 'en')}\n\nOne more line: {another()}.\n"
    return lambda: desk.agreements.wordings.save(Kind.PARENT, "en", text, expected=now)


@write("agreements.wordings.restore")
def wording_restored(_stage: Stage, desk: OpenSchool) -> Act:
    text = f"{our_text(Kind.PARENT, 'en')}\n\nOne more line: {another()}.\n"
    saved = desk.agreements.wordings.save(Kind.PARENT, "en", text)
    return lambda: desk.agreements.wordings.restore(Kind.PARENT, "en", expected=saved)


@write("agreements.wordings.mark_checked", "teacher1")
def wording_checked(_stage: Stage, desk: OpenSchool) -> Act:
    return lambda: desk.agreements.wordings.mark_checked(Kind.PARENT, "pl")
