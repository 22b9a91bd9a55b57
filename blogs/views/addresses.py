from django.shortcuts import get_object_or_404
from django.urls import reverse

from blogs import forms, queries, services
from blogs.views.posts import OfPost
from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.pages import ServicePage, SignedIn


class OfAddresses(OfPost):
    permission = "blogs.keep_addresses"

    def get_success_url(self):
        return reverse("post-addresses", args=[self.kwargs["slug"]])


class OldAddressesPage(SignedIn, OfAddresses, ServicePage):
    """Where a post stood before, and a form to say where else."""

    template_name = "blogs/addresses.html"
    form_class = forms.OldAddressForm
    heading = "Old addresses"
    button = "Add address"
    done = "Who asks for that address is sent to the post."

    def perform(self, form):
        return services.add_old_address(post=self.target, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(addresses=queries.old_addresses(self.target, self.request.actor), **kwargs)


class RemoveOldAddress(SignedIn, OfAddresses, ServicePage):
    template_name = "blogs/address_remove.html"
    form_class = ConfirmForm
    heading = "Remove this old address?"
    button = "Remove address"
    done = "That address leads nowhere now."

    def get_context_data(self, **kwargs):
        page = super().get_context_data(back=self.get_success_url(), warning=True, **kwargs)
        return {**page, "lead": f"{self.old()} leads to “{self.target.title}”."}

    def old(self):
        return get_object_or_404(queries.old_addresses(self.target, self.request.actor), pk=self.kwargs["pk"])

    def perform(self, form):
        return services.remove_old_address(old=self.old(), by=self.request.actor)
