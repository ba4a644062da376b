"""The facts of a kit, and the data that its templates are given."""
