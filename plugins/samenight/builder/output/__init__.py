"""THE OUTPUT FOLDER: the store, checks of paths, the manifest, the record of the build, the one swap."""
