"""Everything a person touches: command line, overlay, settings, reports."""

__version__ = "0.1.0"
