"""Processes that work on decks: warmed before they are needed, bounded in memory, ended and replaced at any moment."""
