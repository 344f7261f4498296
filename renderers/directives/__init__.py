"""The directive table, and the readers of values that its rows share."""
