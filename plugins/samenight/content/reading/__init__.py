"""Reads files into typed facts; every mistake becomes a problem."""
