"""Artwork out of templates: Typst, fonts, finished PDF and SVG files, codes read back."""
