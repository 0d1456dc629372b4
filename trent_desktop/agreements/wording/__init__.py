"""What agreements say: read, numbered, in every language."""
