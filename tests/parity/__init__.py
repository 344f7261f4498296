"""How much of the reference implementation this engine is."""
