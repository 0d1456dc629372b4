"""What was sent from this laptop, kept here for a while, and offered again when the school lost it."""
