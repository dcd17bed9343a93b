"""One module a released schema, its SQL in the folder of its name."""
