"""The people of the school, sign-in and keys."""
