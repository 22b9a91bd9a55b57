"""What the hub does under load, measured through its own web server; `make bench` runs all of it."""
