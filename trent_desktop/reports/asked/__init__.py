"""What every kind of report asks alike: when, which class, whom it is about, and the stop."""
