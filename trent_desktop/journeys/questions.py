"""The kinds of question that are answered with words or a choice, and what all kinds share.

A question is data. It knows how to read what was typed (`clean`), what is wrong with it
(`problem`) and how its answer reads for people (`shown`): the screen, "Check your answers" and
the PDF all ask it, so that they agree. The kinds with pickers are in `pickers.py`.
"""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import KW_ONLY, dataclass
from typing import Any, Final, cast

from trent_desktop.journeys import cleaning
from trent_desktop.journeys.answers import NO, YES, Answers, is_unknown

#: How people see "I don't know" and an optional question that was left out.
DONT_KNOW: Final = "I don’t know"
NOT_GIVEN: Final = "Not given"

SHORT_LIMIT: Final = 200
LONG_LIMIT: Final = 5_000


@dataclass(frozen=True)
class AnyQuestion(ABC):
    """What every kind of question has; `kinds.py` lists the kinds. `name` never changes once released; the words may.

    `label` is what is asked; on a page with one question it equals the page's heading, and the
    screen then shows it once. `unknown` offers "I don't know" as an answer. `asked_if` hides the
    question until other answers call for it: a pure function of the answers; `asked_if_words` is
    the same rule in words, for the paper form ("If yes"). `missing` is the error when a needed
    answer is not there. `default` is the answer to start with. `on_paper` is False for what a
    paper form asks by other means. `since` is the day from which it is asked: a form that was
    answered before it does not lack it, and one that is still open does.
    """

    name: str
    label: str
    _: KW_ONLY
    hint: str = ""
    optional: bool = False
    unknown: bool = False
    missing: str = ""
    asked_if: Callable[[Answers], bool] | None = None
    asked_if_words: str = ""
    default: Any = None
    on_paper: bool = True
    since: dt.date | None = None

    @property
    def full_label(self) -> str:
        """The label as screens and paper show it, with "(optional)" where that is so."""
        return f"{self.label} (optional)" if self.optional else self.label

    def is_asked(self, answers: Answers, on: dt.date | None = None) -> bool:
        """Whether the question is asked, given the answers so far.

        `on` is the day on which the form was answered; without it every question there is, is
        asked. An answer that is there counts, whenever it was given.
        """
        if self.asked_if is not None and not self.asked_if(answers):
            return False
        is_due = on is None or self.since is None or on >= self.since
        return is_due or not self.is_blank(answers.get(self.name))

    def is_blank(self, value: object) -> bool:
        """Whether nothing has been answered."""
        if value is None:
            return True
        if isinstance(value, str):
            return not value.strip()
        if isinstance(value, list | tuple | dict):
            return not value
        return False

    def clean(self, value: Any) -> tuple[Any, str]:
        """The answer as it is kept and sent, and a note on what was taken out of it."""
        return value, ""

    def problem(self, value: Any, now: dt.datetime) -> str:
        """What is wrong with the answer, as a sentence; empty when it can be sent."""
        if self.is_blank(value):
            return "" if self.optional else (self.missing or f"Answer “{self.label}”.")
        if is_unknown(value):
            return "" if self.unknown else (self.missing or f"Answer “{self.label}”.")
        return self._problem(self.clean(value)[0], now)

    def shown(self, value: Any) -> str:
        """The answer in words for people, as plain text: escape it where markup is possible."""
        if self.is_blank(value):
            return NOT_GIVEN
        if is_unknown(value):
            return DONT_KNOW
        return self._shown(self.clean(value)[0])

    @abstractmethod
    def _problem(self, value: Any, now: dt.datetime, /) -> str:
        """What is wrong with a cleaned answer that is there."""

    @abstractmethod
    def _shown(self, value: Any) -> str:
        """A cleaned answer that is there, in words."""


def too_long(label: str, length: int, limit: int) -> str:
    """Says by how many characters an answer is too long."""
    over = length - limit
    characters = "1 character" if over == 1 else f"{over:,} characters"
    return (
        f"“{label}” is {characters} too long. The limit is {limit:,}. "
        "Nothing is lost: shorten it here, or put the rest in a note later."
    )


NOT_UNDERSTOOD: Final = "We could not read this answer. Please give it again."


