"""Requests' options, answers' bodies and file names: conversions to and from the engine's values."""
