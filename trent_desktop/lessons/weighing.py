"""Whether a lesson is right for its age: words, cards and ways on each slide (domain 4.3).

Words are counted as a child sees them at one time: of a story one panel, of a cover what lies
under it only when it is lifted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trent_desktop.lessons.faults import Fault
from trent_desktop.lessons.lesson import (
    Choose,
    Discuss,
    Lesson,
    Limits,
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


def reading_words(slide: Slide) -> int:
    """The most words of reading text that are on the board at one time."""
    fixed = slide.title.words + sum(text.words for text in slide.body)
    return fixed + max((one.words for one in _one_at_a_time(slide)), default=0)


def _one_at_a_time(slide: Slide) -> Iterator[Text]:
    match slide.activity:
        case Story(panels=panels):
            yield from (panel.text for panel in panels)
        case _:
            return


def labels(slide: Slide) -> tuple[Text, ...]:
    """What stands on cards, options and boxes at one time."""
    match slide.activity:
        case Reveal(items=items):
            return tuple(one.card.text for one in items)
        case Choose(options=options):
            return tuple(one.card.text for one in options)
        case Vote(options=cards) | Order(steps=cards):
            return tuple(card.text for card in cards)
        case Sort(boxes=boxes, cards=cards):
            return (*boxes, *(card.text for card in cards))
        case Discuss(prompts=lines) | Promise(lines=lines):
            return lines
        case Rewrite(parts=parts):
            return tuple(part.text for part in parts)
        case _:
            return ()


def _answers(slide: Slide) -> Iterator[Text]:
    """What is said after a tap: a sentence of its own."""
    match slide.activity:
        case Reveal(items=items):
            yield from (one.under for one in items)
        case Choose(options=options):
            yield from (one.leads_to for one in options)
        case Spot(places=places):
            yield from (place.says for place in places)
        case _:
            return


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
    on_cards = labels(slide)
    allowed = limits.label if not _sentences(slide) else limits.text
    longest = max((text.words for text in on_cards), default=0)
    if longest > allowed:
        fault(f"A card has {longest} words.", f"At this age use at most {allowed}.")
    total = sum(text.words for text in on_cards)
    if total > limits.labels:
        fault(f"All cards together have {total} words.", f"Use at most {limits.labels}.")
    longest = max((text.words for text in _answers(slide)), default=0)
    if longest > limits.text:
        fault(f"An answer has {longest} words.", f"At this age use at most {limits.text}.")
    ways = _ways(slide)
    if ways > limits.options:
        fault(f"There are {ways} ways to choose.", f"At this age use at most {limits.options}.")
    if not slide.notes.say:
        fault("There is nothing for the teacher to say.", "Add a block “::: notes” with “Say: …”.")
    return faults


def _sentences(slide: Slide) -> bool:
    return isinstance(slide.activity, Discuss | Promise)


def _ways(slide: Slide) -> int:
    ways: Sequence[object] = ()
    if isinstance(slide.activity, Choose):
        ways = slide.activity.options
    return len(ways)
