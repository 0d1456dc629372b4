"""What letters to whoever complained start from. The Headteacher may change them.

Square brackets stand where something is to be written.
"""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.cases import Move
from trent_desktop.reports.letters.letter import Letter

RECEIVED: Final = Letter(
    "complaint-received",
    "A complaint has come",
    "Dear [name],\n\n"
    "Thank you for telling us. We have your complaint about our social media policy, or about how "
    "we used it, and we take it seriously.\n\n"
    "We would like to understand it well and to put right what we can. We are looking into it now "
    "and will speak with you "
    "within ten school days. If there is more that you would like us to know, or "
    "somebody you would like to bring along, please tell us.\n\n"
    "If we cannot settle it in a talk, you may ask for an answer in writing, and after that for "
    "a panel of governors of {school}.\n\n"
    "Yours sincerely,",
)
ENDED: Final = Letter(
    "complaint-ended",
    "How a complaint ended",
    "Dear [name],\n\n"
    "Thank you for your patience while we looked into your complaint.\n\n"
    "This is what we looked at, and what we found: [write it here].\n\n"
    "This is what we are doing about it: [write it here].\n\n"
    "If you are not content with this, please write to us within ten school days and say why. It "
    "then goes to the next stage; the last is a panel of governors of {school}. After that you may "
    "turn to the Department for Education.\n\n"
    "Yours sincerely,",
    after=Move.DECIDE,
)
