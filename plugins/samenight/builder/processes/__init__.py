"""THE PROCESSES that read files and make artifacts, here or elsewhere; their compiled templates."""
