"""The five journeys that a school makes most, each from her front page to its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.ui.spoken.telling import Telling


def first_report(told: Telling, _out: Path) -> None:
    """She opens the program for the first time, tries the sample school, and begins a report."""
    told.page("The first page", whole=True)
    told.press("Try a sample school", "Good morning", "Report something")
    told.page("Home, in the sample school", has="There is a note", whole=True)
    told.press("Reports", "Your reports")
    told.page("Reports", has="A child told me something")
    told.press("Report something", "What do you want to report?", "Inappropriate content")
    told.page("Choosing what to report")
    told.press("Inappropriate content", "What happened?", "What was seen?")
    told.page("The quick page of a report")
    told.unheard("Back", "What do you want to report?")
    told.unheard("Home", "Good morning")


def report_by_keys(told: Telling, _out: Path) -> None:
    """She fills the quick page in and sends it by keys alone; first too early, then again."""
    told.keys("Ctrl+R", then=("What do you want to report?", "Inappropriate content"))
    told.keys("Enter", then=("What happened?", "What was seen?"))
    told.keys("Ctrl+Enter", then=("There are 4 problems",))
    told.keys("Tab", "Enter", then=("What was seen?",))
    told.type("A scary clown video came up")
    told.keys("Tab")
    told.type("youtube.com/watch?v=dQw4w9WgXcQ", "It will be shown as")
    told.keys("Tab", "Tab", "Down", "Up", "Tab", "Ctrl+Enter", then=("There is a problem",))
    told.keys("Tab", "Enter", then=("Is it about a grown-up",))
    told.keys("Space", "Tab", "Enter", then=("Your report is sent",))
    told.page("After sending", has="Later: it waits")
    told.keys("Tab", "Tab", "Enter", then=("Your reports", "**list** Reports"))


def lead_decides(told: Telling, _out: Path) -> None:
    """The ICT Lead opens a report from her list, reads it, gives something to do, and decides."""
    told.unheard("See the sample school as ICT Lead", "Good morning")
    told.press("Reports", "said by itself:* Reports", "Report something")
    told.page("Her list", has="Scream video")
    told.keys(*["Tab"] * 11)
    told.keys("Down", "Enter", then=("**heading**",))
    told.page("The report", has="Put another report", until="Correct: Where was it?")
    told.page("The report, further down", since="Your next step")
    told.keys("Tab", "Tab", "Enter", then=("What needs to be done?",))
    told.keys("Tab", "Tab", "Tab", "Enter", then=("Write what needs to be done",))
    told.type("Ring the supplier")
    told.keys("Tab", "Down", "Tab")
    told.type("tomorrow", "That is ")
    told.keys("Tab", "Enter", then=("Kept", "Assign a task"))
    told.press("No block needed", "**text**")
    told.type("The whole site is blocked already")
    told.keys("Tab", "Enter", then=("Kept",))


def lesson_taught(told: Telling, _out: Path) -> None:
    """A teacher opens a lesson, teaches the first slides of it on one screen, and ends it."""
    told.unheard("See the sample school as Teacher", "Good morning")
    told.keys("Ctrl+L", then=("Teach a SMART lesson", "The class"))
    told.page("Lessons", has="Our class blog")
    told.press("Safe: Pieces of a puzzle", "Pieces of a puzzle", "Back")
    told.page("The lesson", has="Slide 12")
    told.keys("Tab", "Enter", then=("Slide 1 of 12",))
    told.page("The console on the laptop, and the board", has="The whiteboard")
    told.keys("Right", then=("Slide 2 of 12",))
    told.keys("Right", then=("Slide 3 of 12",))
    told.keys("Right", "Right", "Right", "Right")
    told.keys("Right", then=("Slide 4 of 12",))
    told.keys("Left", then=("Slide 3 of 12",))
    told.keys("Right", then=("Slide 4 of 12",))  # how far she came hangs on no clock
    told.keys("Escape", then=("End the lesson?",))
    told.keys("Shift+Tab", "Enter", then=("said by itself",))


def agreements(told: Telling, _out: Path) -> None:
    """The office looks a child up, prints a class's agreements, and enters a form about pictures."""
    told.unheard("See the sample school as ICT Lead", "Good morning")
    told.press("Agreements", "said by itself:* Agreements", "Find a child")
    told.page("Agreements", has="Forms that came back")
    told.type("Ismaaciil", "Ismaaciil Abdi")
    told.press("Print agreements", "said by itself:* Print agreements")
    told.page("Print agreements", has="30 pupils", until="Page 1 of")
    told.press("Print…", "**dialog** Print", "copier")
    told.page("The print sheet", since="Print…")
    told.keys("Enter", then=("said by itself",))
    told.unheard("Back", "said by itself:* Agreements")
    told.press("Register", "said by itself:* Register")
    told.keys(*["Tab"] * 6)
    told.keys("Right", "Right", "Space", then=("Returned",))
    told.unheard("Back", "said by itself:* Agreements")
    told.press("Take forms back", "said by itself:* Take forms back")
    told.press("Put in the answers", "What is ticked on the form?")
    told.page("The card of answers")
    told.keys("Space", "Tab", "Down")
    told.press("Keep these answers", "Kept")


#: What each is called, and how it goes.
JOURNEYS: tuple[tuple[str, Callable[[Telling, Path], None]], ...] = (
    ("From the first page to a report", first_report),
    ("A report by keys alone", report_by_keys),
    ("The ICT Lead gives something to do, and decides", lead_decides),
    ("A lesson is taught", lesson_taught),
    ("Agreements are printed, and a consent is entered", agreements),
)
