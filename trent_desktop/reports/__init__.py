"""Cases: one module per kind of report, their workflow, their service and their documents."""
