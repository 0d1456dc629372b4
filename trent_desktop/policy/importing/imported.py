"""What came of a file: the policy in it, and all that is not the policy's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from trent_desktop.policy.clauses import PolicyText


@dataclass(frozen=True, slots=True)
class Imported:
    """A policy that was brought in, before anybody keeps it.

    Every sentence of the file stands in `text`, in `not_understood` or in `furniture`: what is
    made anew (the list of contents, "Signed by:") or stands around a text (the school's name above
    the title). `warnings` are sentences for whoever brings it in.
    """

    text: PolicyText
    not_understood: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    furniture: tuple[str, ...] = field(default=())

    def to_json(self) -> dict[str, Any]:
        """As the command line prints it."""
        whole = self.text.to_json()
        return {
            "title": self.text.title,
            "clauses": self.numbered,
            "sections": whole["sections"],
            "signatures": whole["signatures"],
            "furniture": list(self.furniture),
            "not_understood": list(self.not_understood),
            "warnings": list(self.warnings),
        }

    @property
    def numbered(self) -> int:
        """How many clauses have a number; the letters of SMART have none."""
        return sum(one.number[:1].isdigit() for one in self.text.clauses())
