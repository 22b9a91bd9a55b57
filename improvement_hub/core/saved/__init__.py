"""Lists as people like to see them: the filters in use, kept under a name of one's own."""
