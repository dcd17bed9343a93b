"""One module a released schema."""
