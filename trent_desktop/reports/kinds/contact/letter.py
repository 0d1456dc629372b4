"""The letter to a parent or carer who tried to be friends with a member of staff."""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.letters.letter import Letter

LETTER: Final = Letter(
    "contact",
    "Contact with staff on social media",
    "Dear parent or carer,\n\n"
    "A member of our staff has received a request or a message from your family on social media. "
    "Thank you for wanting to be in touch.\n\n"
    "Our policy asks staff not to be in contact with families on social media where they know "
    "each other only through school. "
    "It protects children, families and staff alike, so the member of "
    "staff has not answered, and we ask you not to try again. Nobody is in trouble.\n\n"
    "If you want to speak with us, please ring or write to {school}. We are glad to help.\n\n"
    "If the account belongs to your child, please check together whether they are old enough "
    "for that app, and who can see what is there.\n\n"
    "Yours sincerely,",
)
