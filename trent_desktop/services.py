"""The services of an open school, each imported and made when it is first asked for (rule 107).

What signing in and a look at the school need is made by `OpenSchool` itself.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from trent_desktop.made_once import made_once
from trent_desktop.reports.service import CaseService
from trent_desktop.school_on_laptop import SchoolOnLaptop

if TYPE_CHECKING:
    from trent_desktop.agreements.service import Agreements
    from trent_desktop.children.service import PersonPages
    from trent_desktop.lessons.drafts import LessonDrafts
    from trent_desktop.lessons.library import LessonLibrary
    from trent_desktop.lessons.log import LessonLog
    from trent_desktop.moving.service import MoveService
    from trent_desktop.oversight.accounts.service import AccountService
    from trent_desktop.oversight.calendar.service import CalendarService
    from trent_desktop.oversight.filter_checks.service import FilterCheckService
    from trent_desktop.oversight.first_steps.service import FirstSteps
    from trent_desktop.oversight.governors.service import GovernorsService
    from trent_desktop.oversight.meetings.service import MeetingService
    from trent_desktop.oversight.night_watch.service import NightWatch
    from trent_desktop.oversight.training.service import TrainingService
    from trent_desktop.policy.drafting import PolicyDrafts
    from trent_desktop.policy.induction import InductionService
    from trent_desktop.policy.reading import ReadingService
    from trent_desktop.policy.service import PolicyService
    from trent_desktop.reports.attachments.service import AttachmentService
    from trent_desktop.reports.figures.service import FiguresService
    from trent_desktop.reports.letters.service import LetterService
    from trent_desktop.reports.mail.service import MailService
    from trent_desktop.reports.out.giving import GivingOut
    from trent_desktop.reports.out.lists import CaseLists
    from trent_desktop.reports.out.pack import Packs
    from trent_desktop.reports.review.gathering import FilterReview
    from trent_desktop.reports.tasks.service import TaskService
    from trent_desktop.reports.who.whom import WhomToTell
    from trent_desktop.school.class_lists.service import ClassListService
    from trent_desktop.school.classes.belongings import Belongings
    from trent_desktop.school.classes.service import PupilService
    from trent_desktop.school.classes.timeline import TimelineService
    from trent_desktop.school.keys.laptops.known_laptops import LaptopService
    from trent_desktop.school.keys.own_password import OwnPassword
    from trent_desktop.school.keys.roles import RoleService
    from trent_desktop.school.people.finding import PeopleService
    from trent_desktop.school.people.members import MemberService
    from trent_desktop.school.putting_back.service import PutBackService
    from trent_desktop.school.school_year.service import SchoolYearService
    from trent_desktop.school.settings.copies import CopyService
    from trent_desktop.school.settings.copy_keys import CopyKeyService
    from trent_desktop.school.settings.service import SettingsService
    from trent_desktop.school.trying.service import TryService


class Services(SchoolOnLaptop):
    """Everything a signed-in member can do that waits until she does it."""

    cases: CaseService
    tasks: TaskService
    _own_password: OwnPassword

    def _can_bring_again(self) -> frozenset[uuid.UUID]:
        """The cases that this laptop still has to send, or keeps the rows of."""
        from trent_desktop.reports.again.keeping import held_again
        from trent_desktop.reports.waiting.outbox import waiting_drafts

        waiting = {one.id for one in waiting_drafts(self._me.store.box)}
        return frozenset(waiting | {one.case_id for one in held_again(self._me)})

    @made_once
    def attachments(self) -> AttachmentService:
        """Pictures and PDFs of reports."""
        from trent_desktop.reports.attachments.service import AttachmentService

        return AttachmentService(self._me, self._index)

    @made_once
    def figures(self) -> FiguresService:
        """What reports come to in numbers."""
        from trent_desktop.reports.figures.service import FiguresService

        return FiguresService(self._me, self._index)

    @made_once
    def whom(self) -> WhomToTell:
        """Who may read, and whom to tell."""
        from trent_desktop.reports.who.whom import WhomToTell

        return WhomToTell(self._me, self._index)

    @made_once
    def mail(self) -> MailService:
        """Requests as e-mail."""
        from trent_desktop.reports.mail.service import MailService

        return MailService(self._me)

    @made_once
    def filter_checks(self) -> FilterCheckService:
        """Whether the filter does what it should."""
        from trent_desktop.oversight.filter_checks.service import FilterCheckService

        return FilterCheckService(self._me)

    @made_once
    def filter_review(self) -> FilterReview:
        """The yearly review of the filter."""
        from trent_desktop.reports.review.gathering import FilterReview

        return FilterReview(self._me, self.filter_checks.for_review)

    @made_once
    def letters(self) -> LetterService:
        """Letters to families."""
        from trent_desktop.reports.letters.service import LetterService

        return LetterService(self._me)

    @made_once
    def people(self) -> PeopleService:
        """People, found by what they are called."""
        from trent_desktop.school.people.finding import PeopleService

        return PeopleService(self._me)

    @made_once
    def settings(self) -> SettingsService:
        """What the school has chosen."""
        from trent_desktop.school.settings.service import SettingsService

        return SettingsService(self._me)

    @made_once
    def copies(self) -> CopyService:
        """The copies of each day."""
        from trent_desktop.school.settings.copies import CopyService

        return CopyService(self._me)

    @made_once
    def copy_keys(self) -> CopyKeyService:
        """Keys that can only copy."""
        from trent_desktop.school.settings.copy_keys import CopyKeyService

        return CopyKeyService(self._me)

    @made_once
    def first_steps(self) -> FirstSteps:
        """What a new school does first."""
        from trent_desktop.oversight.first_steps.service import FirstSteps

        return FirstSteps(self._me)

    @made_once
    def watch(self) -> NightWatch:
        """The look in the evening."""
        from trent_desktop.oversight.night_watch.service import NightWatch

        return NightWatch(self._me)

    @made_once
    def roles_held(self) -> RoleService:
        """Who holds which role."""
        from trent_desktop.school.keys.roles import RoleService

        return RoleService(self._me)

    @made_once
    def putting_back(self) -> PutBackService:
        """Copies of the school, and putting one back."""
        from trent_desktop.reports.put_back import remembered_in
        from trent_desktop.school.putting_back.service import PutBackService

        return PutBackService(
            self._me,
            self._own_password,
            lambda: remembered_in(self._me.store),
            self._can_bring_again,
        )

    @made_once
    def giving_out(self) -> GivingOut:
        """Copies of reports that leave the school."""
        from trent_desktop.reports.out.giving import GivingOut

        return GivingOut(self._me, self._own_password, self._index)

    @made_once
    def case_lists(self) -> CaseLists:
        """Lists of reports as files."""
        from trent_desktop.reports.out.lists import CaseLists

        return CaseLists(self._me, self._own_password, self.cases.page)

    @made_once
    def packs(self) -> Packs:
        """What goes with a pupil to the next school."""
        from trent_desktop.reports.out.pack import Packs

        return Packs(self._me, self._own_password, self._index)

    @made_once
    def laptops(self) -> LaptopService:
        """Laptops that the school knows."""
        from trent_desktop.school.keys.laptops.known_laptops import LaptopService

        return LaptopService(self._me, self._own_password)

    @made_once
    def members(self) -> MemberService:
        """Who works here."""
        from trent_desktop.school.people.members import MemberService

        return MemberService(self._me)

    @made_once
    def moving(self) -> MoveService:
        """The school to another place."""
        from trent_desktop.moving.service import MoveService

        return MoveService(self._me, self._own_password)

    @made_once
    def pupils(self) -> PupilService:
        """Pupils and classes by hand."""
        from trent_desktop.school.classes.service import PupilService

        return PupilService(self._me, self._of_pupils)

    @made_once
    def timeline(self) -> TimelineService:
        """What was done to pupils and classes, step by step."""
        from trent_desktop.school.classes.timeline import TimelineService

        return TimelineService(self._me, self._of_pupils)

    @made_once
    def _of_pupils(self) -> tuple[Belongings, ...]:
        from trent_desktop.agreements.register.merging import AgreementsOfPupil
        from trent_desktop.oversight.meetings.merging import MeetingsOfPupil

        return AgreementsOfPupil(), MeetingsOfPupil()

    @made_once
    def class_lists(self) -> ClassListService:
        """The office's lists."""
        from trent_desktop.school.class_lists.service import ClassListService

        return ClassListService(self._me)

    @made_once
    def school_year(self) -> SchoolYearService:
        """September."""
        from trent_desktop.school.school_year.service import SchoolYearService

        return SchoolYearService(self._me)

    @made_once
    def trying(self) -> TryService:
        """The school's place and this laptop, tried."""
        from trent_desktop.school.trying.service import TryService

        return TryService(self._me)

    @made_once
    def lessons(self) -> LessonLibrary:
        """Lessons that can be taught."""
        from trent_desktop.lessons.library import LessonLibrary

        return LessonLibrary(self._me)

    @made_once
    def lesson_drafts(self) -> LessonDrafts:
        """Lessons that are being written."""
        from trent_desktop.lessons.drafts import LessonDrafts

        return LessonDrafts(self._me.store.box, self._me.clock)

    @made_once
    def lesson_log(self) -> LessonLog:
        """What was taught."""
        from trent_desktop.lessons.log import LessonLog

        return LessonLog(self._me)

    @made_once
    def agreements(self) -> Agreements:
        """Agreements: wordings, giving, the register."""
        from trent_desktop.agreements.service import agreements_of

        return agreements_of(self._me)

    @made_once
    def policy(self) -> PolicyService:
        """The policy and its versions."""
        from trent_desktop.policy.service import PolicyService

        return PolicyService(self._me)

    @made_once
    def training(self) -> TrainingService:
        """Training of staff."""
        from trent_desktop.oversight.training.service import TrainingService

        return TrainingService(self._me)

    @made_once
    def policy_drafts(self) -> PolicyDrafts:
        """A policy that is being written."""
        from trent_desktop.policy.drafting import PolicyDrafts

        return PolicyDrafts(self._me)

    @made_once
    def policy_reading(self) -> ReadingService:
        """Who has read the policy."""
        from trent_desktop.policy.reading import ReadingService

        return ReadingService(self._me)

    @made_once
    def induction(self) -> InductionService:
        """What somebody new does first."""
        from trent_desktop.agreements.register.rows import signed_by_staff
        from trent_desktop.oversight.training.rows import trained_on
        from trent_desktop.policy.induction import InductionService

        return InductionService(self._me, signed=signed_by_staff, trained=trained_on)

    @made_once
    def meetings(self) -> MeetingService:
        """Meetings with parents."""
        from trent_desktop.oversight.meetings.service import MeetingService

        return MeetingService(self._me)

    @made_once
    def accounts(self) -> AccountService:
        """The school's accounts on platforms."""
        from trent_desktop.oversight.accounts.service import AccountService

        return AccountService(self._me, self._own_password)

    @made_once
    def governors(self) -> GovernorsService:
        """A term in numbers, for governors."""
        from trent_desktop.oversight.governors.gathering import (
            Sources,
            family_numbers,
            staff_numbers,
        )
        from trent_desktop.oversight.governors.service import GovernorsService

        return GovernorsService(
            self._me,
            Sources(
                self.figures,
                self.lesson_log,
                self.agreements.register,
                self.filter_checks,
                self.accounts,
                staff=staff_numbers(self.policy_reading, self.training),
                families=family_numbers(self.meetings),
            ),
        )

    @made_once
    def children(self) -> PersonPages:
        """A page for each child."""
        from trent_desktop.children.service import PersonPages

        return PersonPages(self._me, self.agreements.register, self.lesson_log)

    @made_once
    def calendar(self) -> CalendarService:
        """Everything that has a day."""
        from trent_desktop.oversight.calendar.service import CalendarService

        return CalendarService(
            self._me,
            self.tasks,
            (
                self.policy.dates,
                self.policy_reading.dates,
                self.induction.dates,
                self.training.dates,
                self.filter_checks.dates,
                self.accounts.dates,
                self.meetings.dates,
                self.governors.dates,
            ),
        )
