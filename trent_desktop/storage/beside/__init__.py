"""What programs that have the same school open tell each other, in files beside `school.db`."""
