"""`python -m bench [evidence PEOPLE NOTES | library ITEMS | partners ITEMS | relevance FEED ...]`.

It ends non-zero if one is amiss.
"""

import os
import sys

os.environ.setdefault("HUB_VAR", "var/bench")
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

if __name__ == "__main__":
    import django

    from improvement_hub.runtime import embedded

    embedded.hold()
    django.setup()
    from bench import evidence, library, partners, relevance

    named = sys.argv[1:] if sys.argv[1:] and not sys.argv[1].isdecimal() else ["evidence", *sys.argv[1:]]
    what, *terms = named
    sound = {"evidence": evidence, "library": library, "partners": partners, "relevance": relevance}[what].main(*terms)
    embedded.release()
    sys.exit(0 if sound else "A figure is amiss.")
