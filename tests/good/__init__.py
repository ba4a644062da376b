"""A corpus of good data: values and whole files as people write them, which must be read without an error.

To add a value, put it into `values.py` with what it means; to add a file, put it into `files.py`.
`tests/content/reading/test_good_data.py` reads it all.
"""
