"""`python -m bench [PEOPLE NOTES]`: ends non-zero if anything was lost, stored twice or refused."""

import os
import sys

os.environ.setdefault("HUB_VAR", "var/bench")
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

if __name__ == "__main__":
    import django

    from improvement_hub.runtime import embedded

    embedded.hold()
    django.setup()
    from bench import evidence

    sound = evidence.main(*map(int, sys.argv[1:]))
    embedded.release()
    sys.exit(0 if sound else "Not every note was stored exactly once.")
