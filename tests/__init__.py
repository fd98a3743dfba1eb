"""What we claim about the program, each claim tried."""
