"""The Policy room: its clauses, and those who watch over it."""
