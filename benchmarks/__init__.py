"""What measures speed. Prints ratios, asserts nothing: on a shared machine a time limit is a coin toss."""
