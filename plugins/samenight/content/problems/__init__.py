"""Problems as data (what is wrong, where, how to fix it), their wording and their report."""
