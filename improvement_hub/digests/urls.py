from django.urls import path

from improvement_hub.digests import views

urlpatterns = [
    path("", views.DigestPage.as_view(), name="digests"),
    path("now/", views.SendNowPage.as_view(), name="digest-now"),
    path("unsubscribe/<str:token>/", views.UnsubscribePage.as_view(), name="digest-unsubscribe"),
]
