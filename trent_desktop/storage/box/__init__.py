"""What nobody else has: drafts, the outbox and words being written, kept twice on this laptop.

Not in a database: one file of sealed records, only ever written at its end, and the same file once
more beside it (rule 72, docs/decisions/local-store.md).
"""
