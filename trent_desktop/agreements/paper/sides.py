"""A wording as blocks, and blocks as pages: the English side that is signed, and the one behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, assert_never

from reportlab.lib.pagesizes import A4

from trent_desktop.agreements.giving.batch import Form
from trent_desktop.agreements.kinds import LETTERS, Kind
from trent_desktop.agreements.paper.blocks import (
    Block,
    Listed,
    Numbered,
    Person,
    Pictured,
    Question,
    Words,
)
from trent_desktop.agreements.paper.reply import ReplySlip
from trent_desktop.agreements.paper.setting import Setting, Values
from trent_desktop.agreements.paper.slip import Slip
from trent_desktop.agreements.wording.languages import Language
from trent_desktop.agreements.wording.wording import (
    MEETING,
    MISSING,
    Asked,
    Heading,
    MeetingLines,
    MissingList,
    Paragraph,
    Point,
    SigningPlace,
    Wording,
)

#: Where text begins on a first page, on a later one and on a translation; and where it ends.
TOP_FIRST: Final = A4[1] - 96.0
TOP_LATER: Final = A4[1] - 62.0
FOOT: Final = 46.0
#: Kinds of which a slip is torn off; of the others the whole page comes back.
_TORN: Final = frozenset({Kind.PUPIL_KS1, Kind.PUPIL_KS2, Kind.PARENT})


@dataclass(frozen=True, slots=True)
class Placed:
    """A block on a page: how high its upper edge lies."""

    block: Block
    top: float


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page of a form."""

    placed: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """The blocks of one language of a form. `slip` lies at the foot of its last page."""

    title: str
    setting: Setting
    language: Language
    blocks: tuple[Block, ...]
    slip: Slip | None
    #: What the foot of a translation leaves free, so that tearing takes nothing of it.
    keeps_free: Callable[[Values], float] | None = field(default=None, repr=False)
    is_translation: bool = False

    def measures(self, values: Values) -> tuple[float, ...]:
        """The heights of what differs: forms with the same ones share their pages' stamps."""
        every: tuple[Block, ...] = (*self.blocks, self.slip) if self.slip else self.blocks
        free = (self.keeps_free(values),) if self.keeps_free else ()
        return (*(block.height(values) for block in every if block.personal), *free)

    def pages(self, values: Values) -> tuple[PageLayout, ...]:
        """The blocks on pages, as somebody's name makes them fall."""
        top = TOP_LATER if self.is_translation else TOP_FIRST
        free = self.keeps_free(values) if self.keeps_free else 0.0
        slip = self.slip.height(values) if self.slip else 0.0
        pages = _paginate(self.blocks, values, top, FOOT)
        last = _bottom(pages[-1], values, top if len(pages) == 1 else TOP_LATER)
        if self.slip is not None:
            if last - self.slip.above < FOOT + slip:
                pages.append([])
            pages[-1].append(Placed(self.slip, FOOT + slip))
        elif free and len(pages) == 1 and last < FOOT + free:
            pages = _paginate(self.blocks, values, top, FOOT)  # too long to keep the foot free
        return tuple(PageLayout(tuple(page)) for page in pages)


def _paginate(
    blocks: Sequence[Block], values: Values, top: float, foot: float
) -> list[list[Placed]]:
    pages: list[list[Placed]] = [[]]
    y = top
    at = 0
    while at < len(blocks):
        end = at
        while blocks[end].stays_with_next and end + 1 < len(blocks):
            end += 1
        together = blocks[at : end + 1]
        needed = sum(block.height(values) + block.above for block in together)
        if pages[-1] and y - needed < foot:
            pages.append([])
            y = TOP_LATER
        for block in together:
            if pages[-1]:
                y -= block.above
            pages[-1].append(Placed(block, y))
            y -= block.height(values)
        at = end + 1
    return pages


def _bottom(page: Sequence[Placed], values: Values, top: float) -> float:
    return page[-1].top - page[-1].block.height(values) if page else top


