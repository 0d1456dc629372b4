"""Finding the names of people in the text of a copy, so that somebody can look at each of them.

Rather a place too many than one too few: what is found is offered with a tick, and nothing is
blacked out that nobody has seen. Whose record the copy is stays readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Final

from trent_desktop.reports.cases import CaseFile
from trent_desktop.reports.out.text import Block, ExportText, Part
from trent_desktop.reports.out.words import (
    ABBREVIATIONS,
    ALSO_WORDS,
    DOTTED,
    NOT_NAMES,
    PARTICLES,
    TITLES,
    Token,
    tokens_of,
)
from trent_desktop.school.people.directory import plain
from trent_desktop.school.people.people import Member, Pupil


@dataclass(frozen=True, slots=True)
class Place:
    """Letters `start` to `end` of one block."""

    block: str
    start: int
    end: int


@dataclass(frozen=True)
class Person:
    """Somebody whose name may stand in the text. `of_case`: she or he has a part in this case."""

    key: str
    name: str
    of_case: bool
    detail: str = ""  # a class, or a role: what tells two of one name apart
    is_pupil: bool = False

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The parts of the name, as they are compared."""
        return tuple(word for token in tokens_of(self.name) if (word := plain(token.text)))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Places that may name one person, or one of several. `sure`: it is ticked to begin with.

    `title` is the person's name, or what stands there; `hint` says who it may be.
    """

    key: str
    title: str = field(repr=False)
    hint: str = field(repr=False)
    places: tuple[Place, ...]
    sure: bool
    #: Who it is; empty where it may be one of several.
    who: str = ""


def people_of(
    case: CaseFile, pupils: Iterable[Pupil], members: Iterable[Member]
) -> tuple[Person, ...]:
    """Everybody whose name is looked for: those of the case first, then the school's lists."""
    found: dict[tuple[str, str], Person] = {}

    def put(
        key: object, name: str, of_case: bool, detail: str = "", *, is_pupil: bool = False
    ) -> None:
        if name.strip():
            known = str(key) if key else f"name {plain(name)}"
            # Under every name that somebody has had: names change, what was written does not.
            found.setdefault((known, plain(name)), Person(known, name, of_case, detail, is_pupil))

    for one in case.people:
        put(one.pupil_id, one.name, True, one.class_name, is_pupil=True)
    put(case.summary.reporter_id, case.summary.reporter_name, True)
    for entry in case.timeline:
        put(entry.author_id, entry.author_name if entry.author_id else "", True, entry.author_role)
    for action in case.actions:
        put(action.owner_id, action.owner_name, True)
    for pupil in pupils:
        for name in pupil.names:
            put(pupil.id, name, False, pupil.class_name, is_pupil=True)
    for member in members:
        put(member.id, member.name, False)
    return tuple(found.values())


def suggestions(
    text: ExportText, people: Sequence[Person], subject: str = ""
) -> tuple[Suggestion, ...]:
    """Every name of somebody other than `subject` (a person's key), in the order of the text.

    Places never overlap.
    """
    return _Finding(people, subject).all_of(text)


@dataclass(frozen=True, slots=True)
class _Found:
    place: Place
    people: frozenset[int]
    sure: bool
    words: str


