from django.urls import path

from improvement_hub.overview.views import HomePage

urlpatterns = [path("", HomePage.as_view(), name="home")]
