import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from improvement_hub.core.errors import DomainError, StaleVersion
from peer_review import services
from peer_review.models import Activity, Evidence, PhoneKey
from tests.peer_review import scenes


def test_a_note_has_its_own_day_and_the_moment_it_was_logged(scene):
    piece = scene.log(observed_on=date(2026, 3, 4))
    assert piece.observed_on == date(2026, 3, 4)
    assert piece.created_at is not None
    assert piece.author == scene.cast.dev


def test_the_same_note_sent_twice_is_stored_once(scene):
    note = uuid.uuid4()
    first, second = scene.log(id=note), scene.log(id=note)
    assert first == second
    assert [piece.note for piece in Evidence.objects.all()] == ["Heard."]


def test_other_words_under_a_known_id_are_refused_and_never_dropped_in_silence(scene):
    note = scene.log(id=uuid.uuid4())
    with pytest.raises(DomainError, match="Save again to keep these words") as refused:
        scene.log(id=note.pk, note="Edited after going back.")
    assert refused.value.field == "id"


def test_an_id_of_someone_elses_note_is_refused(scene):
    note = scene.log(id=uuid.uuid4())
    with pytest.raises(DomainError, match="Another note was saved"):
        scene.log(id=note.pk, by="ben")


def test_an_id_with_a_bad_note_is_refused_at_the_note(scene):
    with pytest.raises(DomainError, match="NHS number") as refused:
        scene.log(id=uuid.uuid4(), note="Child 943 476 5919 waits.")
    assert refused.value.field == "note"


@pytest.mark.parametrize("name", ["asha", "hana", "edie", "femi", "gwen", "robo", "nobody"])
def test_only_the_team_logs_evidence(scene, name):
    with pytest.raises(PermissionDenied):
        scene.log(by=name)
    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("Seen: 943 476 5919.", "This looks like an NHS number. Leave out anything that identifies a child."),
        ("UPN A823432112000.", None),
        (
            "He was born on 4 March 2015.",
            "This looks like a date of birth. Leave out anything that identifies a child.",
        ),
        ("Meeting on 4 March 2026, ring 0161 496 0000.", None),
    ],
)
def test_child_level_text_is_refused_before_it_is_stored(scene, note, reason):
    if reason is None:
        assert scene.log(note=note).note == note
        return
    with pytest.raises(DomainError) as refused:
        scene.log(note=note)
    assert (refused.value.sentence, refused.value.field) == (reason, "note")
    assert Evidence.objects.count() == 0


def test_a_key_line_of_another_review_is_refused(scene):
    other = scenes.opened(scene.cast, title="Other")
    with pytest.raises(DomainError, match="different reviews") as refused:
        services.log_evidence(
            activity=scene.activities[0],
            keyline=other.keylines.first(),
            bearing="concern",
            source_role="parents",
            note="Heard.",
            by=scene.actor("dev"),
        )
    assert refused.value.field == "keyline"


def test_the_author_and_the_review_lead_withdraw_and_nobody_else(scene):
    with pytest.raises(PermissionDenied):
        services.withdraw_evidence(evidence=scene.log(by="ben"), reason="No.", by=scene.actor("dev"))
    by_author = services.withdraw_evidence(evidence=scene.log(), reason="Misheard.", by=scene.actor("dev"))
    by_lead = services.withdraw_evidence(evidence=scene.log(), reason="Twice.", by=scene.actor("ben"))
    assert [by_author.withdrawn_by, by_lead.withdrawn_by] == [scene.cast.dev, scene.cast.ben]


def test_a_withdrawal_needs_a_reason_and_happens_once(scene):
    piece = scene.log()
    with pytest.raises(DomainError, match="Say why"):
        services.withdraw_evidence(evidence=piece, reason=" ", by=scene.actor("dev"))
    services.withdraw_evidence(evidence=piece, reason="Misheard.", by=scene.actor("dev"))
    with pytest.raises(DomainError, match="withdrawn already"):
        services.withdraw_evidence(evidence=piece, reason="Again.", by=scene.actor("dev"))


def test_nothing_is_heard_in_a_cancelled_activity(scene):
    services.move_activity(activity=scene.activities[0], step="cancel", by=scene.actor("ben"))
    with pytest.raises(DomainError, match="was cancelled") as refused:
        scene.log()
    assert refused.value.field == "activity"


