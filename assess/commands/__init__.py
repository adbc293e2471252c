"""What the commands of the command line do; each answers with its exit code."""
