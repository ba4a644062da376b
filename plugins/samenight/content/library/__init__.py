"""All facts of a festival: the resolved event, its state, the ledger, the status of each city."""