def test_an_activity_in_which_evidence_was_heard_is_not_cancelled(scene):
    scene.log()
    with pytest.raises(DomainError, match="so it took place"):
        services.move_activity(activity=scene.activities[0], step="cancel", by=scene.actor("ben"))


def test_nobody_outside_the_team_plans_activities(scene):
    with pytest.raises(PermissionDenied):
        services.plan_activity(
            review=scene.review,
            kind="data",
            title="Figures",
            takes_place_on=scenes.VISIT,
            by=scene.actor("hana"),
        )


def put_right(scene, piece, by="dev", **said):
    return services.change_evidence(evidence=piece, by=scene.actor(by), **said)


def test_whoever_wrote_a_note_puts_it_right_and_nobody_else(scene):
    piece = scene.log()
    changed = put_right(scene, piece, note="Heard twice.", keyline=scene.keylines[1], observed_on=scenes.VISIT)
    assert (changed.note, changed.keyline, changed.version) == ("Heard twice.", scene.keylines[1], 2)
    for name in ("ben", "carys", "asha"):
        with pytest.raises(PermissionDenied):
            put_right(scene, piece, by=name, note="Not heard.")


def test_a_note_is_put_right_on_the_version_one_saw(scene):
    piece = scene.log()
    put_right(scene, piece, note="Heard twice.", version=1)
    with pytest.raises(StaleVersion):
        put_right(scene, piece, note="Heard thrice.", version=1)
    assert Evidence.objects.get().note == "Heard twice."


def test_a_late_repeat_of_a_note_that_was_put_right_since_is_still_the_same_note(scene):
    terms = {"id": uuid.uuid4(), "observed_on": scenes.VISIT}
    put_right(scene, scene.log(**terms), note="Heard twice.")
    assert scene.log(**terms).note == "Heard twice."
    with pytest.raises(DomainError, match="Another note was saved"):
        scene.log(id=terms["id"], observed_on=date(2026, 3, 5))
    assert Evidence.objects.count() == 1


def test_a_note_is_not_put_right_in_ways_it_could_not_be_logged(scene):
    piece = scene.log()
    with pytest.raises(DomainError, match="NHS number"):
        put_right(scene, piece, note="Seen: 943 476 5919.")
    services.move_activity(activity=scene.activities[1], step="cancel", by=scene.actor("ben"))
    with pytest.raises(DomainError, match="was cancelled"):
        put_right(scene, piece, activity=Activity.objects.get(pk=scene.activities[1].pk))
    with pytest.raises(DomainError, match="cannot be in the future"):
        put_right(scene, piece, observed_on=timezone.localdate() + timedelta(days=1))
    services.withdraw_evidence(evidence=piece, reason="Misheard.", by=scene.actor("dev"))
    with pytest.raises(DomainError, match="was withdrawn"):
        put_right(scene, piece, note="Heard twice.")


def test_under_a_finding_a_note_keeps_its_words_for_the_service_and_for_sql(scene):
    finding = scene.finding()
    piece = finding.links.get(evidence__source_role="parents").evidence
    with pytest.raises(DomainError, match="First return the finding to hypothesis"):
        put_right(scene, piece, bearing="concern")
    rows = Evidence.objects.filter(pk=piece.pk)
    for change in ({"note": "Otherwise."}, {"bearing": "concern"}, {"observed_on": date(2026, 3, 3)}):
        with pytest.raises(IntegrityError) as refused, transaction.atomic():
            rows.update(**change)
        assert refused.value.__cause__.diag.constraint_name == "evidence_of_a_finding_keeps_its_words"
    scene.step(finding, "reopen", "ben")
    assert put_right(scene, piece, bearing="concern").bearing == "concern"


def test_a_phone_has_one_pair_of_keys_for_each_person_and_a_new_one_when_the_old_is_lost(scene, settings):
    dev, ben = scene.actor("dev"), scene.actor("ben")
    key = services.phone_key(by=dev)
    assert services.phone_key(by=dev).public == key.public
    assert services.phone_key(by=ben).public != key.public
    assert key.private not in key.sealed
    assert list(PhoneKey.objects.visible_to(ben).values_list("person", flat=True)) == [ben.pk]
    assert list(PhoneKey.objects.visible_to(scene.actor("robo"))) == []
    settings.SECRET_KEY = "another key of this hub, with no fallback"
    assert services.phone_key(by=dev).public != key.public
    for name in ("robo", "nobody"):
        with pytest.raises(PermissionDenied):
            services.phone_key(by=scene.actor(name))
