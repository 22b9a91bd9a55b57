#!/usr/bin/env python
"""Django's commands; they work beside a running hub and, with the embedded servers, by themselves."""

import os
import sys

from improvement_hub.runtime import embedded
from improvement_hub.runtime.trouble import plainly


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "improvement_hub.settings")
    embedded.hold()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    sys.exit(plainly(main))
