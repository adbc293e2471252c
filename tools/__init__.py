"""What `make` uses to set itself up. Not part of the package."""
