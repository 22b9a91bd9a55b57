from django.urls import reverse

from blogs import queries, services
from blogs.views.posts import OfPost
from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.pages import ServicePage, SignedIn


class TakeOverPage(SignedIn, OfPost, ServicePage):
    """Says who is writing the post, and lets one write it all the same."""

    template_name = "blogs/take_over.html"
    form_class = ConfirmForm
    permission = "blogs.change_post"
    heading = "Who is writing the post"
    button = "Take over"

    def perform(self, form):
        return services.take_over_turn(post=self.target, by=self.request.actor)

    def get_success_url(self):
        form = "case-study-change" if self.target.is_case_study else "post-change"
        return reverse(form, args=[self.target.slug])

    def get_context_data(self, **kwargs):
        turn = queries.turn_of_another(self.target, self.request.actor)
        back, form_address = self.target.get_absolute_url(), self.get_success_url()
        return super().get_context_data(turn=turn, back=back, form_address=form_address, **kwargs)
