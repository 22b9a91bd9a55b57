from django.urls import path

from improvement_hub.api.webhooks import views

OF_CLIENT = "clients/<uuid:client>/webhooks/"
ONE = f"{OF_CLIENT}<uuid:pk>/"

urlpatterns = [
    path(OF_CLIENT, views.WebhooksPage.as_view(), name="webhooks"),
    path(f"{OF_CLIENT}new/", views.RegisterWebhookPage.as_view(), name="webhook-new"),
    path(ONE, views.WebhookPage.as_view(), name="webhook"),
    path(f"{ONE}change/", views.ChangeWebhookPage.as_view(), name="webhook-change"),
    path(f"{ONE}secret/", views.RotateSecretPage.as_view(), name="webhook-secret"),
    path(f"{ONE}test/", views.TestWebhookPage.as_view(), name="webhook-test"),
    path(f"{ONE}switch-on/", views.SwitchOnPage.as_view(), name="webhook-switch-on"),
    path(f"{ONE}remove/", views.RemoveWebhookPage.as_view(), name="webhook-remove"),
]
