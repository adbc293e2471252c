"""What trainers use on questionnaires: tests now, lint, diff, translation and spreadsheets beside them."""
