"""All facts together: the resolved event, its state, the ledger, the state of each city."""
