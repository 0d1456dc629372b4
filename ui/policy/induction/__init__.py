"""The induction of who is new."""
