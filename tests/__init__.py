"""Claims about the engine and the service, and the harness that compares with the reference."""
