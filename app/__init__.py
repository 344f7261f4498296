"""The service and the command line; knows HTTP, knows no Markdown."""

__version__ = "0.1.0"
