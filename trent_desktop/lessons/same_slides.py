"""Which slide of a lesson is which slide of the same lesson as it was before somebody changed it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any, cast

from trent_desktop.lessons.lesson import Lesson, Slide
from trent_desktop.lessons.play import begin, state_to_json

#: Sequences in a state that have one number for each card, option or step: their length tells.
_ONE_EACH = ("boxes", "hands", "places")
_AIMS = "aims"


@dataclass(frozen=True, slots=True)
class SlideMark:
    """What a slide is known by: all that stands on it, its title, and what is done on it."""

    whole: str
    title: str
    kind: str

    def to_json(self) -> list[str]:
        """As plain values."""
        return [self.whole, self.title, self.kind]


def marks_of(lesson: Lesson) -> tuple[SlideMark, ...]:
    """The marks of all slides. Digests: nothing of a lesson can be read in them."""
    return tuple(_mark(slide) for slide in lesson.slides)


def marks_from_json(kept: object) -> tuple[SlideMark, ...]:
    """Kept marks; ValueError for anything else."""
    marks: list[SlideMark] = []
    for one in cast("list[object]", kept) if isinstance(kept, list) else [None]:
        parts = cast("list[object]", one) if isinstance(one, list) else []
        words = [part for part in parts if isinstance(part, str)]
        if len(parts) != 3 or len(words) != 3:
            raise ValueError("not the marks of slides")
        marks.append(SlideMark(*words))
    return tuple(marks)


def marks_from_states(states: Sequence[object]) -> tuple[SlideMark, ...]:
    """The marks of a lesson of which only what was done on its slides is known."""
    return tuple(SlideMark("", "", _kind(state)) for state in states)


def _mark(slide: Slide) -> SlideMark:
    title, body = slide.title.plain, [one.plain for one in slide.body]
    # What is only for the teacher makes it no other slide.
    whole = repr((title, body, slide.picture, slide.activity, slide.aims))
    kind = _kind(state_to_json(begin(slide.activity)) if slide.activity else None)
    kind = _AIMS if slide.aims and not kind else kind
    return SlideMark(_digest(whole), _digest(" ".join(title.split()).casefold()), kind)


def _digest(words: str) -> str:
    return hashlib.blake2b(words.encode("utf-8", "replace"), digest_size=8).hexdigest()


def _kind(state: object) -> str:
    if not isinstance(state, dict):
        return ""
    values = cast("dict[str, Any]", state)
    sizes = [f"{name}{len(values[name])}" for name in _ONE_EACH
             if isinstance(values.get(name), list | tuple)]  # fmt: skip
    return " ".join([*sorted(values), *sizes])


def same_slides(before: Sequence[SlideMark], now: Sequence[SlideMark]) -> dict[int, int]:
    """For each slide of `before` that is still there, where it is `now`; both from 0.

    Empty where nothing of it is: then it is another lesson under the same name.
    """
    if any(not mark.whole for mark in before):
        return _by_what_is_done(before, now)
    pairs: dict[int, int] = {}
    # A slide that was moved is itself wherever it went; one that was rewritten keeps its title.
    for key in (_whole, _title_and_kind, _title):
        _pair(pairs, before, now, key)
    if pairs:
        _pair_between(pairs, before, now)
    return pairs


def where_now(slide: int, pairs: Mapping[int, int]) -> int:
    """Where `slide` is: itself, or, where it was taken out, what came after it or else before."""
    after = [old for old in pairs if old >= slide]
    return pairs[min(after) if after else max(pairs)]


def _whole(mark: SlideMark) -> Hashable:
    return mark.whole


def _title_and_kind(mark: SlideMark) -> Hashable:
    return (mark.title, mark.kind)


def _title(mark: SlideMark) -> Hashable:
    return mark.title


def _pair(
    pairs: dict[int, int],
    before: Sequence[SlideMark],
    now: Sequence[SlideMark],
    key: Callable[[SlideMark], Hashable],
) -> None:
    taken = set(pairs.values())
    for old, mark in enumerate(before):
        if old in pairs:
            continue
        alike = (at for at, one in enumerate(now) if at not in taken and key(one) == key(mark))
        found = next(alike, None)
        if found is not None:
            pairs[old] = found
            taken.add(found)


def _pair_between(
    pairs: dict[int, int], before: Sequence[SlideMark], now: Sequence[SlideMark]
) -> None:
    """Slides with a new title, between two that are known, where as many stand as before."""
    known = [(-1, -1), *sorted(pairs.items()), (len(before), len(now))]
    taken = set(pairs.values())
    for (old, new), (next_old, next_new) in pairwise(known):
        there = range(new + 1, next_new)
        if next_old - old - 1 == len(there) and not taken.intersection(there):
            pairs.update(zip(range(old + 1, next_old), there, strict=True))


def _by_what_is_done(before: Sequence[SlideMark], now: Sequence[SlideMark]) -> dict[int, int]:
    """Lessons kept before slides had marks: what is done on them, in its order, is all there is."""
    if len(before) == len(now):
        return {at: at for at in range(len(before))}
    # What has come in since is mostly the slides with aims: those are nothing that was there.
    there = [at for at, mark in enumerate(now) if mark.kind != _AIMS]
    kinds = [now[at].kind for at in there]
    matcher = SequenceMatcher(None, [one.kind for one in before], kinds, autojunk=False)
    pairs: dict[int, int] = {}
    for block in matcher.get_matching_blocks():
        pairs.update((block.a + at, there[block.b + at]) for at in range(block.size))
    return pairs
