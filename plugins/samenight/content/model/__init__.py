"""What a file can state, one class a kind of file, and the types of its fields."""
