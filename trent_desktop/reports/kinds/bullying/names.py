"""What the questions of a cyber-bullying report are called in answers.

These names are in every stored case: add to them, never rename. Wording is in the pages.
"""

from __future__ import annotations

from typing import Final

#: The kind's name in drafts and cases.
BULLYING: Final = "bullying"

# ---------------------------------------------------------------- the first page
HURT: Final = "bullied"  # HURT_CHILD, HURT_STAFF
HURT_CHILD: Final = "child"
HURT_STAFF: Final = "staff"
HURT_CHILDREN: Final = "bullied_children"  # people
HURT_ADULTS: Final = "bullied_adults"
#: Further answers to whom it is about: nobody who works here.
BY_CHILD: Final = "no"
BY_PARENT: Final = "parent"
BY_SOMEBODY: Final = "somebody-else"
BY_UNKNOWN: Final = "not-known"
BY_CHILDREN: Final = "bullying_children"  # people
BY_ADULTS: Final = "bullying_adults"

#: By whom the school's anti-bullying chain is led, as it was when the report was sent.
CHAIN: Final = "bullying_chain"
CHAIN_HEAD: Final = "headteacher"

# ---------------------------------------------------------------- the rest
PLATFORM: Final = "bullying_platform"
ACCOUNTS: Final = "bullying_accounts"
GROUP: Final = "bullying_group"
SORT: Final = "bullying_sort"  # list
SORT_THREATS: Final = "threats"
SORT_HATE: Final = "hate"
OFTEN: Final = "bullying_often"  # OFTEN_ONCE, OFTEN_AGAIN
OFTEN_ONCE: Final = "once"
OFTEN_AGAIN: Final = "again"
STILL_THERE: Final = "bullying_still_there"  # yes, no, unknown
PREJUDICE: Final = "bullying_prejudice"  # list
PREJUDICE_NONE: Final = "none"
EVIDENCE: Final = "bullying_evidence"  # list
EVIDENCE_NONE: Final = "none"
EVIDENCE_PRIVATE: Final = "private-picture"
EVIDENCE_WHERE: Final = "bullying_evidence_where"
IMPACT: Final = "bullying_impact"  # IMPACT_…
IMPACT_LITTLE: Final = "little"
IMPACT_UPSET: Final = "upset"
IMPACT_AFRAID: Final = "afraid"
IMPACT_HARM: Final = "harm"
UNDER_AGE: Final = "bullying_under_age"  # yes, no, unknown
REPORTED: Final = "bullying_reported"  # yes, no, unknown
REPORTED_AT: Final = "bullying_reported_at"  # when
REPORTED_REFERENCE: Final = "bullying_reported_reference"
PARENTS_OF_HURT: Final = "bullying_parents_of_hurt"  # yes, no, unknown
PARENTS_OF_OTHER: Final = "bullying_parents_of_other"  # yes, no, unknown
POLICE_MATTER: Final = "bullying_police_matter"  # list
POLICE_NOTHING: Final = "none"
POLICE_TOLD: Final = "bullying_police_told"  # yes, no, unknown
POLICE_REFERENCE: Final = "bullying_police_reference"
DONE: Final = "bullying_done"
