"""The picture exporter."""
