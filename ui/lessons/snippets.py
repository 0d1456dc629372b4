"""What *Insert* puts into a lesson: one example of each activity, and a whole new lesson."""

from __future__ import annotations

NEW_LESSON = """---
title: A new lesson
letter: S
years: 3-4
minutes: 30
aims:
  - I can …
vocabulary:
  private: Only for you and people who look after you.
strands:
  - Privacy and security
version: 1
take-home: Ask your child …
---

# The first slide

![Children in a classroom](classroom+amara-happy+kofi-happy)

A few words for the class.

::: notes
Say: What you want to say.
Often: What children often answer.
Watch: What to look out for.
:::
"""

SNIPPETS: dict[str, str] = {
    "Slide": "# A title\n\nA few words.\n\n::: notes\nSay: …\n:::\n",
    "Aims": "# Today we learn\n\n::: aims\n:::\n\n::: notes\nSay: …\n:::\n",
    "Aims, again": "# Can we do it now?\n\n::: aims again\n:::\n\n::: notes\nSay: …\n:::\n",
    "Story": "::: story\n- ![What is seen](bedroom+amara-tablet) First panel.\n"
    "- ![What is seen](bedroom+amara-thinking) Second panel.\n:::\n",
    "Reveal": "::: reveal\n- ![](padlock) A clue\n  - What lies under it.\n:::\n",
    "Choose": "::: choose\n- [x] A good way\n  - What it leads to.\n- [ ] Another way\n"
    "  - What that leads to, without blame.\n:::\n",
    "Vote": "::: vote\n- ![](thumb-up) Fine\n- ![](thumb-down) Not fine\n:::\n",
    "Sort": "::: sort\n- First box\n  - ![](house) A card\n  - ![](key) Another\n- Second box\n"
    "  - ![](dinosaur) A third\n:::\n",
    "Order": "::: order\n1. First\n2. Second\n3. Third\n:::\n",
    "Spot": "::: spot\n![What is seen](spot-photo)\n- 19 52 15 24: What this place tells.\n:::\n",
    "Discuss": "::: discuss 2 minutes\n- A question to talk about?\n:::\n",
    "Rewrite": "::: rewrite\n- An unkind part\n  - A kinder one\n:::\n",
    "Promise": "::: promise\n- We …\n:::\n",
    "Notes": "::: notes\nSay: …\nOften: …\nWatch: …\nOnly you: …\nEasier: …\nHarder: …\n:::\n",
}
