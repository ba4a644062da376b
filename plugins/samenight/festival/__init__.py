"""THE FACTS: content read, typed and cross-referenced; addresses, moments and money."""
