"""Starting and stopping: the embedded servers, the processes of the hub, and the way there.

Nothing in here knows the domain. docs/operations.md tells the story from outside; from inside:

- from a fresh machine: bootstrap -> targets -> install, node_packages, look, browser -> serve or checks
- the hub: serve -> prepare, then each of commands on a leash, a lookout, and what output shows
- the embedded servers: embedded.hold -> keeper -> children of it: postgres, valkey (ordinary_user as root)
- shared: places, address, locks, outside, progress, trouble
"""
