"""One screen per module, its style sheet beside it. A screen is imported when it is first opened."""
