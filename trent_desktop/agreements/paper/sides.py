"""A wording as blocks, and blocks as pages: the English side that is signed, and the one behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from trent_desktop.agreements.paper.pages import PageLayout, Room, on_pages
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
from trent_desktop.sentences import sentences

#: Where text begins on a first page and on a later one or a translation; with lower heads too.
_FIRST: Final = (A4[1] - 96.0, A4[1] - 76.0)
_LATER: Final = (A4[1] - 62.0, A4[1] - 54.0)
#: Kinds of which a slip is torn off; of the others the whole page comes back.
_TORN: Final = frozenset({Kind.PUPIL_KS1, Kind.PUPIL_KS2, Kind.PARENT})


@dataclass(frozen=True, slots=True)
class Side:
    """The blocks of one language of a form. `slip` lies at the foot of its last page."""

    title: str
    setting: Setting
    language: Language
    blocks: tuple[Block, ...]
    slip: Slip | None
    is_translation: bool = False

    def measures(self, values: Values) -> tuple[float, ...]:
        """The heights of what differs: forms with the same ones share their pages' stamps."""
        every: tuple[Block, ...] = (*self.blocks, self.slip) if self.slip else self.blocks
        return tuple(block.height(values) for block in every if block.personal)

    def tears(self, values: Values) -> float:
        """How much of the foot is torn off."""
        return self.slip.height(values) if self.slip is not None and self.slip.tears else 0.0

    def pages(self, values: Values, free: float = 0.0) -> tuple[PageLayout, ...]:
        """The blocks on pages, as somebody's name makes them fall.

        `free` is what the foot of a translation leaves free, so that tearing takes nothing of it.
        """
        low = int(self.setting.lower_heads)
        first = _LATER[low] if self.is_translation else _FIRST[low]
        room = Room(self.setting, values, first, _LATER[low], self.slip, free)
        return on_pages(self.blocks, room)


def english_side(
    form: Form,
    language: Language,
    setting: Setting,
    return_by: str,
    today: str,
    theirs: Sequence[Block] = (),
) -> Side:
    """The side that is signed, with whose form it is, the clauses it rests on, and the slip.

    `return_by` is the whole sentence, or empty; `today` is the date of a letter. `theirs` says in
    the family's language what is sent back, and by when.
    """
    wording = form.english
    blocks = _head(wording, setting, language, form)
    if wording.kind in LETTERS:
        blocks.insert(0, Words(setting, today, setting.style()))
    if wording.kind.is_returned:
        blocks[1:1] = [sent_back(wording.kind, setting, language, return_by), *theirs]
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
    form: Form, wording: Wording, language: Language, setting: Setting, return_by: str
) -> Side:
    """The page behind, for reading: who checked it, the words, and which page is signed."""
    said = language.words["checked" if form.translation_checked else "to-be-checked"]
    note = "Translation checked" if form.translation_checked else "Translation to be checked"
    mark = Words(setting, f"{language.own_name} · {said} · {language.name}: {note}", setting.small)
    blocks: list[Block] = [mark, *_head(wording, setting, language, form)[:1]]
    blocks[-1].stays_with_next = False
    if wording.kind.is_returned:
        ticks = any(isinstance(one, Asked) for one in wording.parts)
        what = language.words["for-reading" if ticks else "english-counts"]
        said = " ".join(one for one in (what, return_by) if one)
        blocks.append(Words(setting, said, setting.style(bold=True), above=setting.gap(0.5)))
    blocks += _body(wording, setting, language, for_reading=True)
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
    return Side(wording.title, setting, language, tuple(blocks), None, is_translation=True)


def sent_back(kind: Kind, setting: Setting, language: Language, return_by: str) -> Block:
    """What of a form goes back to the school, and by when: at its top, in one language."""
    what = language.words["part-goes-back" if kind in _TORN else "goes-back"]
    words = sentences(what, return_by)
    block = Words(setting, words, setting.style(bold=True), above=setting.gap(0.4))
    block.said_in = language.code
    return block


def _head(wording: Wording, setting: Setting, language: Language, form: Form) -> list[Block]:
    title = next(
        (one.words for one in wording.parts if isinstance(one, Heading) and one.level == 1),
        wording.title,
    )
    scale = 1.75 if setting.size < 16 else 1.4
    heading = Words(setting, title, setting.style(scale, bold=True), above=setting.gap(0.5))
    heading.role = "H1"
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


def _body(
    wording: Wording, setting: Setting, language: Language, *, for_reading: bool = False
) -> list[Block]:
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
                block.role = "H2"
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
                    setting,
                    consent.value,
                    words,
                    language.words["yes"],
                    language.words["no"],
                    for_reading=for_reading,
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
