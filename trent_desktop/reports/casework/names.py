"""What the questions of the casework are called in entries, and their options.

These names are in every stored case: add to them, never rename.
"""

from __future__ import annotations

from typing import Final

# ---------------------------------------------------------------- decisions
DECIDED: Final = "decided"  # list of what was decided
THRESHOLD: Final = "threshold"
MONITOR_UNTIL: Final = "monitor_until"  # a day

POLICE: Final = "police"
SOCIAL_CARE: Final = "social-care"
LADO: Final = "lado"
EARLY_HELP: Final = "early-help"
ADVICE: Final = "advice"
MONITOR: Final = "monitor"
DISCIPLINARY: Final = "disciplinary"
LOW_LEVEL: Final = "low-level"
IN_SCHOOL: Final = "in-school"

# ---------------------------------------------------------------- parents, referral, outcome
TOLD: Final = "told"  # yes, no
WHOM: Final = "whom"
WHEN: Final = "when"  # a moment
BY_WHOM: Final = "by_whom"

REFERRED_TO: Final = "referred_to"
REFERENCE: Final = "reference"
ANSWER: Final = "answer"

OUTCOME_TO: Final = "outcome_to"  # list

# ---------------------------------------------------------------- complaints
ACKNOWLEDGED_HOW: Final = "acknowledged_how"
STAGE: Final = "stage"
MEETS: Final = "panel_meets"  # a day
SAT: Final = "who_sat"
CAME: Final = "came"  # yes, no
OUTCOME: Final = "complaint_outcome"
TO_ICO: Final = "told_of_ico"  # yes, no
MEETING: Final = "governors_meeting"

FORMAL: Final = "formal"
PANEL: Final = "panel"

UPHELD: Final = "upheld"
PARTLY: Final = "partly"
NOT_UPHELD: Final = "not-upheld"
WITHDRAWN: Final = "withdrawn"

# ---------------------------------------------------------------- what followed
SANCTION: Final = "sanction"
FOR_WHOM: Final = "for_whom"  # people
