"""A task alone, and the tasks beside a case."""
