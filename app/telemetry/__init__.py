"""What the service tells its operator: log lines, request ids, metrics."""
