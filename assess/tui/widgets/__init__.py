"""One widget that paints lines, and the pure functions that say which lines."""
