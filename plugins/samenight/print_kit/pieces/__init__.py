"""The pieces of a kit: what there is, in which sizes and forms, and which a city gets."""
