"""Marp's semantics: blocks to a deck; never sees a token."""
