from django.urls import path

from improvement_hub.councils import views

urlpatterns = [
    path("councils/", views.CouncilList.as_view(), name="councils"),
    path("regions/", views.RegionList.as_view(), name="regions"),
]
