"""Files and kept assessments: YAML and answers in, an embedded SQLite database beside them."""
