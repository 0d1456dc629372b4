"""Small lessons for the tests."""

from __future__ import annotations

HEAD = """---
title: A lesson
letter: S
years: 3-4
minutes: 30
aims: [I can say it.]
vocabulary:
  private: Only for you.
strands: [Privacy and security]
---
"""
NOTES = "\n::: notes\nSay: Hello.\n:::\n"


def lesson(*slides: str, head: str = HEAD) -> str:
    """A lesson with these slides, each with notes."""
    return head + "".join(f"{slide}\n{NOTES}\n" for slide in slides)


EVERYTHING = lesson(
    "# Plain\n\nSome **bold** and private words.",
    "# Story\n\n::: story\n- ![a](tablet) One.\n- ![b](phone) Two.\n- Three.\n:::",
    "# Reveal\n\n::: reveal\n- ![](padlock) A\n  - Under A\n- B\n  - Under B\n:::",
    "# Choose\n\n::: choose\n- [x] Good\n  - Well done.\n- [ ] Other\n  - Try again.\n:::",
    "# Vote\n\n::: vote\n- ![](thumb-up) Yes\n- ![](thumb-down) No\n:::",
    "# Sort\n\n::: sort\n- Keep\n  - ![](house) Address\n  - Password\n- Share\n  - Joke\n:::",
    "# Order\n\n::: order\n1. First\n2. Second\n3. Third\n:::",
    "# Spot\n\n::: spot\n![Mila](spot-photo)\n- 19 52 13 24: The jumper.\n- 84 42 18 14: The sign.\n:::",
    "# Talk\n\n::: discuss 90 seconds\n- Why?\n- How?\n:::",
    "# Rewrite\n\n::: rewrite\n- You lost\n  - Hard luck\n  - Well tried\n- again\n:::",
    "# Promise\n\n::: promise\n- We ask.\n- We tell.\n:::",
)
