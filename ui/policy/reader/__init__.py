"""The policy as it is read: its text, its search, and what carries each clause out."""
