"""Name badges and raffle tickets: what is laid on sheets of labels."""
