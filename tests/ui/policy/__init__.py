"""The Policy room, by pressing and typing."""
