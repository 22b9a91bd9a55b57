from django.urls import path

from improvement_hub.search import feeds, views

urlpatterns = [
    path("search/", views.SearchPage.as_view(), name="search"),
    path("search/suggest/", views.SuggestPage.as_view(), name="search-suggest"),
    path("search/feed/", feeds.SearchFeed.as_view(), name="search-feed"),
    path("library/", views.LibraryPage.as_view(), name="library"),
]
