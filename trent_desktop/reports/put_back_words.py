"""What is said of copies, and of what putting one back would change: in the window and by command."""

from __future__ import annotations

from trent_desktop.journeys.answers import date_for_people, moment_for_people
from trent_desktop.reports.kinds import KINDS
from trent_desktop.school.putting_back.values import (
    CopyLine,
    DonePuttingBack,
    MissingCase,
    WouldChange,
)
from trent_desktop.sentences import sentences

_BEFORE = {
    "asked": "Somebody asked for it",
    "move": "Before the school was moved",
    "keys": "Before the keys were changed",
    "replaced": "What was there before another copy was put back",
    "damaged": "A file that did not read, as it was",
    "prepared": "Made ready, and not yet in its place",
}
#: Of one whose pages nobody has read: it is read from end to end before it is put back.
NOT_OPENED = "Made by a scheduled job, and not read through yet"
_KEYS_ONLY = (
    "Nothing of what was written. The school’s file is whole, and stays as it is: only its keys come "
    "out of this copy."
)
#: What another laptop has lies on it alone, so nobody can say here how much it is.
_OTHERS = (
    "Other laptops bring again what was sent from them in the last ninety days, each as soon as "
    "somebody is signed in there. How much that is cannot be seen from here."
)
#: So many reports are named; of the rest it is said how many they are.
MOST_NAMED = 12


def copy_title(copy: CopyLine) -> str:
    """Which copy it is."""
    if copy.before:
        return f"{moment_for_people(copy.made.astimezone())}"
    return date_for_people(copy.day)


def copy_chip(copy: CopyLine) -> str:
    """What is to be seen at once of a copy: empty for a good one."""
    return "Not whole" if copy.opened and not copy.whole else ""


def copy_details(copy: CopyLine) -> str:
    """What it holds, in one line."""
    parts: list[str] = []
    if not copy.opened:
        parts.append(NOT_OPENED)
    if copy.before:
        parts.append(_BEFORE.get(copy.before, "Before the file was brought up to date"))
    if copy.verified:
        held = many(copy.reports, "report")
        if copy.until is not None:
            held += f", the newest of {moment_for_people(copy.until.astimezone())}"
        parts += [held, many(copy.members, "member")]
    if copy.newer:
        parts.append("Made by a newer Trent Desktop, which alone can put it back")
    elif not copy.verified:
        parts.append("It does not open with your keys, or is damaged")
    if copy.elsewhere:
        parts.append("In the second place")
    return sentences(*parts)


def what_would_change(would: WouldChange) -> list[str]:
    """Sentences, without the names of reports that would be missing."""
    said: list[str] = []
    if would.keys_only:
        return [_KEYS_ONLY]
    if not would.readable:
        said.append(would.now)
        said.append(
            "What came after this copy cannot be counted, because the school’s file cannot be read."
        )
        if would.offered:
            said.append(_brings(would.offered))
        said.append(_OTHERS)
    elif would.all_missing:
        one = would.all_missing == 1
        said.append(
            f"{many(would.all_missing, 'report')} that {'is' if one else 'are'} there now would "
            "be missing."
        )
    else:
        said.append("No report would be missing.")
    if would.all_missing:
        said.append(f"This laptop can bring back {would.offered:,} of them automatically.")
    changed = len(would.shorter) + would.shorter_unread
    if changed:
        said.append(f"{many(changed, 'report')} would lose what was added since.")
    if would.readable and (would.all_missing > would.offered or changed):
        said.append(_OTHERS)
    if would.back:
        said.append(f"{many(would.back, 'report')} would come back.")
    if would.others:
        said.append(f"Also missing: {', '.join(would.others)}.")
    if would.destroyed:
        verb = "was destroyed, and stays" if would.destroyed == 1 else "were destroyed, and stay"
        said.append(f"{many(would.destroyed, 'report')} in it {verb} so.")
    return said


def _brings(offered: int) -> str:
    one = offered == 1
    return (
        f"{many(offered, 'report')} that {'is' if one else 'are'} not in this copy "
        f"{'was' if one else 'were'} sent from this laptop, which brings {'it' if one else 'them'} "
        "back automatically."
    )


def what_stays(would: WouldChange) -> str:
    """What putting it back does not touch."""
    kept = (
        "Members, roles and passwords stay as they are. Whoever was removed stays removed, and a "
        "child marked “never” stays marked. What is there now is kept as a copy of its own."
    )
    if would.keys_only:
        return (
            "Reports, members and roles stay as they are. Everybody signs in with the password of "
            "that day. Whoever was removed since stays out; whoever joined or got other keys since "
            "is given a slip."
        )
    if would.keys_too:
        return (
            "The school’s keys are gone as well, so they come out of this copy: everybody signs in "
            "with the password of that day. Whoever was removed since, as far as this laptop "
            "knows, is left out. Look at the list of members afterwards."
        )
    if not would.readable:
        return (
            "Passwords stay as they are. Members and roles are those of the copy, except for "
            "whoever no longer has a key. Look at the list of members afterwards."
        )
    return kept


def who_waits(would: WouldChange) -> str:
    """Who else is in; empty for nobody."""
    if not would.laptops:
        return ""
    who = "One other laptop has" if would.laptops == 1 else f"{would.laptops:,} other laptops have"
    return (
        f"{who} the school open. They are asked to finish what they save, and wait until it is "
        "done. Nobody is signed out."
    )


def case_line(one: MissingCase) -> str:
    """A report that would be missing."""
    title = next((kind.title for kind in KINDS if kind.name == one.kind), "Report")
    on = f", {date_for_people(one.recorded.astimezone().date())}" if one.recorded else ""
    return f"{one.reference}: {title}{on}"


def done_words(done: DonePuttingBack) -> list[str]:
    """What was done, and what comes next."""
    if done.keys_only:
        said = f"The school’s keys came out of the copy of {copy_title(done.copy)}"
        return [
            f"{said}, which was put back for them alone. The school’s file stayed as it was.",
            "Whoever cannot sign in now is given a slip: School, Members.",
        ]
    said = [f"The copy of {copy_title(done.copy)} was put back, and is in its place."]
    if done.kept:
        said.append(f"What was there is kept among the copies as {done.kept}.")
    said.append("Everybody signs in as before. Each laptop says at its next look who put it back.")
    if done.damaged or done.keys_too:
        said.append(
            "Look at the list of members, and whether whoever joined or got other roles since that "
            "copy is there."
        )
    return said


def many(count: int, what: str) -> str:
    """``1 report``, ``2 reports``."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
