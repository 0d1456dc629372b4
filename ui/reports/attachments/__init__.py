"""What is attached to a case: its list, and the page on which it is looked at."""