@dataclass(frozen=True)
class TypedText(AnyQuestion):
    """What every question has that is answered by typing. `limit` counts characters after cleaning.

    `refuse` says why a text cannot be taken, as a sentence; empty when it can.
    """

    _: KW_ONLY
    limit: int = SHORT_LIMIT
    one_line: bool = True
    refuse: Callable[[str], str] | None = None

    def clean(self, value: Any) -> tuple[Any, str]:
        """Text composed and without hidden characters; says what was taken out."""
        if not isinstance(value, str):
            return value, ""
        cleaned = cleaning.clean(value, one_line=self.one_line)
        return cleaned.text, cleaned.note

    def is_blank(self, value: object) -> bool:
        """Whether nothing readable has been typed."""
        # Only a short text can turn out to hold nothing but hidden characters.
        if isinstance(value, str) and len(value) < 1_000:
            return not cleaning.clean(value).text
        return super().is_blank(value)

    def _problem(self, value: Any, _now: dt.datetime, /) -> str:
        if not isinstance(value, str):
            return NOT_UNDERSTOOD
        if len(value) > self.limit:
            return too_long(self.label, len(value), self.limit)
        return self.refuse(value) if self.refuse else ""

    def _shown(self, value: Any) -> str:
        return value if isinstance(value, str) else str(value)


@dataclass(frozen=True)
class ShortText(TypedText):
    """One line of text."""


@dataclass(frozen=True)
class LongText(ShortText):
    """Several lines of text.

    `names_asked` is set where no child's name belongs, and says where names do: a sentence that
    stands beside the answer when one is typed. It keeps nobody from going on.
    """

    _: KW_ONLY
    names_asked: str = ""
    limit: int = LONG_LIMIT
    one_line: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `hint` explains it in a line; `group` is a heading above it."""

    value: str
    label: str
    hint: str = ""
    group: str = ""


@dataclass(frozen=True)
class Choice(AnyQuestion):
    """One of several options (radio buttons). The answer is the option's `value`."""

    options: Sequence[Option] = ()

    def option(self, value: object) -> Option | None:
        """The option of that value; None when there is none (an older form had others)."""
        return next((option for option in self.options if option.value == value), None)

    def _problem(self, value: Any, _now: dt.datetime, /) -> str:
        return "" if self.option(value) else (self.missing or NOT_UNDERSTOOD)

    def _shown(self, value: Any) -> str:
        option = self.option(value)
        # An option of an older form: its name is better than nothing.
        return option.label if option else str(value)


YES_AND_NO: Final = (Option(YES, "Yes"), Option(NO, "No"))


@dataclass(frozen=True)
class YesNo(Choice):
    """Yes or no; a `Choice` with its two options given."""

    options: Sequence[Option] = YES_AND_NO


@dataclass(frozen=True)
class Choices(AnyQuestion):
    """Any number of options (tick boxes). `exclusive` names options that stand alone."""

    options: Sequence[Option] = ()
    _: KW_ONLY
    exclusive: frozenset[str] = frozenset()

    def option(self, value: object) -> Option | None:
        """The option of that value; None when there is none (an older form had others)."""
        return next((option for option in self.options if option.value == value), None)

    def is_blank(self, value: object) -> bool:
        """Whether nothing is chosen."""
        if isinstance(value, list | tuple):
            return not any(isinstance(item, str) for item in cast("Sequence[object]", value))
        return super().is_blank(value)

    def clean(self, value: Any) -> tuple[Any, str]:
        """Each option once, in the order of the form, unknown ones last."""
        if not isinstance(value, list | tuple):
            return value, ""
        given = [item for item in cast("Sequence[Any]", value) if isinstance(item, str)]
        order = {option.value: at for at, option in enumerate(self.options)}
        return sorted(dict.fromkeys(given), key=lambda item: order.get(item, len(order))), ""

    def _problem(self, value: Any, _now: dt.datetime, /) -> str:
        if not isinstance(value, list):
            return NOT_UNDERSTOOD
        chosen = cast("list[str]", value)
        if any(self.option(item) is None for item in chosen):
            return self.missing or NOT_UNDERSTOOD
        alone = [item for item in chosen if item in self.exclusive]
        if alone and len(chosen) > 1:
            option = self.option(alone[0])
            return f"Choose “{option.label if option else alone[0]}” or the others, not both."
        return ""

    def _shown(self, value: Any) -> str:
        if not isinstance(value, list):
            return str(value)
        chosen = cast("list[str]", value)
        found = ((self.option(item), item) for item in chosen)
        return "\n".join(option.label if option else item for option, item in found)
