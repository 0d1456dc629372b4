"""The head of the school's papers."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands at the head of the school's papers. `crest` is a PNG or JPEG, or nothing.

    `data_protection` says where its privacy notice is and whom to ask: forms about pictures have it.
    """

    school: str
    address: tuple[str, ...] = ()
    crest: bytes = field(default=b"", repr=False)
    data_protection: str = ""

    @property
    def address_rows(self) -> tuple[str, ...]:
        """The address in at most two rows: however many lines it was typed in, all of it stands."""
        if len(self.address) <= 2:
            return self.address
        half = (len(self.address) + 1) // 2
        return ", ".join(self.address[:half]), ", ".join(self.address[half:])
