"""The values that flow from stage to stage: frozen, typed, and made of the standard library only."""
