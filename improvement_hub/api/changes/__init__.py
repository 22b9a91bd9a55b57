"""How partners' systems keep up with what is shared: the order of changes, and what each of them says."""
