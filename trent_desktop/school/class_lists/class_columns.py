"""A sheet with a column for each class: its name as the heading, the children's names below it.

Nothing says “Name” there. So the headings must look like classes, or their columns end where a class
ends, each at a height of its own, as the columns of no table do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from trent_desktop.school.class_lists.beside_names import bare
from trent_desktop.school.class_lists.blocks import Block, Line, told_apart
from trent_desktop.school.class_lists.by_content import proposed, says_sex
from trent_desktop.school.class_lists.dates import looks_like_a_day
from trent_desktop.school.class_lists.forenames import is_forename
from trent_desktop.school.class_lists.headers import field_of, is_of_grown_ups
from trent_desktop.school.class_lists.headings import (
    class_heading,
    class_in_title,
    is_below,
    is_class_by_looks,
    is_of_leavers,
    is_title,
    year_of_heading,
)
from trent_desktop.school.class_lists.listed import MOST_BESIDE, Field
from trent_desktop.school.class_lists.values import read_year

#: Boys and girls of one class side by side.
_SEXES: Final = re.compile(r"(?:boys?|girls?|(?:fe)?males?)", re.IGNORECASE)
#: Among so many lines the headings are looked for.
_AMONG: Final = 12
_PERSON: Final = re.compile(
    r"(?:(?:teacher|class teacher|ta|lsa|tutor|assistant)s?\s*[:–-].*"
    r"|(?:mr|mrs|miss|ms|mx|dr|sir)\b\.?\s.*)",
    re.IGNORECASE,
)
_LONGEST_WORDS: Final = 5


def class_columns(lines: Sequence[Line]) -> list[Block]:
    """A block for each class; none where it is no such sheet."""
    heads = [at for at in range(min(_AMONG, len(lines))) if _could_be_heads(lines[at])]
    for at in heads:
        # Below “Year 3” and “Year 4” their classes may stand, before the first child.
        if (
            at + 1 in heads
            and _are_heads_below(lines, at + 1)
            and (found := _blocks(lines, at + 1))
        ):
            return found
        if found := _blocks(lines, at):
            return found
    return []


def _are_heads_below(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is of one word in each column, and those below it are names of more."""
    texts = [text for text in lines[at].texts if text]
    below = [text for line in lines[at + 1 :] for text in line.texts if text]
    whole = sum(len(text.split()) > 1 for text in below)
    above = [text for text in lines[at - 1].texts if text]
    is_named = any(map(_looks, texts)) or all(read_year(text).year for text in above)
    short = all(len(text.split()) == 1 for text in texts) or all(map(_looks, texts))
    return is_named and short and whole * 4 >= len(below) * 3


def _could_be_heads(line: Line) -> bool:
    texts = [text for text in line.texts if text]
    plain = any(len(text.split()) == 1 or _looks(text) for text in texts)
    return plain and len(texts) <= MOST_BESIDE and all(map(_is_heading, texts))


def _is_heading(text: str) -> bool:
    """Whether this may be the name of a class, and is no heading of anything else."""
    if _SEXES.fullmatch(text):
        return True
    if is_below(text) or field_of(text) is not None or is_of_grown_ups(text) or is_of_leavers(text):
        return False
    if looks_like_a_day(text) or "," in text or not any(map(str.isalnum, text)):
        return False
    words = text.split()
    return bool(class_heading(text)) or (
        len(words) <= 2
        and any(map(str.isalpha, text))
        and not is_title(text)
        and not (len(words) == 2 and is_forename(text))  # the first child of a list without any
    )


def _blocks(lines: Sequence[Line], head: int) -> list[Block]:
    width = len(lines[head].texts)
    named = [place for place, text in enumerate(lines[head].texts) if text]
    if not named:
        return []
    begins = _begins(lines, head)
    body = range(begins, len(lines))
    columns = [
        range(start, end) for start, end in pairwise([*named, width])
    ]  # from one heading to the next
    if any(map(_has_a_child, lines[:head])):
        return []  # children above the first class that was found would be lost
    if any(
        _texts(lines, body, place) and not _are_numbers(lines, body, place)
        for place in range(named[0])
    ):
        return []  # names below no heading
    above, years = _class_above(lines[:head]), _years_above(lines, head)
    found: list[Block] = []
    for beside, one in enumerate(columns):
        fields = _fields(lines, body, one)
        if fields is None:
            return []
        heading = lines[head].texts[one.start]
        headers = told_apart([heading, *[f"Column {place + 1}" for place in one[1:]]])
        found.append(
            Block(
                one,
                headers,
                fields,
                range(head, begins),
                range(head) if beside == 0 else range(0),
                body,
                beside=beside,
                class_of_heading=(
                    above if _SEXES.fullmatch(heading) else class_heading(heading) or heading
                ),
                year_of_heading=(
                    heading
                    if read_year(heading).year
                    else year_of_heading(heading) or years[one.start]
                ),
            )
        )
    looks = sum(_looks(lines[head].texts[place]) for place in named)
    if not any(years) and looks * 2 <= len(named) and not _are_ragged(lines, body, named):
        return []
    return found


