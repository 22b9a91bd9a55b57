"""`python -m bench [evidence PEOPLE NOTES | library ITEMS | relevance FEED ...]`: ends non-zero if one is amiss."""

import os
import sys

os.environ.setdefault("HUB_VAR", "var/bench")
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

if __name__ == "__main__":
    import django

    from improvement_hub.runtime import embedded

    embedded.hold()
    django.setup()
    from bench import evidence, library, relevance

    what, *terms = [*sys.argv[1:], "evidence"] if len(sys.argv) < 2 else sys.argv[1:]
    sound = {"evidence": evidence, "library": library, "relevance": relevance}[what].main(*terms)
    embedded.release()
    sys.exit(0 if sound else "A figure is amiss.")
