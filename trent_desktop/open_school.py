"""An open school: everything a signed-in member can do, in one place."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection
from dataclasses import replace

from trent_desktop.agreements.register.merging import AgreementsOfPupil
from trent_desktop.agreements.register.rows import signed_by_staff
from trent_desktop.agreements.service import agreements_of
from trent_desktop.children.service import PersonPages
from trent_desktop.lessons.library import LessonLibrary
from trent_desktop.lessons.log import LessonLog
from trent_desktop.moving.service import MoveService
from trent_desktop.news import Moved
from trent_desktop.oversight.accounts.service import AccountService
from trent_desktop.oversight.calendar.service import CalendarService
from trent_desktop.oversight.filter_checks.service import FilterCheckService
from trent_desktop.oversight.governors.gathering import Sources, family_numbers, staff_numbers
from trent_desktop.oversight.governors.service import GovernorsService
from trent_desktop.oversight.meetings.merging import MeetingsOfPupil
from trent_desktop.oversight.meetings.service import MeetingService
from trent_desktop.oversight.night_watch.service import NightWatch
from trent_desktop.oversight.training.rows import trained_on
from trent_desktop.oversight.training.service import TrainingService
from trent_desktop.policy.drafting import PolicyDrafts
from trent_desktop.policy.induction import InductionService
from trent_desktop.policy.reading import ReadingService
from trent_desktop.policy.service import PolicyService
from trent_desktop.reports.again.keeping import held_again
from trent_desktop.reports.attachments.service import AttachmentService
from trent_desktop.reports.figures.service import FiguresService
from trent_desktop.reports.followed import Changes
from trent_desktop.reports.following import Follower
from trent_desktop.reports.giving_back import GivingBack
from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.letters.service import LetterService
from trent_desktop.reports.mail.service import MailService
from trent_desktop.reports.out.giving import GivingOut
from trent_desktop.reports.out.lists import CaseLists
from trent_desktop.reports.out.pack import Packs
from trent_desktop.reports.put_back import remembered_in
from trent_desktop.reports.review.gathering import FilterReview
from trent_desktop.reports.service import CaseService
from trent_desktop.reports.supervision.service import SupervisionService
from trent_desktop.reports.tasks.service import TaskService
from trent_desktop.reports.waiting.drafts import DraftService
from trent_desktop.reports.waiting.outbox import waiting_drafts
from trent_desktop.reports.who.whom import WhomToTell
from trent_desktop.school.class_lists.service import ClassListService
from trent_desktop.school.classes.service import PupilService
from trent_desktop.school.classes.timeline import TimelineService
from trent_desktop.school.keys.keys_put_by import KeysPutBy
from trent_desktop.school.keys.laptops.known_laptops import LaptopService
from trent_desktop.school.keys.later_entry import write_down
from trent_desktop.school.keys.own_password import OwnPassword
from trent_desktop.school.keys.put_by_here import OtherKey
from trent_desktop.school.keys.roles import RoleService
from trent_desktop.school.keys.session import SignedIn
from trent_desktop.school.people.directory import to_json
from trent_desktop.school.people.finding import PeopleService
from trent_desktop.school.people.members import MemberService
from trent_desktop.school.putting_back.service import PutBackService
from trent_desktop.school.school_year.service import SchoolYearService
from trent_desktop.school.settings.copies import CopyService
from trent_desktop.school.settings.copy_keys import CopyKeyService
from trent_desktop.school.settings.service import SettingsService
from trent_desktop.school_on_laptop import DIRECTORY_NOTE, SchoolOnLaptop
from trent_desktop.storage.audit import ChainCheck, check_chain
from trent_desktop.storage.beside.memory import Standing
from trent_desktop.storage.copies.checking import check_file
from trent_desktop.storage.location import Location


class OpenSchool(SchoolOnLaptop):
    """A school with somebody signed in. Made by `open_school`; close it when done.

    `notices` are sentences to show once; `started_away` says that the share was not there.
    """

    def __init__(
        self,
        location: Location,
        signed_in: SignedIn,
        notices: tuple[str, ...],
        *,
        away: bool,
        others: tuple[OtherKey, ...] = (),
        seen: tuple[int, str] | None = None,
    ) -> None:
        """`others`: keys in the school's file that this laptop does not know.

        `seen`: the newest entry of the audit trail, when the share was there.
        """
        index = LocalIndex(signed_in.store, signed_in.member.id)
        password = OwnPassword(signed_in)
        super().__init__(location, signed_in, index, password, notices, away=away)
        self._own_password = password
        self.cases = CaseService(signed_in, index)
        self.attachments = AttachmentService(signed_in, index)
        self.figures = FiguresService(signed_in, index)
        self.whom = WhomToTell(signed_in, index)
        self.supervision = SupervisionService(signed_in)
        self.mail = MailService(signed_in)
        self.filter_checks = FilterCheckService(signed_in)
        self.filter_review = FilterReview(signed_in, self.filter_checks.for_review)
        self.drafts = DraftService(signed_in.store.box)
        self.letters = LetterService(signed_in)
        self.giving_back = GivingBack(signed_in)
        self.people = PeopleService(signed_in)
        self.settings = SettingsService(signed_in)
        self.copies = CopyService(signed_in)
        self.copy_keys = CopyKeyService(signed_in)
        self.watch = NightWatch(signed_in)
        self.roles_held = RoleService(signed_in)
        self.keys_put_by = KeysPutBy(signed_in, others)
        self.tasks = TaskService(
            signed_in,
            index,
            self.drafts,
            self.keys_put_by,
            over=self.cases.over,
            reset=lambda: self.giving_back.members,
        )
        self.putting_back = PutBackService(
            signed_in,
            password,
            lambda: remembered_in(signed_in.store),
            self._can_bring_again,
        )
        self.giving_out = GivingOut(signed_in, password, index)
        self.case_lists = CaseLists(signed_in, password, self.cases.page)
        self.packs = Packs(signed_in, password, index)
        self.laptops = LaptopService(signed_in, password)
        self.members = MemberService(signed_in)
        self.moving = MoveService(signed_in, password)
        of_pupils = (AgreementsOfPupil(), MeetingsOfPupil())
        self.pupils = PupilService(signed_in, of_pupils)
        self.timeline = TimelineService(signed_in, of_pupils)
        self.class_lists = ClassListService(signed_in)
        self.school_year = SchoolYearService(signed_in)
        self.lessons = LessonLibrary(signed_in)
        self.lesson_log = LessonLog(signed_in)
        self.agreements = agreements_of(signed_in)
        self.policy = PolicyService(signed_in)
        self.training = TrainingService(signed_in)
        self.policy_drafts = PolicyDrafts(signed_in)
        self.policy_reading = ReadingService(signed_in)
        self.induction = InductionService(signed_in, signed=signed_by_staff, trained=trained_on)
        self.meetings = MeetingService(signed_in)
        self.accounts = AccountService(signed_in, password)
        self.governors = GovernorsService(
            signed_in,
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
        self.children = PersonPages(signed_in, self.agreements.register, self.lesson_log)
        self.calendar = CalendarService(
            signed_in,
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
        self._follower = Follower(
            signed_in,
            index,
            self.cases.sending,
            self.drafts,
            self._keep_directory,
            also_deliver=(
                self.lesson_log.deliver,
                self.tasks.deliver,
                self.supervision.pass_on,
                lambda: write_down(signed_in),
            ),
            seen=seen,
        )

    def __repr__(self) -> str:
        """Says which kind of place and who, no more."""
        return f"OpenSchool({self._location.kind}, {self._me.member.id})"

    def follow(self, progress: Callable[[int, int], None] | None = None) -> Changes:
        """One look at the share; see `Follower.look`. Call it every four seconds or so."""
        together = self._me.database.together
        if together is None:
            return self._follower.look(progress)
        together.look()
        seen = self._follower.look(progress)
        return replace(seen, trouble=together.trouble or seen.trouble)

    def locks(self) -> Standing | None:
        """Whether two laptops can use the school's folder at once; None on a server."""
        together = self._me.database.together
        return together.standing() if together else None

    def listen(self, tell: Callable[[Moved], object]) -> None:
        """Tell what is changed from here, as soon as it is kept, on the thread that changed it.

        `tell` must return at once, and raise nothing.
        """
        self._me.database.news.listen(tell)
        self._me.store.news.listen(tell)

    def to_rest(self) -> Callable[[], None]:
        """The screen is locked: what to do as soon as all that was pressed before is written.

        Whoever has a process of its own for the school ends it then, unless the screen was unlocked
        meanwhile.
        """
        return lambda: None

    def hurry(self) -> None:
        """The program ends. Whoever waits for a place that does not answer gives up now."""

    def close(self) -> None:
        """Close the store on this laptop and any connection."""
        self.watch.close()
        self.mail.close()
        self._me.store.close()
        self._me.database.close()

    # ------------------------------------------------------------------ passwords

    def change_password(self, old: str, new: str) -> None:
        """Wrap her keys anew under a new password.

        Raises `SignInRefused` for a wrong old one, `WeakPassword` (not in a sample school), or
        `SchoolAway`; the old password then stays.
        """
        self._own_password.change(old, new)

    # ------------------------------------------------------------------ checks

    def check_audit(self, progress: Callable[[int, int], object] | None = None) -> ChainCheck:
        """Follow the audit chain from its first link to its last; see `check_chain`."""
        return check_chain(self._me.database.read, progress)

    def check_file(self) -> None:
        """Check every page of the school's file; see `check_file`. Takes seconds."""
        check_file(self._me.database)

    def _can_bring_again(self, case_ids: Collection[uuid.UUID]) -> int:
        """How many of these cases this laptop still has to send, or keeps the rows of."""
        waiting = {one.id for one in waiting_drafts(self._me.store.box)} & {*case_ids}
        return len(waiting | {one.case_id for one in held_again(self._me, case_ids)})

    def _keep_directory(self, directory: object) -> None:
        del directory  # the newest is already with the signed-in member
        self._me.store.remember(DIRECTORY_NOTE, to_json(self._me.directory))
