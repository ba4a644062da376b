"""Typesetting of artwork: Typst, fonts, finished PDF and SVG files, and reading codes back."""
