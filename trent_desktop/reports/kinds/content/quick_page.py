"""The quick page of the content report.

Rule 11 asks for the report; this is its Appendix 2. Wording is ours.
"""

from __future__ import annotations

from trent_desktop.journeys import Addresses, Choice, LongText, Option, Page
from trent_desktop.reports.asked.questions import Defaults, about_staff, happened_at, which_class
from trent_desktop.reports.filter import addresses
from trent_desktop.reports.kinds.content import names as n


def quick_page(defaults: Defaults) -> Page:
    """Everything that is needed at once. Four answers; the rest has defaults."""
    return Page(
        "quick",
        "What happened?",
        (
            LongText(
                n.SEEN,
                "What was seen?",
                hint="One sentence is enough. Please leave out children’s names for now.",
                missing="Say in a few words what was seen.",
                names_asked="Who saw it is asked later.",
            ),
            Addresses(
                n.WHERE,
                "Where was it?",
                hint="Paste the address, or type the name of the app, game or place. "
                "It will not be opened.",
                unknown=True,
                missing="Say where it was: an address, an app, or “I don’t know”.",
                read=addresses.read_lines,
                refuse=addresses.refusal,
            ),
            Choice(
                n.OFF_SCREEN,
                "Is it off the screen?",
                unknown=True,
                missing="Say whether it is off the screen.",
                options=(
                    Option(n.OFF_YES, "Yes, nobody can see it now"),
                    Option(
                        n.OFF_NO,
                        "No, not yet",
                        hint="Turn it off first. This can wait.",
                    ),
                    Option(n.OFF_OTHER_SCREEN, "Off mine, but perhaps on other screens"),
                ),
            ),
            about_staff(defaults),
            happened_at(defaults),
            which_class(defaults),
        ),
    )
