"""Teaching SMART lessons: the room on the laptop, the board, and writing lessons."""
