"""What artwork is made of: the facts of a kit, and the data that templates ask for."""