class _Finding:
    """Looks through one text for people."""

    def __init__(self, people: Sequence[Person], subject: str) -> None:
        self.people = people
        self.subject = frozenset(at for at, one in enumerate(people) if one.key == subject)
        self.by_word: dict[str, set[int]] = {}
        self.by_initials: dict[str, set[int]] = {}
        self.by_letter: dict[str, set[int]] = {}
        self.joined: dict[str, set[int]] = {}
        for at, one in enumerate(people):
            for word in one.words:
                self.by_word.setdefault(word, set()).add(at)
            if len(one.words) > 1:
                initials = "".join(word[0] for word in one.words)
                for letter in initials:
                    self.by_letter.setdefault(letter, set()).add(at)
                for short in {initials, initials[0] + initials[-1]}:
                    self.by_initials.setdefault(short, set()).add(at)
                for whole in ("".join(one.words), "".join(one.words[::-1])):
                    self.joined.setdefault(whole, set()).add(at)

    def all_of(self, text: ExportText) -> tuple[Suggestion, ...]:
        groups: dict[tuple[object, bool], list[_Found]] = {}
        for block in text.blocks:
            if block.part is Part.HEADING:
                continue
            for one in self._in(block):
                who = one.people or plain(one.words)
                groups.setdefault((who, one.sure), []).append(one)
        return tuple(self._suggestion(at, found) for at, found in enumerate(groups.values()))

    def _suggestion(self, at: int, found: list[_Found]) -> Suggestion:
        first = found[0]
        named = [self.people[one] for one in sorted(first.people)]
        places = tuple(one.place for one in found)
        key = f"{at}"
        if len(named) == 1 and first.sure:
            return Suggestion(key, named[0].name, named[0].detail, places, True, named[0].key)
        if not named:
            hint, who = ("", plain(first.words)) if first.sure else ("This may be a name", "")
            return Suggestion(key, first.words, hint, places, first.sure, who)
        listed = [f"{one.name} ({one.detail})" if one.detail else one.name for one in named[:3]]
        more = f" or {len(named) - 3} more" if len(named) > 3 else ""
        hint = f"This may be {' or '.join(listed)}{more}"
        written = " / ".join(dict.fromkeys(one.words for one in found))
        return Suggestion(key, written, hint, places, first.sure)

    # ------------------------------------------------------------------ one block

    def _in(self, block: Block) -> Iterator[_Found]:
        tokens = tokens_of(block.text)
        found: list[_Found] = []
        free = [True] * len(tokens)
        looks = (self._name, self._initials, self._titled)
        # Known names first: a word with a capital before one of them takes none of it away.
        for ways in (looks, (self._capitals,)):
            at = 0
            while at < len(tokens):
                seen = next(
                    (one for way in ways if free[at] and (one := way(block, tokens, at))), None
                )
                if seen is None:
                    at += 1
                    continue
                one, end = seen
                if all(free[at:end]):
                    free[at:end] = [False] * (end - at)
                    found += [one] if one else []
                at = end
        return iter(sorted(found, key=lambda one: one.place.start))

    def _name(self, block: Block, tokens: list[Token], at: int) -> tuple[_Found | None, int] | None:
        """A name from token `at` on: whole, in part, with a title or an initial."""
        titled = plain(tokens[at].text) in TITLES and _beside(block.text, tokens, at)
        start = at + 1 if titled else at
        who: set[int] = set()
        end = start
        used: list[str] = []
        while end < len(tokens) and (end == start or _beside(block.text, tokens, end - 1)):
            here, form = self._called(tokens[end], who, used)
            if not here:
                break
            who = here
            used.append(form)
            end += 1
        real = [word for word in used if len(word) > 1 and word not in PARTICLES]
        if not who or not real:
            return None
        first, last = tokens[at], tokens[end - 1]
        whole = len(real) > 1 or (len(used) > 1)
        if not whole and not titled and not self._stands_alone(block.text, tokens[start], who):
            return None
        stop = last.end
        if len(last.text) == 1 and block.text[stop : stop + 1] == ".":
            stop += 1
        place = Place(block.id, first.start, stop)
        words = block.text[first.start : stop]
        begins = _begins_a_sentence(block.text, first.start)
        common = not whole and not titled and begins and used[0] in ALSO_WORDS
        return self._whose(place, words, who, used, titled=titled, whole=whole, common=common), end

    def _called(self, token: Token, who: set[int], used: list[str]) -> tuple[set[int], str]:
        """Those of `who` (everybody at first) with this word in their name, and how it stands there."""
        known = [form for form in token.forms() if form in self.by_word]
        form = known[0] if known else token.forms()[0]
        found = {one for form in known for one in self.by_word[form]}
        if len(token.text) == 1 and token.text.isupper():
            found |= self._beginning(token)
        if not who:
            return found | {
                one for form in token.forms() for one in self.joined.get(form, ())
            }, form
        if not token.is_capital and not token.is_uncased and form in ALSO_WORDS:
            found = {one for one in found if self.people[one].of_case}
        again = form in used
        return {one for one in found & who if not again or _doubled(self.people[one])}, form

    def _beginning(self, token: Token) -> set[int]:
        return self.by_letter.get(plain(token.text), set())

    def _stands_alone(self, text: str, token: Token, who: set[int]) -> bool:
        """Whether one word by itself is taken for a name."""
        if len(token.text) < 2:
            return False
        if token.is_capital or token.is_uncased or token.is_in_a_handle(text):
            return True
        if any(form in self.joined for form in token.forms()):
            return True
        here = plain(token.text)
        return here not in ALSO_WORDS and any(self.people[one].of_case for one in who)

    def _whose(
        self,
        place: Place,
        words: str,
        who: set[int],
        used: list[str],
        *,
        titled: bool,
        whole: bool,
        common: bool,
    ) -> _Found | None:
        if not whole:
            # The same word may be in many names: those of the case go before the school's lists.
            who = {one for one in who if self.people[one].of_case} or who
        else:
            best = max(_overlap(self.people[one], used) for one in who)
            who = {one for one in who if _overlap(self.people[one], used) == best}
            who = {one for one in who if self.people[one].of_case} or who
        if titled and all(self.people[one].is_pupil for one in who):
            return _Found(place, frozenset(), True, words)  # a grown-up of that surname
        if self.subject & who:
            if who <= self.subject:
                return None
            return _Found(place, frozenset(who), False, words)
        return _Found(place, frozenset(who), not common, words)

    def _initials(
        self, block: Block, tokens: list[Token], at: int
    ) -> tuple[_Found | None, int] | None:
        """``AK`` of somebody in the case, ``A.K.`` or ``A K`` of anybody."""
        token = tokens[at]
        end = at + 1
        if len(token.text) == 1:
            while (
                end < len(tokens)
                and len(tokens[end].text) == 1
                and _dotted(block.text, tokens, end)
            ):
                end += 1
        letters = "".join(one.text for one in tokens[at:end])
        if not 2 <= len(letters) <= 4 or not letters.isupper():
            return None
        dotted = end > at + 1
        who = set(self.by_initials.get(plain(letters), ()))
        of_case = {one for one in who if self.people[one].of_case}
        if not dotted:
            who = of_case
        if not who or self.subject & self.by_initials[plain(letters)]:
            return None
        who = of_case or who
        stop = tokens[end - 1].end
        stop += block.text[stop : stop + 1] == "." and dotted
        sure = dotted or letters not in ABBREVIATIONS
        place = Place(block.id, token.start, stop)
        return _Found(place, frozenset(who), sure, block.text[token.start : stop]), end

    def _titled(
        self, block: Block, tokens: list[Token], at: int
    ) -> tuple[_Found | None, int] | None:
        """``Mrs Malik``, whom no list knows."""
        if plain(tokens[at].text) not in TITLES or not tokens[at].is_capital:
            return None
        end = at + 1
        while (
            end < len(tokens) and _like_a_name(tokens[end]) and _beside(block.text, tokens, end - 1)
        ):
            end += 1
        if end == at + 1:
            return None
        return self._of(block, tokens, at, end, sure=True), end

    def _capitals(
        self, block: Block, tokens: list[Token], at: int
    ) -> tuple[_Found | None, int] | None:
        """Two or more words with capitals in running text: a name, or perhaps a film."""
        if block.part in (Part.FACT, Part.ENTRY):
            return None
        end = at
        while end < len(tokens) and _like_a_name(tokens[end]):
            end += 1
            if (
                end < len(tokens)
                and block.text[tokens[end - 1].end : tokens[end].start] not in " -"
            ):
                break
        if end - at < 2:
            return None
        return self._of(block, tokens, at, end, sure=False), end

    def _of(self, block: Block, tokens: list[Token], at: int, end: int, *, sure: bool) -> _Found:
        start, stop = tokens[at].start, tokens[end - 1].end
        return _Found(Place(block.id, start, stop), frozenset(), sure, block.text[start:stop])