def _has_a_child(line: Line) -> bool:
    """Whether a line above the classes may be a child, and is no title: “1  Amelia  Ward”."""
    texts = [text for text in line.texts if text and not _are_facts(text)]
    named = [text for text in texts if is_forename(bare(text, titled=True)) and _is_name(text)]
    if any(map(_looks, texts)) or any(map(is_title, texts)):
        return False
    return bool(named) and (len(texts) > 1 or len(texts[0].split()) == 2)


def _are_facts(text: str) -> bool:
    return ":" in text or bool(_PERSON.fullmatch(text)) or read_year(text).year is not None


def _class_above(lines: Sequence[Line]) -> str:
    """The class that a title over all of it names."""
    texts = [text for line in lines for text in line.texts if text]
    named = [name for text in texts if (name := class_heading(text) or class_in_title(text))]
    return named[-1] if named else ""


def _years_above(lines: Sequence[Line], head: int) -> list[str]:
    """The year over each column, where a line of years stands over the classes."""
    texts = lines[head - 1].texts if head else ()
    if not any(texts) or not all(read_year(text).year for text in texts if text):
        return [""] * len(lines[head].texts)
    found: list[str] = []
    for text in texts:
        found.append(text or (found[-1] if found else ""))
    return found


def _looks(text: str) -> bool:
    return bool(_SEXES.fullmatch(text) or is_class_by_looks(text) or class_heading(text))


def _begins(lines: Sequence[Line], head: int) -> int:
    """The first line of children: teachers may stand between it and the headings."""
    at = head + 1
    while at < len(lines):
        texts = [text for text in lines[at].texts if text]
        if not all(_PERSON.fullmatch(text) for text in texts):
            break
        at += 1
    return at


def _texts(lines: Sequence[Line], body: range, place: int) -> list[str]:
    return [text for at in body if (text := lines[at].texts[place])]


def _are_numbers(lines: Sequence[Line], body: range, place: int) -> bool:
    return all(text.strip(" .)").isdecimal() for text in _texts(lines, body, place))


def _fields(lines: Sequence[Line], body: range, columns: range) -> tuple[Field | None, ...] | None:
    """What stands in the columns of one class: names in one, or in two; None where it is not plain."""
    filled = [
        place
        for place in columns
        if _texts(lines, body, place) and not _are_numbers(lines, body, place)
    ]
    days = [at for at in filled if all(map(looks_like_a_day, _texts(lines, body, at)))]
    named = [
        at for at in filled if at not in days and not all(map(says_sex, _texts(lines, body, at)))
    ]
    cells = {place: _names(_texts(lines, body, place)) for place in named}
    if not all(texts and all(map(_is_name, texts)) for texts in cells.values()):
        return None
    said: dict[int, Field] = {}
    if len(named) == 1:
        said = {named[0]: Field.NAME}
    elif len(named) == 2:
        forenames = [sum(map(is_forename, cells[place])) for place in named]
        both = proposed([cells[place] for place in named])
        if forenames[0] == forenames[1] or None in both or Field.NAME in both:
            return None  # which is which nobody but a person knows
        said = {place: field for place, field in zip(named, both, strict=True) if field}
    if not said or len(days) > 1:
        return None
    said |= dict.fromkeys(days, Field.BORN)
    return tuple(said.get(place) for place in columns)


def _names(texts: Sequence[str]) -> list[str]:
    """Without what stands under a list."""
    return [text for text in texts if not is_below(text) and not class_heading(text)]


def _is_name(text: str) -> bool:
    plain = bare(text, titled=True)
    letters = sum(sign.isalpha() for sign in plain)
    return (
        not any(map(str.isdigit, plain))
        and letters * 10 >= len(plain.replace(" ", "")) * 6
        and len(plain.split()) <= _LONGEST_WORDS + 2 * ("(" in plain)
    )


def _are_ragged(lines: Sequence[Line], body: range, named: Sequence[int]) -> bool:
    """Whether each column has no hole, and they end at several heights; with names of two words."""
    heights: set[int] = set()
    for place in named:
        texts = [lines[at].texts[place] for at in body]
        height = next((at for at, text in enumerate(texts) if not text), len(texts))
        if any(texts[height:]):
            return False
        if sum(len(text.split()) > 1 for text in texts[:height]) * 4 < height * 3:
            return False
        heights.add(height)
    return len(heights) > 1 and 0 not in heights
