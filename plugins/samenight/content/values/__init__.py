"""Values and their rules: money, times, slugs, social networks, inks, text matching."""
