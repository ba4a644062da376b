"""Small types that know their rules: money, times, slugs, social networks, inks."""
