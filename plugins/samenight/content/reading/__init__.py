"""Files into typed facts; every mistake becomes a problem."""
