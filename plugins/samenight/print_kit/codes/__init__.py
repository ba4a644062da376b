"""QR codes: their contents, and their drawing as SVG, PNG and PDF."""
