"""How one process of the program asks another: what goes between them, and whether it stands still."""
