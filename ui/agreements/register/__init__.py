"""Taking forms back, and the register."""
