"""The gazetteer: places of the world, their coordinates and time zones."""
