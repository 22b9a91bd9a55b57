"""Who sits at a browser, asked at every page: the session and its person, each by a statement that is worded once."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from improvement_hub.accounts.models import Person
from improvement_hub.core.worded import SOME_ID, SOME_MOMENT, SOME_TEXT, worded


@worded(SOME_TEXT, SOME_MOMENT)
def in_force(key, now):
    return Session.objects.filter(session_key=key, expire_date__gt=now)


@worded(SOME_ID)
def people_with(pk):
    return Person.objects.filter(pk=pk).order_by()


class SessionStore(db.SessionStore):
    """Django's, under Django's name for it: that is the salt which sessions are signed with."""

    def _get_session_from_db(self):
        for session in in_force(self.session_key, timezone.now()):
            return session
        self._session_key = None  # so that nobody chooses a session's key
        return None


class PeopleBackend(AuthenticationBackend):
    """allauth's, which checks the password."""

    def get_user(self, user_id):
        """None of whoever is gone or inactive."""
        return next(filter(self.user_can_authenticate, people_with(user_id)), None)
