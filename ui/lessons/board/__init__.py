"""What the class sees: slides laid out, painted, drawn upon."""
