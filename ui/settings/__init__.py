"""What can be set: the look of this laptop, the school's settings, one's password."""
