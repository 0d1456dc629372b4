"""Who uses the school's computers only with a grown-up beside them, until when, and who may know."""
