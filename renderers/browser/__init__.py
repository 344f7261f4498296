"""The only room that imports Playwright, and the only one that waits for the outside world."""
