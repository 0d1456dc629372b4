"""A version to read: section by section, as it was approved or as it is drafted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trent_desktop.journeys.answers import date_for_people
from trent_desktop.policy.clauses import Clause, PolicyText, Section, Signature
from trent_desktop.policy.versions import PolicyVersion
from ui.components.cards import Card
from ui.components.words import heading, small, strong
from ui.journeys.direction import joined
from ui.policy.versions.words import PolicyWords, lines_of
from ui.theme import SPACE, look

#: Px at 100 %: the room for a number such as ``10.12``.
_NUMBER = 56

#: What stands beside a clause or a section, for those who change it.
Beside = Callable[[Section | Clause], QWidget | None]


def standing(version: PolicyVersion) -> str:
    """What is known of a version, in a line."""
    if version.is_model:
        return "Comes with the program. No governors have approved it."
    if not version.approved:
        made = f"Begun by {version.made_by}" if version.made_by else ""
        return joined("Draft", made)
    parts = [
        f"approved {date_for_people(version.approved_on)}" if version.approved_on else "",
        version.minute,
        f"in force from {date_for_people(version.in_force_from)}" if version.in_force_from else "",
        f"to be reviewed by {date_for_people(version.review_on)}" if version.review_on else "",
        f"written down by {version.approved_by}" if version.approved_by else "",
    ]
    said = joined(*parts)
    return said[:1].upper() + said[1:]


def section_title(section: Section) -> str:
    """``6. Staff``."""
    return f"{section.number}. {section.title}" if section.number else section.title


def row_of(number: str, lines: tuple[str, ...], beside: QWidget | None = None) -> QWidget:
    """A number, its words, and what stands beside them."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE.near)
    if number:
        label = strong(number, wrap=False)
        label.setMinimumWidth(look().theme.px(_NUMBER))
        layout.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(SPACE.hair)
    for line in lines:
        words.addWidget(PolicyWords(line))
    words.addStretch(1)
    layout.addLayout(words, 1)
    if beside is not None:
        layout.addWidget(beside, 0, Qt.AlignmentFlag.AlignTop)
    return row


def section_cards(text: PolicyText, beside: Beside = lambda _one: None) -> list[QWidget]:
    """A card for each section, and one for the signatures."""
    cards: list[QWidget] = []
    for section in text.sections:
        card = Card(gap=SPACE.near)
        head = QHBoxLayout()
        head.addWidget(heading(section_title(section)), 1)
        tool = beside(section)
        if tool is not None:
            head.addWidget(tool, 0, Qt.AlignmentFlag.AlignTop)
        card.column.addLayout(head)
        if lines := lines_of(section):
            card.column.addWidget(row_of("", lines))
        for clause in section.clauses:
            card.column.addWidget(row_of(clause.number, lines_of(clause), beside(clause)))
        cards.append(card)
    if text.signatures:
        cards.append(_signatures(text.signatures))
    return cards


def _signatures(signatures: tuple[Signature, ...]) -> Card:
    card = Card(gap=SPACE.tight)
    card.column.addWidget(heading("Signed"))
    for one in signatures:
        card.column.addWidget(small(joined(one.name, one.role, one.when)))
    return card
