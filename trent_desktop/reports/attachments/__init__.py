"""Pictures and PDFs that belong to a case: taken in with care, kept sealed, looked at here only."""
