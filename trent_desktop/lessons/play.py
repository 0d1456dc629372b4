"""What a class does with an activity, as values: each act gives a new state, so all can be undone.

Counts only: no child's name is ever asked or kept.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any, assert_never, cast

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

MOST_HANDS = 99


@dataclass(frozen=True, slots=True)
class StoryState:
    """How many panels are shown, at least one."""

    shown: int = 1


@dataclass(frozen=True, slots=True)
class RevealState:
    """Which covers are lifted."""

    lifted: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ChooseState:
    """Which ways were tried, the newest last. `open` is the one whose end is shown, or -1."""

    tried: tuple[int, ...] = ()
    open: int = -1


@dataclass(frozen=True, slots=True)
class VoteState:
    """Hands for each option; whether the bars are drawn."""

    hands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SortState:
    """The box of each card, -1 while it lies below; `checked` shows which are right."""

    boxes: tuple[int, ...]
    checked: bool = False


@dataclass(frozen=True, slots=True)
class OrderState:
    """Which step stands at each place; `checked` shows which are right."""

    places: tuple[int, ...]
    checked: bool = False


@dataclass(frozen=True, slots=True)
class SpotState:
    """Which places were found; `open` is the one that speaks, or -1."""

    found: tuple[int, ...] = ()
    open: int = -1


@dataclass(frozen=True, slots=True)
class DiscussState:
    """Which prompt is in front."""

    prompt: int = 0


@dataclass(frozen=True, slots=True)
class RewriteState:
    """Which words stand in each part: 0 for the message as it was."""

    chosen: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PromiseState:
    """Which lines the class has chosen."""

    chosen: tuple[int, ...] = ()


State = (
    StoryState
    | RevealState
    | ChooseState
    | VoteState
    | SortState
    | OrderState
    | SpotState
    | DiscussState
    | RewriteState
    | PromiseState
)


@dataclass(frozen=True, slots=True)
class Act:
    """Something done to an activity, for example ``Act("place", 2, 0)``."""

    name: str
    which: int = 0
    to: int = 0


def begin(activity: Activity) -> State:
    """The state before anybody has done anything."""
    match activity:
        case Story():
            return StoryState()
        case Reveal():
            return RevealState()
        case Choose():
            return ChooseState()
        case Vote(options=options):
            return VoteState((0,) * len(options))
        case Sort(cards=cards):
            return SortState((-1,) * len(cards))
        case Order(steps=steps):
            return OrderState(_mixed(len(steps)))
        case Spot():
            return SpotState()
        case Discuss():
            return DiscussState()
        case Rewrite(parts=parts):
            return RewriteState((0,) * len(parts))
        case Promise():
            return PromiseState()
        case _:
            assert_never(activity)


def _mixed(count: int) -> tuple[int, ...]:
    """An order in which nothing stands at its own place; the same every time."""
    half = [*range(1, count, 2), *range(0, count, 2)]
    return tuple(half if count > 2 else reversed(range(count)))


def do(activity: Activity, state: State, act: Act) -> State:
    """The state after `act`. What makes no sense changes nothing."""
    after = _acts(activity).get(act.name)
    return state if after is None else after(activity, state, act)


# ---------------------------------------------------------------------- the acts


def _toggled(chosen: tuple[int, ...], which: int, count: int) -> tuple[int, ...]:
    if not 0 <= which < count:
        return chosen
    if which in chosen:
        return tuple(one for one in chosen if one != which)
    return (*chosen, which)


def _story_next(activity: Story, state: StoryState, _act: Act) -> State:
    return StoryState(min(state.shown + 1, len(activity.panels)))


def _story_back(_activity: Story, state: StoryState, _act: Act) -> State:
    return StoryState(max(state.shown - 1, 1))


def _lift(activity: Reveal, state: RevealState, act: Act) -> State:
    return RevealState(_toggled(state.lifted, act.which, len(activity.items)))


def _try(activity: Choose, state: ChooseState, act: Act) -> State:
    if not 0 <= act.which < len(activity.options):
        return state
    if state.open == act.which:
        return replace(state, open=-1)
    others = tuple(one for one in state.tried if one != act.which)
    return ChooseState((*others, act.which), act.which)


def _hands(_activity: Vote, state: VoteState, act: Act) -> State:
    if not 0 <= act.which < len(state.hands):
        return state
    counts = list(state.hands)
    counts[act.which] = min(max(counts[act.which] + act.to, 0), MOST_HANDS)
    return VoteState(tuple(counts))


def _place(activity: Sort, state: SortState, act: Act) -> State:
    known = 0 <= act.which < len(activity.cards) and -1 <= act.to < len(activity.boxes)
    if not known or state.boxes[act.which] == act.to:
        return state
    boxes = list(state.boxes)
    boxes[act.which] = act.to
    return SortState(tuple(boxes))


def _check(_activity: Sort | Order, state: SortState | OrderState, _act: Act) -> State:
    return replace(state, checked=not state.checked)


def _move(_activity: Order, state: OrderState, act: Act) -> State:
    """`which` is a step, `to` the place that it goes to."""
    if act.which not in state.places or not 0 <= act.to < len(state.places):
        return state
    places = [one for one in state.places if one != act.which]
    places.insert(act.to, act.which)
    return state if tuple(places) == state.places else OrderState(tuple(places))


def _find(activity: Spot, state: SpotState, act: Act) -> State:
    if not 0 <= act.which < len(activity.places):
        return replace(state, open=-1)
    if state.open == act.which:
        return replace(state, open=-1)
    found = state.found if act.which in state.found else (*state.found, act.which)
    return SpotState(found, act.which)


def _prompt(activity: Discuss, state: DiscussState, act: Act) -> State:
    return DiscussState(act.which) if 0 <= act.which < len(activity.prompts) else state


def _change(activity: Rewrite, state: RewriteState, act: Act) -> State:
    """The next words for a part, and after the last the first again."""
    if not 0 <= act.which < len(activity.parts):
        return state
    chosen = list(state.chosen)
    chosen[act.which] = (chosen[act.which] + 1) % (len(activity.parts[act.which].instead) + 1)
    return RewriteState(tuple(chosen))


def _promise(activity: Promise, state: PromiseState, act: Act) -> State:
    return PromiseState(_toggled(state.chosen, act.which, len(activity.lines)))


def _acts(activity: Activity) -> dict[str, Callable[[Any, Any, Act], State]]:
    """What can be done with it, by the name of the act."""
    match activity:
        case Story():
            return {"next": _story_next, "back": _story_back}
        case Reveal():
            return {"lift": _lift}
        case Choose():
            return {"try": _try}
        case Vote():
            return {"hands": _hands}
        case Sort():
            return {"place": _place, "check": _check}
        case Order():
            return {"move": _move, "check": _check}
        case Spot():
            return {"find": _find}
        case Discuss():
            return {"prompt": _prompt}
        case Rewrite():
            return {"change": _change}
        case Promise():
            return {"promise": _promise}
        case _:
            assert_never(activity)


# ---------------------------------------------------------------------- kept


def state_to_json(state: State) -> dict[str, Any]:
    """A state as plain values."""
    return {one.name: getattr(state, one.name) for one in fields(state)}


def state_from_json(activity: Activity, kept: object) -> State:
    """A kept state, or the first one when it does not fit (the lesson was changed since)."""
    fresh = begin(activity)
    if not isinstance(kept, dict):
        return fresh
    values = cast("dict[str, Any]", kept)
    taken: dict[str, Any] = {}
    for one in fields(fresh):
        before, value = getattr(fresh, one.name), values.get(one.name)
        if isinstance(before, tuple):
            if not isinstance(value, list):
                return fresh
            numbers = cast("list[object]", value)
            if not all(type(number) is int for number in numbers):
                return fresh
            if before and len(cast("tuple[int, ...]", before)) != len(numbers):
                return fresh
            value = tuple(numbers)
        elif not isinstance(value, int) or isinstance(before, bool) != isinstance(value, bool):
            return fresh
        taken[one.name] = value
    found = replace(fresh, **taken)
    return found if _fits(activity, found) else fresh


def _fits(activity: Activity, state: State) -> bool:
    """Whether every number in a kept state means something in the activity of today."""
    match activity:
        case Story(panels=panels):
            return isinstance(state, StoryState) and 1 <= state.shown <= len(panels)
        case Reveal(items=items):
            return isinstance(state, RevealState) and _within(state.lifted, len(items))
        case Choose(options=options):
            return isinstance(state, ChooseState) and _within(
                (*state.tried, max(state.open, 0)), len(options)
            )
        case Vote():
            return isinstance(state, VoteState) and _within(state.hands, MOST_HANDS + 1)
        case Sort(boxes=boxes):
            return isinstance(state, SortState) and all(
                -1 <= one < len(boxes) for one in state.boxes
            )
        case Order(steps=steps):
            return isinstance(state, OrderState) and sorted(state.places) == list(range(len(steps)))
        case Spot(places=places):
            return isinstance(state, SpotState) and _within(
                (*state.found, max(state.open, 0)), len(places)
            )
        case Discuss(prompts=prompts):
            return isinstance(state, DiscussState) and 0 <= state.prompt < len(prompts)
        case Rewrite(parts=parts):
            ways = [len(part.instead) for part in parts]
            return isinstance(state, RewriteState) and all(
                0 <= one <= most for one, most in zip(state.chosen, ways, strict=True)
            )
        case Promise(lines=lines):
            return isinstance(state, PromiseState) and _within(state.chosen, len(lines))
        case _:
            assert_never(activity)


def _within(numbers: tuple[int, ...], count: int) -> bool:
    return all(0 <= one < count for one in numbers)
