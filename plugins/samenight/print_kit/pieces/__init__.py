"""The pieces of a kit: the catalogue with sizes and forms, label stocks, and which pieces a city gets."""
