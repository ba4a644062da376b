"""The gazetteer: towns of the world with their coordinates and time zones."""
