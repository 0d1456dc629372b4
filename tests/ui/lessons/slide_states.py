"""Every state in which a slide can look different."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from trent_desktop.lessons.lesson import (
    Activity,
    Choose,
    Discuss,
    Order,
    Promise,
    Reveal,
    Rewrite,
    Sort,
    Spot,
    Story,
    Vote,
)
from trent_desktop.lessons.play import (
    ChooseState,
    OrderState,
    PromiseState,
    RevealState,
    RewriteState,
    SortState,
    SpotState,
    State,
    StoryState,
    VoteState,
    begin,
)


def states(activity: Activity | None) -> Iterator[State | None]:
    """The first state, those in between and the fullest."""
    if activity is None:
        yield None
        return
    yield begin(activity)
    match activity:
        case Story(panels=panels):
            yield from (StoryState(number) for number in range(2, len(panels) + 1))
        case Reveal(items=items):
            yield RevealState(tuple(range(len(items))))
        case Choose(options=options):
            yield from (ChooseState((number,), number) for number in range(len(options)))
        case Vote(options=options):
            yield VoteState((28,) * len(options))
        case Sort(cards=cards, answers=answers):
            yield SortState((0, *(-1,) * (len(cards) - 1)))
            yield SortState((*answers[:-1], -1))  # the tray is there still
            yield SortState((-1, *(len(activity.boxes) - 1,) * (len(cards) - 1)))
            yield SortState(answers, checked=True)
            yield SortState((len(activity.boxes) - 1,) * len(cards), checked=True)
        case Order(steps=steps):
            yield OrderState(tuple(range(len(steps))), checked=True)
        case Spot(places=places):
            yield from (SpotState(tuple(range(n + 1)), n) for n in range(len(places)))
        case Rewrite(parts=parts):
            most = max(len(part.instead) for part in parts)
            for number in range(1, most + 1):
                yield RewriteState(tuple(min(number, len(part.instead)) for part in parts))
        case Promise():
            yield PromiseState((0,))
        case Discuss():
            return
        case _:
            assert_never(activity)


def looks(activity: Activity | None) -> list[State | None]:
    """The states of a slide that look different to a class: as it begins, and when it is done."""
    every = list(states(activity))
    match activity:
        case Story():
            return every
        case Choose():
            return every[:2]
        case Sort(answers=answers):
            return [every[0], SortState(answers, checked=True)]
        case _:
            return every if len(every) < 2 else [every[0], every[-1]]
