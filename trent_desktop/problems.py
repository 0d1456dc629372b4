"""What can go wrong in a way that a person should be told about, in words.

A `Problem` is a sentence for the person at the screen, never a traceback: what was wrong, where,
and what to do. Anything that is not a `Problem` is a mistake of ours.
"""

from __future__ import annotations


class Problem(Exception):
    """Something a person is told. `words` says what is wrong, `what_to_do` what helps.

    `where` names the thing concerned (a folder, a file, a field); it never holds content of a
    case, a password or a key.
    """

    def __init__(self, words: str, *, what_to_do: str = "", where: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.what_to_do = what_to_do
        self.where = where

    def __str__(self) -> str:
        """Both sentences, as a command line prints them."""
        return " ".join(part for part in (self.words, self.what_to_do) if part)


class SignInRefused(Problem):
    """Name and password do not belong together, or it is too soon to try again.

    `wait_seconds` is how long until the next try is looked at; 0 when at once.
    """

    def __init__(self, words: str, *, wait_seconds: int = 0, what_to_do: str = "") -> None:
        super().__init__(words, what_to_do=what_to_do)
        self.wait_seconds = wait_seconds


class LaptopNotKnown(SignInRefused):
    """This laptop is not let in for this member yet; a one-time code lets it in."""


class NoLongerMember(SignInRefused):
    """Her access ended: she was suspended or removed."""


class CodeRefused(Problem):
    """A one-time code is mistyped, unknown, used already or expired."""


class WeakPassword(Problem):
    """The new password is too easy to guess."""


class NotASchool(Problem):
    """The folder or server holds no school."""


class FolderNotEmpty(Problem):
    """A school is to be made where there is something already."""


class DamagedKeys(Problem):
    """Neither copy of the key file can be used."""


class DamagedDatabase(Problem):
    """The school's file, or the database on the server, cannot be used as it is."""


class FileGone(DamagedDatabase):
    """The school's file is not in its folder, or empty, though its keys are there."""


class KeysDoNotFit(DamagedDatabase):
    """The school's file does not open with the school's keys: one of them is not the other's."""


class UnreadableFile(Problem):
    """A file that somebody chose cannot be used: what it is, and what would help."""


class SignedOut(Problem):
    """Something was begun after its school was left: nothing of it is opened any more."""

    def __init__(
        self,
        words: str = "The school is closed here: somebody signed out.",
        *,
        what_to_do: str = "Sign in again.",
        where: str = "",
    ) -> None:
        super().__init__(words, what_to_do=what_to_do, where=where)


class SchoolAway(Problem):
    """The school's folder or server cannot be reached just now."""


class SchoolBusy(SchoolAway):
    """Others kept the school's file busy for longer than we wait."""


class ShareEnded(SchoolAway):
    """The part of the program that talks to the school's folder has ended.

    By itself it says nothing of what was pressed: `undone` and `unsure` do.
    """

    def __init__(
        self,
        words: str = "The connection to the school's folder ended.",
        *,
        what_to_do: str = "Sign in again.",
        where: str = "",
    ) -> None:
        super().__init__(words, what_to_do=what_to_do, where=where)

    @classmethod
    def undone(cls) -> ShareEnded:
        """It had ended before something was to be written, which was not even begun."""
        return cls(what_to_do="What you pressed was not done. Sign in again, and press it again.")

    @classmethod
    def unsure(cls) -> ShareEnded:
        """It ended while something was being written: nobody can say whether it was done."""
        return cls(
            what_to_do="What you pressed may not have been done. Sign in again, and look before "
            "you press it again."
        )


class SchoolReadOnly(SchoolAway):
    """The school's file can be read, but nothing can be saved in it just now."""


class SchoolMoved(SchoolReadOnly):
    """The school is kept at another place now; this one says which."""


class SchoolUnsafe(SchoolReadOnly):
    """The locks of the school's folder do not hold between two laptops: nothing is saved there."""


_IF_IT_STAYS = "Tell whoever looks after the network if this stays."


class SchoolSilent(SchoolAway):
    """The school's folder or server does not answer, and does not say no either."""

    def __init__(self, where: str = "", *, goes_on: bool = False, what_to_do: str = "") -> None:
        """`goes_on`: what was pressed is done all the same, once the place answers.

        Without it nothing is said of what was pressed, only of reports, which are always kept;
        `undone`, `unsure` and `at_the_door` say what is so there.
        """
        self.goes_on = goes_on
        if goes_on:
            to_do = (
                "What you pressed is done as soon as it answers, if you leave this program open."
            )
        else:
            to_do = f"{what_to_do or 'Reports that you write wait on this laptop.'} {_IF_IT_STAYS}"
        super().__init__(
            "The school's folder does not answer just now.", what_to_do=to_do, where=where
        )

    @classmethod
    def undone(cls) -> SchoolSilent:
        """Something was to be written, which was not even begun."""
        return cls(what_to_do="What you pressed was not done. Press it again later.")

    @classmethod
    def unsure(cls) -> SchoolSilent:
        """Something is being written, and the program ends: nobody can say whether it is done."""
        return cls(
            what_to_do="What you pressed may not have been done. Look before you press it again."
        )

    @classmethod
    def at_the_door(cls) -> SchoolSilent:
        """Nobody is signed in, so this laptop keeps nothing of hers."""
        return cls(what_to_do="Try again later.")


class SchoolFails(SchoolAway):
    """The school's folder or server is there, and what was asked of it failed."""


class DiskFull(Problem):
    """There is no room left where the school is kept."""


class NotKept(Problem):
    """What was pressed is neither on this laptop nor in the school's file."""

    def __init__(
        self,
        words: str = "Something you pressed is neither on this laptop nor in the school's folder.",
        *,
        what_to_do: str = "Free some room on this laptop, and press it again.",
        where: str = "",
    ) -> None:
        super().__init__(words, what_to_do=what_to_do, where=where)


class TooNew(Problem):
    """The school was last opened by a newer program that this one does not understand."""


class NotAllowed(Problem):
    """The member's roles do not include this act."""


class NotFound(Problem):
    """There is no such case, member or draft, or it is not hers to see."""


class MoveNotPossible(Problem):
    """The case is not in a state from which this can be done."""


class SomebodyWasFaster(Problem):
    """Another member changed the same thing in the meantime; nothing typed is lost."""


class AnswersRefused(Problem):
    """Answers that the service will not take. `errors` holds pairs of question and sentence."""

    def __init__(self, words: str, errors: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(words)
        self.errors = errors


class PrintRefused(Problem):
    """This case must not be printed or exported (rule 3)."""
