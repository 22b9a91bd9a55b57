"""The worker, and what the clock starts."""

from datetime import timedelta

from celery.schedules import crontab

from improvement_hub.runtime import embedded
from improvement_hub.settings.environment import EMBEDDED, env

# at one's own desk a receiver may stand beside the hub, without a certificate
WEBHOOKS_TO_LOOPBACK = EMBEDDED and env.bool("WEBHOOKS_TO_LOOPBACK", default=False)

CELERY_BROKER_URL = embedded.broker_url()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
# a task that a killed worker held is given to another one after this many seconds, not after the default hour
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600}
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 3
TIME_ZONE = CELERY_TIMEZONE = "Europe/London"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "tell webhooks what changed": {
        "task": "improvement_hub.api.tasks.tell_webhooks",
        "schedule": timedelta(minutes=1),
    },
    "note what the clock brings to what is shared": {
        "task": "improvement_hub.api.tasks.note_what_the_clock_brought",
        "schedule": timedelta(minutes=15),
    },
    "keep the order of changes true and short": {
        "task": "improvement_hub.api.tasks.keep_order_of_changes",
        "schedule": crontab(hour=3, minute=30),
    },
    "write down the calls of the API": {
        "task": "improvement_hub.accounts.tasks.write_calls_down",
        "schedule": timedelta(seconds=30),
    },
    "tell of keys that end soon": {
        "task": "improvement_hub.accounts.tasks.tell_of_ending_keys",
        "schedule": crontab(hour=7, minute=20),
    },
    "remind of actions and follow-ups that are due": {
        "task": "peer_review.tasks.remind_of_what_is_due",
        "schedule": crontab(hour=7, minute=10),
    },
    "publish the posts whose moment has come": {
        "task": "blogs.tasks.publish_due",
        "schedule": timedelta(minutes=1),
    },
    "send the digests that are due": {
        "task": "improvement_hub.digests.tasks.send_due_digests",
        "schedule": timedelta(minutes=5),
    },
    "send invitations that are waiting": {
        "task": "improvement_hub.accounts.tasks.send_waiting_invitations",
        "schedule": timedelta(minutes=5),
    },
    "ask sign-in providers whether their people are still there": {
        "task": "improvement_hub.accounts.tasks.ask_providers",
        "schedule": timedelta(minutes=15),
    },
    "see to accuracy checks and the files of final reports": {
        "task": "peer_review.tasks.see_to_reports",
        "schedule": timedelta(hours=1),
    },
    "mark case studies that nobody confirms as ageing, and archive them": {
        "task": "blogs.tasks.review_case_studies",
        "schedule": crontab(hour=4, minute=10),
    },
    "forget expired sessions, tokens and keys of repeated requests": {
        "task": "improvement_hub.accounts.tasks.forget_expired",
        "schedule": crontab(hour=3, minute=20),
    },
    "count the words of the library": {
        "task": "improvement_hub.search.tasks.count_words",
        "schedule": timedelta(minutes=10),
    },
    "remove files that no image of a post has": {
        "task": "blogs.tasks.forget_orphaned_images",
        "schedule": crontab(hour=3, minute=50),
    },
    "check the documents that wait for the scanner": {
        "task": "peer_review.tasks.check_waiting_files",
        "schedule": timedelta(minutes=5),
    },
    "check the files of events that wait for the scanner": {
        "task": "blogs.tasks.check_waiting_event_files",
        "schedule": timedelta(minutes=5),
    },
    "remove files that no event has": {
        "task": "blogs.tasks.forget_orphaned_event_files",
        "schedule": crontab(hour=3, minute=50),
    },
    "remove feeds that were shown and never taken": {
        "task": "blogs.tasks.forget_orphaned_feeds",
        "schedule": crontab(hour=3, minute=50),
    },
    "remove files that no document has": {
        "task": "peer_review.tasks.forget_orphaned_files",
        "schedule": crontab(hour=3, minute=40),
    },
}
