"""The fields of the filter: what it is called, and the policy that pupils have in it."""

from __future__ import annotations

from trent_desktop.school.settings.values import SchoolSettings
from ui.components.cards import Card
from ui.components.fields import FieldBlock, TextField
from ui.theme import SPACE


class FilterFields:
    """A card with both; `blocks` by the name of the setting, `values` as they are saved."""

    def __init__(self, settings: SchoolSettings) -> None:
        self.card = Card(gap=SPACE.base)
        self.name = TextField(settings.filter_name, name="What the filter is called")
        self.policy = TextField(settings.filter_policy, name="The policy that pupils have")
        self.blocks = {
            "filter_name": FieldBlock("What the filter is called", self.name),
            "filter_policy": FieldBlock("The policy that pupils have", self.policy),
        }
        for block in self.blocks.values():
            self.card.column.addWidget(block)

    def values(self) -> dict[str, str]:
        """What was typed, by the name of the setting."""
        return {
            "filter_name": self.name.text().strip(),
            "filter_policy": self.policy.text().strip(),
        }
