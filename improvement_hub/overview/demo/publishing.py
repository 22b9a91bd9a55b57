"""A toolkit that two invented councils wrote together, with an image, and a guest blog under embargo."""

import io
from contextlib import closing
from datetime import datetime, time, timedelta

from django.utils import timezone
from PIL import Image, ImageDraw

from blogs import services
from blogs.models import Post, Theme
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.audit import acting_as
from improvement_hub.core.files.receiving import received
from improvement_hub.overview.demo import words

BARS = (41, 52, 60, 71, 78, 83)


def load_publishing(demo):
    if Post.objects.filter(title=words.TOOLKIT["title"]).exists():
        return
    asha, hana = (actor_of_person(demo.people[short]) for short in ("asha", "hana"))
    toolkit = begin(words.TOOLKIT, demo, hana, ["Hana Okafor", "Ben Carter"])
    guest = begin(words.GUEST_BLOG, demo, hana, ["Mira Holt"])
    with acting_as(hana):
        illustrate(toolkit, hana)
        services.make_preview_link(post=guest, given_to="the press office of Larkmere", by=hana)
        services.move_post(post=guest, step="submit", by=hana)
    with acting_as(asha):
        services.publish_post(post=toolkit, by=asha)
        services.move_post(post=guest, step="schedule", publish_at=in_a_fortnight(), by=asha)


def begin(facts, demo, by, authors):
    larkmere, tidewell = (demo.councils[short] for short in ("larkmere", "tidewell"))
    themes = Theme.objects.filter(slug__in=facts["themes"])
    with acting_as(by):
        post = services.write_post(**{**facts, "themes": themes}, owner=larkmere, councils=[larkmere], by=by)
        return services.name_writers(post=post, authors=authors, partners=[tidewell], by=by)


def illustrate(post, by):
    with closing(received("calls.png", [bars()])) as file:
        image = services.add_image(post=post, file=file, by=by, **words.CHART)
    body = post.body.replace("CHART", f"![]({image.reference})")
    services.change_post(post=post, body=body, by=by)


def bars() -> bytes:
    """Six bars, as a picture."""
    picture = Image.new("RGB", (1200, 600), "#f4f7f6")
    pen = ImageDraw.Draw(picture)
    for number, value in enumerate(BARS):
        left = 90 + number * 180
        pen.rectangle((left, 560 - value * 5, left + 120, 560), fill="#1d6a60")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def in_a_fortnight():
    day = timezone.localdate() + timedelta(days=14)
    return timezone.make_aware(datetime.combine(day, time(9)))
