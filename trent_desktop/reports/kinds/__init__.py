"""The kinds of report: one folder each."""
