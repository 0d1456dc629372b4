"""Papers of agreements as work off the GUI thread."""
