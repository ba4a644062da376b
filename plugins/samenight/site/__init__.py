"""WHAT PAGES ARE MADE WITH: artifacts, templates, display filters, addresses, calendar links."""
