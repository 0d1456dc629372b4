"""What came back: returns, consents, the register, reminders."""
