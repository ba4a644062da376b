"""Looking into finished files: their objects, what is painted on their pages, and whether codes are right."""
