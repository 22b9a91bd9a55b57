"""Starting and stopping: the embedded services, the processes of the hub, and the way there.

Nothing in here knows the domain. `docs/operations.md` tells the story from outside.
"""
