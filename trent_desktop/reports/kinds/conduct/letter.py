"""What a letter home about conduct on social media starts from. The Headteacher may change it."""

from __future__ import annotations

from typing import Final

from trent_desktop.reports.letters.letter import Letter

LETTER: Final = Letter(
    "conduct",
    "Conduct on social media",
    "Dear parent or carer,\n\n"
    "We are writing about something on social media that our school’s policy asks all of us to "
    "avoid. We know that most of it is not meant badly, and we would like to put it right together.\n\n"
    "Please take down pictures of other people’s children, and anything that names or could hurt a "
    "child or a colleague. If an account belongs to your child, please check together whether they "
    "are old enough for that app, and who can see what is there.\n\n"
    "If something at {school} worries you, please ring or write to us first. We are glad to help.\n\n"
    "Yours sincerely,",
)
