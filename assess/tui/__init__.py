"""The terminal UI, and the plain line-by-line interview."""
