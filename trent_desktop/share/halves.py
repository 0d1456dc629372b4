"""The half of each service that a laptop has by itself, for the window's process.

Whatever else a service does is asked of the share's process: `asked.py` says what there is.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from trent_desktop.reports.index import LocalIndex
from trent_desktop.reports.on_laptop import CasesOnLaptop
from trent_desktop.reports.tasks.on_laptop import TasksOnLaptop
from trent_desktop.reports.waiting.drafts import DraftService
from trent_desktop.reports.who.whom import WhomToTell
from trent_desktop.school.keys.password_here import PasswordOnLaptop
from trent_desktop.school.keys.put_by_here import KeysPutByOnLaptop, OtherKey
from trent_desktop.school.keys.session import Clocked, SignedIn
from trent_desktop.school.people.finding import PeopleService
from trent_desktop.school.settings.on_laptop import SettingsOnLaptop
from trent_desktop.school_on_laptop import SchoolOnLaptop
from trent_desktop.storage.location import Location

if TYPE_CHECKING:
    from trent_desktop.children.on_laptop import PagesOnLaptop
    from trent_desktop.lessons.drafts import LessonDrafts
    from trent_desktop.lessons.on_laptop import LibraryOnLaptop
    from trent_desktop.lessons.taught_here import TaughtOnLaptop
    from trent_desktop.oversight.calendar.on_laptop import CalendarOnLaptop
    from trent_desktop.oversight.governors.on_laptop import GovernorsOnLaptop
    from trent_desktop.reports.attachments.on_laptop import AttachmentsOnLaptop
    from trent_desktop.reports.figures.on_laptop import FiguresOnLaptop
    from trent_desktop.reports.given_back import GivingBackOnLaptop
    from trent_desktop.reports.letters.on_laptop import LettersOnLaptop
    from trent_desktop.reports.mail.on_laptop import MailOnLaptop
    from trent_desktop.reports.out.giving_here import GivingOnLaptop
    from trent_desktop.reports.out.listed import ListsOnLaptop
    from trent_desktop.reports.review.reviewed import ReviewOnLaptop
    from trent_desktop.reports.waiting.to_outbox import ToOutbox
    from trent_desktop.school.class_lists.on_laptop import ClassListsOnLaptop
    from trent_desktop.school.keys.laptops.on_laptop import LaptopsOnLaptop
    from trent_desktop.school.keys.recovery.proved import ProvedOnLaptop
    from trent_desktop.school.keys.roles_here import RolesOnLaptop
    from trent_desktop.school.settings.copies_here import CopiesOnLaptop


class SchoolHere(SchoolOnLaptop):
    """The halves under the names of `OpenSchool`, each made, and imported, when first asked for."""

    def __init__(
        self,
        location: Location,
        signed_in: SignedIn,
        notices: tuple[str, ...],
        others: tuple[OtherKey, ...],
        *,
        away: bool,
    ) -> None:
        index = LocalIndex(signed_in.store, signed_in.member.id)
        super().__init__(
            location, signed_in, index, PasswordOnLaptop(signed_in), notices, away=away
        )
        self.keys_put_by = KeysPutByOnLaptop(signed_in, others)

    def __repr__(self) -> str:
        """Says which kind of place and who, no more."""
        return f"School({self._location.kind}, {self._me.member.id})"

    def half_of(self, path: str) -> Any:
        """What this laptop has of a service, or of the school for the empty path; None for none."""
        return getattr(self, path.replace(".", "_"), None) if path else self

    def close(self) -> None:
        """Close the store on this laptop."""
        self._me.store.close()

    # ------------------------------------------------------------------ wanted for the first page

    @cached_property
    def cases(self) -> CasesOnLaptop:
        """See `CaseService`."""
        return CasesOnLaptop(self._me, self._index)

    @cached_property
    def drafts(self) -> DraftService:
        """All of it is on this laptop."""
        return DraftService(self._me.store.box)

    @cached_property
    def people(self) -> PeopleService:
        """All of it is on this laptop."""
        return PeopleService(self._me)

    @cached_property
    def settings(self) -> SettingsOnLaptop:
        """See `SettingsService`."""
        return SettingsOnLaptop(self._me)

    @cached_property
    def tasks(self) -> TasksOnLaptop:
        """See `TaskService`."""
        return TasksOnLaptop(
            self._me,
            self._index,
            self.drafts,
            self.keys_put_by,
            over=self.cases.over,
            reset=lambda: self.giving_back.members,
        )

    @cached_property
    def whom(self) -> WhomToTell:
        """All of it is on this laptop."""
        return WhomToTell(self._me, self._index)

    @cached_property
    def calendar(self) -> CalendarOnLaptop:
        """See `CalendarService`."""
        from trent_desktop.oversight.calendar.on_laptop import CalendarOnLaptop

        return CalendarOnLaptop(self._me, self.tasks)

    @cached_property
    def giving_back(self) -> GivingBackOnLaptop:
        """See `GivingBack`."""
        from trent_desktop.reports.given_back import GivingBackOnLaptop

        return GivingBackOnLaptop(self._me)

    # ------------------------------------------------------------------ wanted by a room

    @cached_property
    def cases_sending(self) -> ToOutbox:
        """See `Sending`."""
        from trent_desktop.reports.waiting.to_outbox import ToOutbox

        return ToOutbox(self._me)

    @cached_property
    def attachments(self) -> AttachmentsOnLaptop:
        """See `AttachmentService`."""
        from trent_desktop.reports.attachments.on_laptop import AttachmentsOnLaptop

        return AttachmentsOnLaptop(self._me, self._index)

    @cached_property
    def figures(self) -> FiguresOnLaptop:
        """See `FiguresService`."""
        from trent_desktop.reports.figures.on_laptop import FiguresOnLaptop

        return FiguresOnLaptop(self._me, self._index)

    @cached_property
    def mail(self) -> MailOnLaptop:
        """See `MailService`."""
        from trent_desktop.reports.mail.on_laptop import MailOnLaptop

        return MailOnLaptop(self._me)

    @cached_property
    def letters(self) -> LettersOnLaptop:
        """See `LetterService`."""
        from trent_desktop.reports.letters.on_laptop import LettersOnLaptop

        return LettersOnLaptop(self._me)

    @cached_property
    def giving_out(self) -> GivingOnLaptop:
        """See `GivingOut`."""
        from trent_desktop.reports.out.giving_here import GivingOnLaptop

        return GivingOnLaptop(self._me)

    @cached_property
    def case_lists(self) -> ListsOnLaptop:
        """See `CaseLists`."""
        from trent_desktop.reports.out.listed import ListsOnLaptop

        return ListsOnLaptop(self._me)

    @cached_property
    def filter_review(self) -> ReviewOnLaptop:
        """See `FilterReview`."""
        from trent_desktop.reports.review.reviewed import ReviewOnLaptop

        return ReviewOnLaptop(self._me)

    @cached_property
    def children(self) -> PagesOnLaptop:
        """See `PersonPages`."""
        from trent_desktop.children.on_laptop import PagesOnLaptop

        return PagesOnLaptop(self._me)

    @cached_property
    def lessons(self) -> LibraryOnLaptop:
        """See `LessonLibrary`."""
        from trent_desktop.lessons.on_laptop import LibraryOnLaptop

        return LibraryOnLaptop(self._me)

    @cached_property
    def lesson_drafts(self) -> LessonDrafts:
        """All of it is on this laptop."""
        from trent_desktop.lessons.drafts import LessonDrafts

        return LessonDrafts(self._me.store.box, self._me.clock)

    @cached_property
    def lesson_log(self) -> TaughtOnLaptop:
        """See `LessonLog`."""
        from trent_desktop.lessons.taught_here import TaughtOnLaptop

        return TaughtOnLaptop(self._me)

    @cached_property
    def governors(self) -> GovernorsOnLaptop:
        """See `GovernorsService`."""
        from trent_desktop.oversight.governors.on_laptop import GovernorsOnLaptop

        return GovernorsOnLaptop(self._me)

    @cached_property
    def class_lists(self) -> ClassListsOnLaptop:
        """See `ClassListService`."""
        from trent_desktop.school.class_lists.on_laptop import ClassListsOnLaptop

        return ClassListsOnLaptop(self._me)

    @cached_property
    def copies(self) -> CopiesOnLaptop:
        """See `CopyService`."""
        from trent_desktop.school.settings.copies_here import CopiesOnLaptop

        return CopiesOnLaptop(self._me)

    @cached_property
    def laptops(self) -> LaptopsOnLaptop:
        """See `LaptopService`."""
        from trent_desktop.school.keys.laptops.on_laptop import LaptopsOnLaptop

        return LaptopsOnLaptop(self._me)

    @cached_property
    def members(self) -> ProvedOnLaptop:
        """See `MemberService`."""
        from trent_desktop.school.keys.recovery.proved import ProvedOnLaptop

        return ProvedOnLaptop(self._me)

    @cached_property
    def roles_held(self) -> RolesOnLaptop:
        """See `RoleService`."""
        from trent_desktop.school.keys.roles_here import RolesOnLaptop

        return RolesOnLaptop(self._me)

    # ------------------------------------------------------------------ of which it has the clock

    @cached_property
    def _clocked(self) -> Clocked:
        return Clocked(self._me)

    @property
    def accounts(self) -> Clocked:
        """See `AccountService`."""
        return self._clocked

    filter_checks = meetings = policy = supervision = training = accounts
