"""Every page and every API action, and what each of the cast gets there.

A row: method and URL name, then one letter for each of `WHO`:
  o  done or shown (200, 201, or the redirect after a form)      b  allowed, but the empty form is refused (400)
  s  asked to sign in (302 to the sign-in page, 401 over the API)  r  sent on elsewhere (301, 302)
  f  seen, but not for them to do (403)                            n  nothing here for them (404)
  m  this method is not offered (405)                              v  allowed, but names no version (428)
The review of the rows is on site: Asha and Hana belong to its host, Ben leads, Carys observes, Dev is on the
team, Edie leads the host's region, Femi directs a council elsewhere, Gwen runs the hub.
"""

from tests.permission_matrix.api import API
from tests.permission_matrix.pages import PAGES

__all__ = ["API", "PAGES", "WHO", "rows"]

WHO = ("asha", "hana", "ben", "carys", "dev", "edie", "femi", "gwen", "robo", "nobody")


def rows(table):
    """(method, URL name, letters) of each line."""
    return [tuple(line.split()) for line in table.strip().splitlines()]
