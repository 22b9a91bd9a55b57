"""Where one is signed in, and leaving all of it; and the password, for those who have one here."""

from allauth.account.views import PasswordChangeView
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator

from improvement_hub.accounts import browsers, queries, services
from improvement_hub.accounts.asking import asks_again
from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.pages import ServicePage, SignedIn


class SessionsPage(SignedIn, ServicePage):
    """The list of browsers one is signed in with, and one button that leaves all but this one."""

    template_name = "usersessions/usersession_list.html"
    form_class = ConfirmForm
    heading = "Where you are signed in"
    button = "Sign out everywhere else"
    done = "You are signed out everywhere else, and no application can act in your name any more."

    def perform(self, form):
        services.sign_out_everywhere(person=self.request.user, but=self.request.session.session_key)

    def get_context_data(self, **kwargs):
        sessions = list(queries.sessions_of(self.request.user))
        for session in sessions:
            session.browser = browsers.in_words(session.user_agent)
        applications = queries.has_applications(self.request.user)
        return super().get_context_data(sessions=sessions, elsewhere=len(sessions) > 1 or applications, **kwargs)

    def get_success_url(self):
        return reverse("usersessions_list")


@method_decorator(asks_again, name="dispatch")
class PasswordPage(PasswordChangeView):
    """Changing the password; people of a provider have none here."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_usable_password():
            messages.info(request, "You sign in through your organisation: your password is changed there.")
            return HttpResponseRedirect(reverse("account"))
        return super().dispatch(request, *args, **kwargs)
