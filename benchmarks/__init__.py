"""Measurements, each one command; what they gave stands in docs/performance.md."""
