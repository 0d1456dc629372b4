"""What the questions of "A child told me something" are called in answers.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The kind's name in drafts and cases.
TOLD: Final = "told"

CHILD: Final = "told_by"  # people
SEEMED: Final = "told_seemed"
INJURY: Final = "told_injury"  # yes, no, unknown
ANSWERED: Final = "told_answered"
IN_PERSON: Final = "told_in_person"  # list of IN_PERSON_…

IN_PERSON_DSL: Final = "dsl"
IN_PERSON_DEPUTY: Final = "deputy"
IN_PERSON_HEAD: Final = "headteacher"
IN_PERSON_NOBODY: Final = "nobody-yet"
