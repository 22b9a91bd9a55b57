"""How partners' systems are told that something changed: signed messages to addresses that they name."""
