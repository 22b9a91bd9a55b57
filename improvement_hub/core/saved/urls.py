from django.urls import path

from improvement_hub.core.saved import pages

urlpatterns = [
    path("save/", pages.SaveViewPage.as_view(), name="view-save"),
    path("<uuid:pk>/first/", pages.OpenWithPage.as_view(), name="view-first"),
    path("<uuid:pk>/follow/", pages.FollowPage.as_view(), name="view-follow"),
    path("<uuid:pk>/delete/", pages.ForgetViewPage.as_view(), name="view-delete"),
]
