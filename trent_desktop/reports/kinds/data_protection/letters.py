"""What letters to whoever complained about data start from. The Headteacher may change them.

Square brackets stand where something is to be written.
"""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.cases import Move
from trent_desktop.reports.letters.letter import Letter

RECEIVED: Final = Letter(
    "data-received",
    "A complaint about data has come",
    "Dear [name],\n\n"
    "Thank you for telling us. We have your complaint about personal data, which came on [day].\n\n"
    "We are looking into it now, without undue delay, and will tell you how it goes. [Name] looks into it for "
    "{school}; if there is more that you would like us to know, please write or ring.\n\n"
    "Yours sincerely,",
)
ENDED: Final = Letter(
    "data-ended",
    "How a complaint about data ended",
    "Dear [name],\n\n"
    "Thank you for your patience while we looked into your complaint about personal data.\n\n"
    "This is what we looked at, and what we found: [write it here].\n\n"
    "This is what we are doing about it: [write it here].\n\n"
    "We hope that this puts it right. If you are not content with how {school} dealt with it, you "
    "may complain to the Information Commissioner’s Office, the authority for personal data. Its "
    "website, ico.org.uk, says how.\n\n"
    "Yours sincerely,",
    after=Move.DECIDE,
)