_GAP: Final = re.compile(r"[ \u00a0]?[,.\-‐‑–]?[ \u00a0]?")
_DOTS: Final = re.compile(r"\.? ?")


def _beside(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether the next token stands beside token `at`, as the parts of one name do."""
    if at + 1 >= len(tokens):
        return False
    gap = text[tokens[at].end : tokens[at + 1].start]
    if (
        gap != "."
        and "." in gap
        and len(tokens[at].text) > 1
        and plain(tokens[at].text) not in DOTTED
    ):
        return False
    return bool(_GAP.fullmatch(gap))


def _begins_a_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" “\"'‘(")
    return not before or before[-1] in ".!?:;\n"


def _dotted(text: str, tokens: Sequence[Token], at: int) -> bool:
    return bool(_DOTS.fullmatch(text[tokens[at - 1].end : tokens[at].start]))


def _like_a_name(token: Token) -> bool:
    return (
        token.is_capital
        and len(token.text) > 1
        and not token.text.isupper()
        and plain(token.text) not in NOT_NAMES
    )


def _overlap(person: Person, used: Iterable[str]) -> int:
    words = set(used)
    return sum(word in words for word in person.words)


def _doubled(person: Person) -> bool:
    """Whether one word stands twice in a name."""
    ordered = sorted(person.words)
    return any(one == other for one, other in pairwise(ordered))
