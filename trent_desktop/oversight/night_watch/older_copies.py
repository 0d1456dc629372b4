"""Copies that are not the newest: one is read each evening in turn, and none goes unsaid.

A disk that rots spoils what nobody reads. The newest copy is opened each evening; the others, by
which a school comes back to before something went wrong, would be found spoilt on that very day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from trent_desktop.oversight.night_watch.values import (
    Finding,
    How,
    Kind,
    SeenCopy,
    State,
    What,
)
from trent_desktop.storage.copies.child import GaveUp
from trent_desktop.storage.copies.keeping import to_let_go
from trent_desktop.storage.copies.names import Copy

#: For so long it is said of one that it is gone: nobody can bring it back.
_SAID_FOR: Final = dt.timedelta(days=7)
#: So many may have been made for a day, beside that day's own: before an update, a change of keys.
_BESIDE: Final = 3
#: Those that the program makes and that must open. A file that somebody else put there is none.
_OURS: Final = re.compile(
    r"school-((?:(asked|move|keys|replaced|v\d+_\d+)-)?(\d{4}-\d{2}-\d{2})(?:T\d{6}Z)?)\.db"
)


@dataclass(frozen=True, slots=True)
class OlderCopies:
    """The copies in one place. `place`: a number that is another where they are kept elsewhere.

    `before`: what is known of them from earlier evenings. `most_bytes` they may take together.
    """

    kind: Kind
    place: int
    copies: Sequence[Copy]
    today: dt.date
    before: tuple[SeenCopy, ...]
    most_bytes: int

    def findings(self, read: Callable[[Copy], bool | None]) -> Iterator[Finding]:
        """Read the one that was read longest ago, and say what is spoilt or gone.

        `read` says whether one is whole, None where this laptop has no key to it, and raises
        `GaveUp` where it took too long.
        """
        there = {name: one for one in self.copies if (name := _name(one.path))}
        newest = max((one for one in there.values() if self._counts(one)), key=_age, default=None)
        seen = self._seen(there, newest)
        ended = self._read_one(seen, there, newest, read)
        bad = [one.day for one in seen.values() if one.how is How.BAD]
        gone = [one.day for one in seen.values() if one.how is How.GONE]
        found: list[Finding] = []
        for days, what in ((bad, What.OLDER_SPOILT), (gone, What.OLDER_GONE)):
            if days:
                numbers = {"day": max(days).toordinal(), "count": len(days)}
                found.append(Finding(self.kind, State.WRONG, what, numbers))
        if not found and seen:
            if ended is not None:
                day = {"day": ended.toordinal()}
                found.append(Finding(self.kind, State.WELL, None, day))
            elif len(there) > 1:
                found.append(Finding(self.kind, State.UNSEEN, What.NOT_NOW))
            else:
                found.append(Finding(self.kind, State.WELL))
        for number, one in enumerate(found):
            kept = tuple(seen.values()) if not number else ()
            yield replace(one, numbers={**one.numbers, "place": self.place}, copies=kept)

    def _counts(self, one: Copy) -> bool:
        return one.whole and not one.before and one.day <= self.today

    def _seen(self, there: dict[str, Copy], newest: Copy | None) -> dict[str, SeenCopy]:
        was = {one.name: one for one in self.before}
        seen: dict[str, SeenCopy] = {}
        for name, copy in there.items():
            known = was.get(name)
            on = known.on if known and known.how is not How.GONE else None
            if copy.whole:
                bad = known is not None and known.how is How.BAD
                seen[name] = SeenCopy(name, copy.day, How.BAD if bad else How.HELD, on)
            elif newest is not None and copy.day <= newest.day:
                # What opens it is gone. Of newer ones it is said that the newest is not whole.
                seen[name] = SeenCopy(name, copy.day, How.BAD, on)
        missing = [one for one in self.before if one.name not in there]
        let_go = self._let_go([one for one in missing if one.how is How.HELD])
        for one in missing:
            if one.how is How.HELD and one.name not in let_go:
                seen[one.name] = replace(one, how=How.GONE, on=self.today)
            elif one.how is How.GONE and one.on and self.today - one.on < _SAID_FOR:
                seen[one.name] = one
        return seen

    def _let_go(self, missing: Iterable[SeenCopy]) -> set[str]:
        """Those that the program need not have kept any more."""
        size = max((one.size for one in self.copies), default=0)
        again: list[Copy] = []
        for one in missing:
            path = Path(f"school-{one.name}.db")
            found = _OURS.fullmatch(path.name)
            again.append(Copy(path, one.day, True, size, (found[2] or "") if found else ""))
        there = [*self.copies, *again]
        thinned = to_let_go(there, self.today, sum(one.size for one in there))
        gone = set(thinned)
        if self._were_too_much(size):
            # For want of room the oldest go first: what is older than one that stayed did not go so.
            might = [one for one in to_let_go(there, self.today, 0) if one not in gone]
            stayed = min((_age(one) for one in might if one in self.copies), default=None)
            gone |= {one for one in might if stayed is None or _age(one) < stayed}
        return {_name(one.path) for one in gone}

    def _were_too_much(self, size: int) -> bool:
        """Whether there may have been no room for all of them since they were looked at last.

        `size`: of the largest. What came and went meanwhile was seen by nobody.
        """
        sizes = {_name(one.path): one.size for one in self.copies}
        known = {one.name for one in self.before}
        looked = max((one.on or one.day for one in self.before), default=self.today)
        unseen = _BESIDE + max(0, (self.today - looked).days)
        most = sum(sizes.get(one.name, size) for one in self.before if one.how is not How.GONE)
        most += sum(one.size for one in self.copies if _name(one.path) not in known)
        return most + unseen * size > self.most_bytes

    def _read_one(
        self,
        seen: dict[str, SeenCopy],
        there: dict[str, Copy],
        newest: Copy | None,
        read: Callable[[Copy], bool | None],
    ) -> dt.date | None:
        """The day of the one that was read; None for none."""
        turns = sorted(
            (one for one in seen.values() if one.name in there),
            key=lambda one: (one.on or dt.date.min, one.day, one.name),
        )
        for one in turns:
            copy = there[one.name]
            if copy is newest or not copy.whole:
                continue
            whole: bool | None = None
            with suppress(GaveUp):  # it takes too long: the next one tomorrow
                whole = read(copy)
                if whole is None:
                    continue
            how = one.how if whole is None else How.HELD if whole else How.BAD
            seen[one.name] = replace(one, how=how, on=self.today)
            return one.day if whole is not None else None
        return None


def known_before(
    kind: Kind, place: int, history: Iterable[tuple[dt.date, tuple[Finding, ...]]]
) -> tuple[SeenCopy, ...]:
    """What the last evening that looked at this very place knew of its copies."""
    looked = [
        (day, one.copies)
        for day, findings in history
        for one in findings
        if one.kind is kind and one.copies and one.numbers.get("place") == place
    ]
    return max(looked, key=lambda one: one[0])[1] if looked else ()


def _name(path: Path) -> str:
    found = _OURS.fullmatch(path.name)
    return found[1] if found else ""


def _age(one: Copy) -> tuple[dt.date, str]:
    return one.day, one.path.name
