"""Printers of this computer: which there are, what they can do, and handing them a PDF."""
