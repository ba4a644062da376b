"""The content model: one class per kind of content file, and the types of its fields."""
