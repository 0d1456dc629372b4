"""The reports room: choosing what to report, the journey, what comes after, cases.

`REPORTS` is the `Room` for the window's list. Places: `NewReport`, `OpenDraft`, `OpenCase`,
`CaseList` of `ui.shell.rooms`; without a place its front page, the list of cases.
"""
