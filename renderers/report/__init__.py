"""The report as an output: a deck looked over, and nothing made of it."""
