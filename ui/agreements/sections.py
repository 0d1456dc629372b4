"""The parts of the Agreements room, in the order of its front page."""

from __future__ import annotations

from collections.abc import Sequence

from ui.shell.section_room import Section


def sections() -> Sequence[Section]:
    """All parts."""
    from ui.agreements.giving.families import FAMILIES
    from ui.agreements.giving.printed import PRINTED
    from ui.agreements.giving.printing_page import PRINT
    from ui.agreements.register.page import REGISTER
    from ui.agreements.register.returns_page import RETURNS
    from ui.agreements.wording.page import WORDING

    return (PRINT, RETURNS, REGISTER, FAMILIES, WORDING, PRINTED)
