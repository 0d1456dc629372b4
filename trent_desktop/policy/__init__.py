"""The school's own social media policy: its clauses, its versions, and who has read them."""
