"""Members: letting people in, changing and ending their access."""
