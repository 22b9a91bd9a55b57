"""Have the migrated database ready before the tests begin: `python -m tests`."""

import os

import django


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from improvement_hub.runtime import embedded
    from tests import databases  # imports models, so Django comes first

    embedded.hold()
    databases.migrated()


if __name__ == "__main__":
    main()
