from blogs.models import CaseStudy


def sections_of_version(post, version):
    """The sections that an earlier version of a case study was made of, as the audit trail has them; None where it had
    none yet."""
    events = CaseStudy.pgh_event_model.objects.filter(  # type: ignore[attr-defined]
        pgh_obj_id=post.pk, pgh_created_at__lte=version.pgh_created_at
    )
    latest_first = events.exclude(pgh_label="delete").order_by("-pgh_id")
    return next((event for event in latest_first if stand_in(event, version.body)), None)


def stand_in(event, body) -> bool:
    """Whether all of these sections stand in a text."""
    then = CaseStudy(**{field.attname: getattr(event, field.attname) for field in CaseStudy._meta.concrete_fields})
    return all(f"# {heading}\n\n{text}" in body for _, heading, text in then.sections)
