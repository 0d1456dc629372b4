"""Letters to families about a report: templates that a school may change, and setting them."""
