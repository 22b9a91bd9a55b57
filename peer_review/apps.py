from django.apps import AppConfig


class PeerReviewConfig(AppConfig):
    name = "peer_review"

    def ready(self):
        from peer_review import services  # noqa: F401  registers how a leaver's reviews are handed over
