"""The register of who uses computers only under supervision, for those who lead."""
