"""Whatever a policy looks like, each of its words stands in what came of it, as often as in the file."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.policy import word_files as word
from trent_desktop.policy.importing import reader
from trent_desktop.policy.importing.imported import Imported
from trent_desktop.policy.importing.lines import unpacked
from trent_desktop.policy.importing.plain_text import lines_of_text
from trent_desktop.policy.importing.recognising import recognise

#: Making a failing policy smaller takes minutes, and says little more than the policy itself.
_PHASES: Final = (Phase.explicit, Phase.reuse, Phase.generate)


def counted(text: str) -> Counter[str]:
    """The words, without numbers and the letters that number points."""
    return Counter(re.findall(r"[^\W\d_]{2,}", text))


def all_of(imported: Imported) -> Counter[str]:
    """The words of everything that came of a file."""
    found = [imported.text.title]
    for section in imported.text.sections:
        found += [section.title, *section.words, *section.points]
        for clause in section.clauses:
            found += [clause.number, clause.lead, clause.words, *clause.points]
    for one in imported.text.signatures:
        found += [one.name, one.role, one.when]
    return counted(" | ".join([*found, *imported.not_understood, *imported.furniture]))


_WORDS: Final = [
    "pupils",
    "staff",
    "the",
    "friend",
    "phone",
    "policy",
    "must",
    "not",
    "Headteacher",
    "online",
    "tell",
    "we",
    "safe",
    "12",
    "May",
    "x’s",
    "“no”",
    "Signed",
    "contents",
    "review",
    "café",
    "3.1",
    "e-safety",
    "(see",
    "below)",
    "SMART",
    "S6",
    "2017",
    "Chair",
    "of",
    "Governors",
]
_SHAPES: Final = (
    "{}", "{}.", "- {}.", "  - {}", "1.{n}. {}.", "{n}. {}", "{n}.{n} {}", "# {}", "**{}**",
    "{n}.{n}.{n} {}.", "a) {}", "Signed by:\n{}", "Contents:\n- {}\n- {n}. {}", "| {} | {n} |",
    "{}\tHeadteacher\tMay 2017", "Safe** – {}", "{n}.", "{}:\n\n- {}\n\n{}", "> {}", "(iv) {}",
    "Headteacher: {}", "Statement of Intent", "{} {}, {}\n{}", "Be SMART\n\nTell – {}", "**{}",
    "Contents\n{} ..... {n}\n{}\t{n}\n\n{}", "Ada Moss\n\nHeadteacher\n\nMay 2017", "Signed: {}",
)  # fmt: skip


def _filled(shape: str, rolls: st.DataObject) -> str:
    while "{}" in shape:
        words = rolls.draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12))
        shape = shape.replace("{}", " ".join(words), 1)
    return shape.replace("{n}", str(rolls.draw(st.integers(1, 12))))


@settings(max_examples=120, deadline=None, phases=_PHASES)
@given(st.data())
def test_every_word_of_a_text_stands_in_what_came_of_it(data: st.DataObject) -> None:
    shapes = data.draw(st.lists(st.sampled_from(_SHAPES), min_size=1, max_size=14))
    text = data.draw(st.sampled_from(["\n", "\n\n"])).join(_filled(one, data) for one in shapes)
    if data.draw(st.booleans()):  # damaged: a piece is cut out and put at the end
        at, end = sorted(data.draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        text = f"{text[:at]} {text[end:]} {text[at:end]}"
    imported = recognise(lines_of_text(text))
    assert not counted(text) - all_of(imported), (text, imported)


@settings(max_examples=40, deadline=None, phases=_PHASES)
@given(st.data())
def test_every_word_of_a_word_file_stands_in_what_came_of_it(data: st.DataObject) -> None:
    made = [word.paragraph("Beginning of it.")]
    said = ""
    for style in data.draw(
        st.lists(st.sampled_from(["", "Part", "Clause", "TOC1", "points", "table"]), max_size=12)
    ):
        text = _filled(data.draw(st.sampled_from(["{}", "{}.", "**{}** {}"])), data)
        said += f" {text}"
        if style == "table":
            made.append(word.table([[text, "cell"], [text]]))
            said += f" {text}"
        else:
            made.append(
                word.paragraph(text, list_id=2)
                if style == "points"
                else word.paragraph(text, style)
            )
    status, lines = reader.as_json(word.document(*made), reader.WORD)
    assert status == 0
    imported = recognise(unpacked(lines))
    assert not counted(said) - all_of(imported), (said, imported)


@settings(max_examples=60, deadline=None, phases=_PHASES)
@given(st.data())
def test_a_damaged_file_is_refused_or_read(data: st.DataObject) -> None:
    content = bytearray(word.document(word.paragraph("1.1 Words of a clause.")))
    for _ in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    status, lines = reader.as_json(bytes(content), reader.WORD)
    assert status in {0, 40, 41, 42, 43, 44, 45}
    if status == 0:
        recognise(unpacked(lines))
