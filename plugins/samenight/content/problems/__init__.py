"""A problem as data: what is wrong, where, and how to mend it; its wording and its report."""
