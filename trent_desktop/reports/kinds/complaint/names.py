"""What the questions of a complaint about the policy are called in answers, and their options.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The kind's name in drafts and cases.
COMPLAINT: Final = "complaint"

WHAT: Final = "complaint_what"
CLAUSE: Final = "complaint_clause"
BEFORE: Final = "complaint_before"  # yes, no, unknown

# ---------------------------------------------------------------- what it is about
POLICY: Final = "policy"
USED: Final = "used"
FAIR: Final = "fair"
OTHER: Final = "other"

# ---------------------------------------------------------------- what is done
SORRY: Final = "sorry"
EXPLAINED: Final = "explained"
PRACTICE: Final = "practice"
POLICY_LOOKED_AT: Final = "policy-looked-at"
TRAINING: Final = "training"
NOTHING: Final = "nothing"
