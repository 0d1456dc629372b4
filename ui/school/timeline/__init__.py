"""What was done to pupils and classes, and taking it back."""
