"""Whether a lesson is right for its age: words, cards and ways on each slide (rule 22).

Words are counted as a child sees them at one time: of a story one panel, of a cover what lies
under it only when it is lifted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from trent_desktop.faults import Fault
from trent_desktop.lessons.lesson import (
    Activity,
    Card,
    Choose,
    Discuss,
    Lesson,
    Limits,
    MessagePart,
    Order,
    Promise,
    Reveal,
    Rewrite,
    Slide,
    Sort,
    Spot,
    Story,
    Text,
    Vote,
)

#: Letters of a word, on the average, that a text may have; in ours it is half of that.
_LETTERS_A_WORD = 12
#: Letters that have room on one line of any board, an address too; what is longer breaks anywhere.
_LONGEST_WORD = 45
#: Scripts that put no spaces between words break between letters.
_PARTS = re.compile(
    r"\s+|(?<=-)|(?<=[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7af])"
)


def weigh(lesson: Lesson) -> list[Fault]:
    """What is too much for the age, or missing."""
    faults: list[Fault] = []
    for slide in lesson.slides:
        faults += _slide(slide, lesson.limits)
    planned = sum(slide.minutes for slide in lesson.slides)
    timed = all(slide.minutes for slide in lesson.slides)  # a lesson half written has time yet
    if timed and planned and abs(planned - lesson.minutes) > 5:
        faults.append(
            Fault(
                0,
                f"The slides take {planned:g} minutes, the head says {lesson.minutes}.",
                "Change one of them.",
            )
        )
    return faults


def remarks(lesson: Lesson) -> list[Fault]:
    """What is worth a second look, and keeps nobody from teaching the lesson."""
    chosen = [one for one in lesson.slides if isinstance(one.activity, Choose)]
    first = [one.activity.options[0].good for one in chosen if isinstance(one.activity, Choose)]
    if len(chosen) < 2 or not all(first):
        return []
    return [
        Fault(
            chosen[-1].line,
            "On the board the first way is a good one each time something is chosen.",
            "Reword a way on one of these slides: the board then puts it elsewhere.",
        )
    ]


@dataclass(frozen=True, slots=True)
class _Words:
    """What an activity says: what a child reads at one time, on cards, and after a tap.

    Of `one_at_a_time` a single text is on the board. `labels` are there together; they may be as
    long as reading text where `sentences` is set. `answers` are sentences of their own. `ways` is
    between how many she chooses.
    """

    one_at_a_time: tuple[Text, ...] = ()
    labels: tuple[Text, ...] = ()
    sentences: bool = False
    answers: tuple[Text, ...] = ()
    ways: int = 0


def _words(activity: Activity | None) -> _Words:
    match activity:
        case None:
            return _Words()
        case Story(panels=panels):
            return _Words(one_at_a_time=_on(panels))
        case Reveal(items=items):
            under = tuple(one.under for one in items)
            return _Words(labels=tuple(one.card.text for one in items), answers=under)
        case Choose(options=options):
            return _Words(
                labels=tuple(one.card.text for one in options),
                answers=tuple(one.leads_to for one in options),
                ways=len(options),
            )
        case Vote(options=cards) | Order(steps=cards):
            return _Words(labels=_on(cards))
        case Sort(boxes=boxes, cards=cards):
            return _Words(labels=(*boxes, *_on(cards)))
        case Spot(places=places):
            return _Words(answers=tuple(place.says for place in places))
        case Discuss(prompts=lines) | Promise(lines=lines):
            return _Words(labels=lines, sentences=True)
        case Rewrite(parts=parts):
            return _Words(labels=tuple(_longest(part) for part in parts))
        case _:
            assert_never(activity)


def _on(cards: Sequence[Card]) -> tuple[Text, ...]:
    return tuple(card.text for card in cards)


def _longest(part: MessagePart) -> Text:
    """Of a part of a message one wording stands on the board at a time."""
    return max((part.text, *part.instead), key=lambda text: text.words)


def reading_words(slide: Slide) -> int:
    """The most words of reading text that are on the board at one time."""
    fixed = slide.title.words + sum(text.words for text in slide.body)
    shown = _words(slide.activity).one_at_a_time
    return fixed + max((one.words for one in shown), default=0)


def _slide(slide: Slide, limits: Limits) -> list[Fault]:
    faults: list[Fault] = []

    def fault(words: str, instead: str) -> None:
        faults.append(Fault(slide.line, words, instead))

    found = reading_words(slide)
    if found > limits.text:
        fault(
            f"There are {found} words to read on this slide.",
            f"At this age use at most {limits.text} at one time.",
        )
    said = _words(slide.activity)
    allowed = limits.text if said.sentences else limits.label
    longest = max((text.words for text in said.labels), default=0)
    if longest > allowed:
        fault(f"A card has {longest} words.", f"At this age use at most {allowed}.")
    total = sum(text.words for text in said.labels)
    if total > limits.labels:
        fault(f"All cards together have {total} words.", f"Use at most {limits.labels}.")
    longest = max((text.words for text in said.answers), default=0)
    if longest > limits.text:
        fault(f"An answer has {longest} words.", f"At this age use at most {limits.text}.")
    faults += _letters(slide, said, limits)
    if said.ways > limits.options:
        fault(
            f"There are {said.ways} ways to choose.", f"At this age use at most {limits.options}."
        )
    if not slide.notes.say:
        fault("There is nothing for the teacher to say.", "Add a block “::: notes” with “Say: …”.")
    return faults


def _letters(slide: Slide, said: _Words, limits: Limits) -> list[Fault]:
    """What has few words, and yet no room: one word without end, or signs that are no words."""
    texts = [slide.title, *slide.body, *said.one_at_a_time, *said.labels, *said.answers]
    parts = (part for text in texts for part in _PARTS.split(text.plain))
    longest = max(parts, key=len, default="")
    if len(longest) > _LONGEST_WORD:
        return [
            Fault(
                slide.line,
                f"“{longest[:20]}…” is a word of {len(longest):,} letters.",
                f"Shorten it, or break it with a space: {_LONGEST_WORD} letters have room.",
            )
        ]
    fixed = len(slide.title.plain) + sum(len(text.plain) for text in slide.body)
    shown = fixed + max((len(text.plain) for text in said.one_at_a_time), default=0)
    most = max([shown, *(len(text.plain) for text in (*said.labels, *said.answers))])
    if most > limits.text * _LETTERS_A_WORD:
        return [
            Fault(
                slide.line,
                f"There is a text of {most:,} letters and signs on this slide.",
                f"At this age use at most {limits.text * _LETTERS_A_WORD:,}.",
            )
        ]
    return []
