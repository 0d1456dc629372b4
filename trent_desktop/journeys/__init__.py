"""The question engine: journeys as data, and one person's way through them.

    run = Run(content_journey("quick", defaults), now=clock)
    run.put("seen", "A violent picture in an image search")
    step = run.go_on()        # Turn.WRONG with errors, Turn.PAGE, Turn.CHECK, Turn.STOPPED, …
    draft = run.to_state()    # JSON; Run.from_state(journey, draft) opens where it was left

Pure Python: no window, no database. docs/decisions/question-engine.md says why it is so.
"""

from trent_desktop.journeys.answers import (
    NO,
    UNKNOWN,
    YES,
    Answers,
    FieldError,
    FieldNote,
    class_value,
    date_for_people,
    day_of,
    is_unknown,
    moment_for_people,
    moment_of,
    person_value,
    typed_person,
    unknown,
    when_value,
)
from trent_desktop.journeys.journey import END, HandOver, Journey, Page
from trent_desktop.journeys.kinds import Question
from trent_desktop.journeys.pickers import (
    Addresses,
    ClassPicker,
    Count,
    Day,
    People,
    ReadAs,
    ReadLine,
    When,
)
from trent_desktop.journeys.questions import (
    DONT_KNOW,
    NOT_GIVEN,
    Choice,
    Choices,
    LongText,
    Option,
    ShortText,
    YesNo,
)
from trent_desktop.journeys.run import CHECK, Row, Run, Step, Turn

__all__ = [
    "CHECK",
    "DONT_KNOW",
    "END",
    "NO",
    "NOT_GIVEN",
    "UNKNOWN",
    "YES",
    "Addresses",
    "Answers",
    "Choice",
    "Choices",
    "ClassPicker",
    "Count",
    "Day",
    "FieldError",
    "FieldNote",
    "HandOver",
    "Journey",
    "LongText",
    "Option",
    "Page",
    "People",
    "Question",
    "ReadAs",
    "ReadLine",
    "Row",
    "Run",
    "ShortText",
    "Step",
    "Turn",
    "When",
    "YesNo",
    "class_value",
    "date_for_people",
    "day_of",
    "is_unknown",
    "moment_for_people",
    "moment_of",
    "person_value",
    "typed_person",
    "unknown",
    "when_value",
]
