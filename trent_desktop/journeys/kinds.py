"""Every kind of question there is.

A closed list, so that the type checker sees a kind that the screen or the paper form forgot.
"""

from trent_desktop.journeys.pickers import Addresses, ClassPicker, Count, Day, People, When
from trent_desktop.journeys.questions import Choice, Choices, LongText, ShortText, YesNo

Question = (
    ShortText
    | LongText
    | Choice
    | YesNo
    | Choices
    | When
    | Day
    | ClassPicker
    | People
    | Addresses
    | Count
)
