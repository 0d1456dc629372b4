"""Figures against raw limits of the same machine, measured in the same run.

`python3 start.py bench [NAME ...]` runs them; docs/benchmarks.md says how to read them. Nothing
here is asserted in ordinary tests: a shared machine would make those fail for no reason.
"""
