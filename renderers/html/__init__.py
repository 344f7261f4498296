"""Deck and stylesheet to one page of HTML."""