def english_side(
    form: Form, language: Language, setting: Setting, return_by: str, today: str
) -> Side:
    """The side that is signed, with whose form it is, the clauses it rests on, and the slip.

    `return_by` is the whole sentence, or empty; `today` is the date of a letter.
    """
    wording = form.english
    blocks = _head(wording, setting, language, form)
    if wording.kind in LETTERS:
        blocks.insert(0, Words(setting, today, setting.style()))
    blocks += _body(wording, setting, language)
    if wording.kind in LETTERS and len(blocks) > 1:
        blocks[-2].stays_with_next = True  # the school's name belongs to its regards
    if wording.clauses:
        blocks.append(_sources(wording, setting, form.english_number))
    slip: Slip | None = None
    if wording.kind is Kind.INVITATION:
        slip = ReplySlip(setting, language, title=wording.title, return_by=return_by)
    if wording.kind.is_returned:
        slip = Slip(
            setting,
            language,
            wording.signing,
            title=wording.title,
            tears=wording.kind in _TORN,
            return_by=return_by,
        )
    return Side(wording.title, setting, language, tuple(blocks), slip)


def translated_side(
    form: Form, wording: Wording, language: Language, setting: Setting, english: Side
) -> Side:
    """The page behind, for reading: who checked it, the words, and which page is signed."""
    said = language.words["checked" if form.translation_checked else "to-be-checked"]
    note = "Translation checked" if form.translation_checked else "Translation to be checked"
    mark = Words(setting, f"{language.own_name} · {said} · {language.name}: {note}", setting.small)
    blocks: list[Block] = [mark, *_head(wording, setting, language, form)[:1]]
    blocks += _body(wording, setting, language)
    for place in wording.signing:
        words = f"{language.words['signature']}: {place.words}"
        blocks.append(Words(setting, words, setting.style(0.92, grey=0.25), above=6))
    if wording.signing:
        blocks.append(
            Words(
                setting,
                language.words["english-counts"],
                setting.style(bold=True),
                above=setting.gap(0.8),
            )
        )
    free = english.slip.height if english.slip is not None and english.slip.tears else None
    return Side(wording.title, setting, language, tuple(blocks), None, free, is_translation=True)


def _head(wording: Wording, setting: Setting, language: Language, form: Form) -> list[Block]:
    title = next(
        (one.words for one in wording.parts if isinstance(one, Heading) and one.level == 1),
        wording.title,
    )
    scale = 1.75 if setting.size < 16 else 1.4
    heading = Words(setting, title, setting.style(scale, bold=True), above=setting.gap(0.5))
    heading.stays_with_next = True
    blocks: list[Block] = [heading]
    if wording.kind.is_of_pupil:
        blocks.append(
            Person(
                setting,
                language.words["name"],
                language.words["class"] if form.class_name else "",
            )
        )
    return blocks


def _body(wording: Wording, setting: Setting, language: Language) -> list[Block]:
    blocks: list[Block] = []
    number = 0
    titled = False
    for part in wording.parts:
        match part:
            case Heading(words=words, level=level):
                if level == 1 and not titled:
                    titled = True
                    continue
                block: Block = Words(
                    setting, words, setting.style(1.2, bold=True), above=setting.gap(1.0)
                )
                block.stays_with_next = True
            case Paragraph(words=words):
                block = Words(setting, words, setting.style(), above=setting.gap(0.75))
            case Point(words=words, picture=picture):
                number += 1
                if wording.kind is Kind.PUPIL_KS1:
                    block = Pictured(setting, words, picture)
                else:
                    block = Numbered(setting, words, number)
            case Asked(consent=consent, words=words):
                block = Question(
                    setting, consent.value, words, language.words["yes"], language.words["no"]
                )
            case MissingList():
                block = Listed(setting, MISSING)
            case MeetingLines():
                block = Listed(setting, MEETING)
            case SigningPlace():
                continue
            case _:
                assert_never(part)
        blocks.append(block)
    return blocks


def _sources(wording: Wording, setting: Setting, number: int) -> Block:
    clauses = ", ".join(wording.clauses)
    words = f"From our social media policy, {clauses}. Version {number}."
    return Words(setting, words, setting.small, above=setting.gap(0.8))
