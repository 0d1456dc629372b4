"""What may follow for whoever did something: a list, so that figures can count it (rule 33).

A list, because words that somebody typed may hold a name. What is not in it is counted as
`OTHER_SANCTION`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SANCTIONS: Final[Mapping[str, str]] = {
    "talk": "A talk about what happened",
    "parents": "Parents asked in",
    "apology": "Putting it right, or an apology",
    "lesson": "More teaching about being safe online",
    "warning": "A warning",
    "lost-time": "A playtime or privilege lost",
    "supervised": "Computers only under supervision",
    "no-devices": "No computers for a time",
    "suspension": "A suspension",
    "exclusion": "A permanent exclusion",
}
OTHER_SANCTION: Final = "other"
