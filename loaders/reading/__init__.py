"""What every loader reads with: files, rows of each syntax, reviewed word tables, the tally."""
