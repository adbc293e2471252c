"""The report: an evaluation becomes plain view values, then HTML, then a PDF printed from it."""
