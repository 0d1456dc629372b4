"""The front page: three doors, and what waits for the member."""
