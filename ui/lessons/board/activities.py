"""Laying out the activities: each in the room below the title."""

from __future__ import annotations

from typing import TypeVar, assert_never

from PySide6.QtCore import QRectF

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
    DiscussState,
    OrderState,
    PromiseState,
    RevealState,
    RewriteState,
    SortState,
    SpotState,
    State,
    StoryState,
    VoteState,
)
from ui.lessons.board.dragging import lay_order, lay_sort
from ui.lessons.board.metrics import Metrics
from ui.lessons.board.pieces import Face
from ui.lessons.board.talking import lay_discuss, lay_promise, lay_rewrite
from ui.lessons.board.tapping import lay_choose, lay_reveal, lay_spot, lay_story, lay_vote

_State = TypeVar("_State", bound=State)


def lay_activity(face: Face, activity: Activity, state: State, room: QRectF, m: Metrics) -> None:
    """Put an activity in its state into `room`. Raises `TypeError` for the state of another."""

    def its(kind: type[_State]) -> _State:
        if not isinstance(state, kind):
            raise TypeError(f"{type(state).__name__} is not a state of {type(activity).__name__}")
        return state

    match activity:
        case Story():
            lay_story(face, activity, its(StoryState), room, m)
        case Reveal():
            lay_reveal(face, activity, its(RevealState), room, m)
        case Choose():
            lay_choose(face, activity, its(ChooseState), room, m)
        case Vote():
            lay_vote(face, activity, its(VoteState), room, m)
        case Sort():
            lay_sort(face, activity, its(SortState), room, m)
        case Order():
            lay_order(face, activity, its(OrderState), room, m)
        case Spot():
            lay_spot(face, activity, its(SpotState), room, m)
        case Discuss():
            lay_discuss(face, activity, its(DiscussState), room, m)
        case Rewrite():
            lay_rewrite(face, activity, its(RewriteState), room, m)
        case Promise():
            lay_promise(face, activity, its(PromiseState), room, m)
        case _:
            assert_never(activity)
