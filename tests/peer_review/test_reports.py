"""The report of a review: written from its findings, checked by the host, final, and shared by the host's director."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, InternalError, connection, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from improvement_hub.core.days import working_days_from
from improvement_hub.core.errors import DomainError, StaleVersion
from peer_review import queries, services
from peer_review.models import AccuracyComment, CheckReminder, Paragraph, Report, ReportFile, Review, Statement
from peer_review.report import Kind
from tests.cast import NAMES
from tests.peer_review.impact import recommended

TEAM = {"ben", "carys", "dev"}
HOST = {"asha", "hana"}


def who_sees(cast, model):
    return {name for name in NAMES if model.objects.visible_to(cast.actor(name)).exists()}


def report_of(scene) -> Report:
    return Report.objects.get(review=scene.review)


def comment(scene, *, by="hana", **said):
    said = {"inaccurate": "It was three days.", "quote": "quickly", **said}
    return services.comment_on_paragraph(paragraph=scene.paragraph(), by=scene.actor(by), **said)


def answer(scene, about, outcome="changed", *, text="Help comes within three days.", by="ben", **terms):
    said = {"outcome": outcome, "answer": "You are right.", "text": text, **terms}
    return services.answer_comment(comment=about, by=scene.actor(by), **said)


def end_check(scene, *, by="hana", **terms):
    return services.end_check(report=report_of(scene), by=scene.actor(by), **terms)


def test_the_letter_begins_with_a_paragraph_for_every_finding(scene):
    scene.hypothesis()
    finding = scene.drafted()
    letter = report_of(scene).letter
    assert [(paragraph.part, paragraph.finding) for paragraph in letter] == [
        ("opening", None), ("summary", None), ("finding", finding), ("closing", None)
    ]  # fmt: skip
    assert letter[2].text == finding.text
    assert "Ashby" in letter[0].text


def test_the_host_reads_the_report_only_while_it_has_it(scene):
    scene.summarised()
    assert who_sees(scene.cast, Report) == who_sees(scene.cast, Paragraph) == TEAM
    scene.move("send_to_host")
    comment(scene)
    assert who_sees(scene.cast, Report) == who_sees(scene.cast, AccuracyComment) == TEAM | HOST
    scene.move("return_to_draft")
    assert who_sees(scene.cast, Report) == who_sees(scene.cast, AccuracyComment) == TEAM
    assert (report_of(scene).sent_at, report_of(scene).check_due_on) == (None, None)


def test_what_blocks_sending_is_said_in_sentences(scene):
    finding = scene.drafted()
    scene.step(finding, "reopen", "ben")
    services.change_statement(statement=finding, text="Help is quick.", bearing="strength", by=scene.actor("ben"))
    scene.step(finding, "accept", "ben")
    other = scene.step(scene.hypothesis(scene_evidence(scene)), "accept", "ben")
    with pytest.raises(DomainError) as refused:
        scene.move("send_to_host")
    assert refused.value.blockers == (
        "The letter has no paragraph yet about “Help comes quickly.”.",
        "“Help is quick.” has changed since its paragraph was written: look at that paragraph again.",
        "Write the summary of the report.",
    )
    scene.step(other, "reopen", "ben")
    scene.write(scene.paragraph(), "Help is quick, families say.")
    scene.write(scene.paragraph("summary"), "All in all.")
    scene.step(finding, "reopen", "ben")
    other = scene.step(other, "accept", "ben")
    services.bring_findings_in(report=report_of(scene), by=scene.actor("ben"))
    with pytest.raises(DomainError, match="is a hypothesis again"):
        scene.move("send_to_host")
    old = Paragraph.objects.get(finding=finding)
    services.remove_paragraph(paragraph=old, by=scene.actor("ben"), version=old.version)
    assert scene.move("send_to_host").state == "accuracy_check"


def scene_evidence(scene):
    return [link.evidence for link in scene.keylines[0].statements.first().links.all()]


def test_only_the_review_lead_writes_the_letter_and_only_while_it_is_a_draft(scene):
    scene.summarised()
    paragraph = scene.paragraph()
    for name in NAMES:
        if name != "ben":
            with pytest.raises(PermissionDenied):
                scene.write(paragraph, "No.", by=name)
    with pytest.raises(DomainError, match="or take it out"):
        scene.write(paragraph, "  ")
    with pytest.raises(DomainError, match="NHS number"):
        scene.write(paragraph, "Child 943 476 5919.")
    with pytest.raises(StaleVersion):
        scene.write(paragraph, "No.", version=paragraph.version + 1)
    assert scene.write(scene.paragraph("closing"), "").text == ""
    scene.move("send_to_host")
    with pytest.raises(DomainError, match="with your answer to a comment"):
        scene.write(paragraph, "Late.")
    scene.move("postpone", reason="Flood.")
    with pytest.raises(DomainError, match="not being written now"):
        scene.write(paragraph, "Later.")


def test_a_finding_may_have_several_paragraphs_and_a_part_none_too_few(scene):
    finding = scene.drafted()
    by, report = scene.actor("ben"), report_of(scene)
    more = services.add_paragraph(report=report, finding=finding, text="Parents say so too.", by=by)
    assert [p.text for p in report_of(scene).letter if p.finding] == [finding.text, "Parents say so too."]
    with pytest.raises(DomainError, match="about a finding of this review"):
        services.add_paragraph(report=report, finding=scene.hypothesis(), text="No.", by=by)
    services.remove_paragraph(paragraph=more, by=by)
    for work in (services.remove_paragraph, lambda **terms: services.write_paragraph(text="No.", **terms)):
        with pytest.raises(DomainError, match="was taken out"):
            work(paragraph=more, by=by)
    with pytest.raises(DomainError, match="Every letter has this part"):
        services.remove_paragraph(paragraph=scene.paragraph("opening"), by=by)


def test_the_host_has_ten_working_days_unless_another_day_is_given(scene):
    scene.summarised()
    today = timezone.localdate()
    with pytest.raises(DomainError, match="still to come"):
        scene.move("send_to_host", deadline=today - timedelta(days=1))
    scene.move("send_to_host")
    assert report_of(scene).check_due_on == working_days_from(today, 10)
    scene.move("return_to_draft")
    scene.move("send_to_host", deadline=today + timedelta(days=3))
    assert report_of(scene).check_due_on == today + timedelta(days=3)


def test_working_days_pass_over_weekends_and_bank_holidays():
    assert working_days_from(date(2026, 12, 23), 2) == date(2026, 12, 29)
    assert working_days_from(date(2026, 12, 29), -2) == date(2026, 12, 23)


def test_a_comment_is_the_hosts_its_answer_the_leads_and_the_paragraph_changes_with_it(scene):
    scene.checked()
    made = comment(scene, by="asha", evidence="Our log.")
    again = services.change_comment(
        comment=made, inaccurate="Three days.", by=scene.actor("hana"), version=made.version
    )
    assert (again.inaccurate, again.evidence, again.text_then) == ("Three days.", "", "Help comes quickly.")
    for work in (comment, end_check):
        with pytest.raises(PermissionDenied):
            work(scene, by="ben")
    with pytest.raises(PermissionDenied):
        answer(scene, made, by="hana")
    with pytest.raises(DomainError, match="1 comment waits for an answer"):
        end_check(scene), scene.move("make_final")
    with pytest.raises(DomainError, match="Change the paragraph as well"):
        answer(scene, made, text="Help comes quickly.")
    with pytest.raises(DomainError, match="You changed the paragraph"):
        answer(scene, made, "kept")
    with pytest.raises(DomainError, match="Answer the host in words"):
        answer(scene, made, answer=" ")
    done = answer(scene, made)
    assert (done.paragraph.text, done.is_answered) == ("Help comes within three days.", True)
    with pytest.raises(DomainError, match="its check is done"):
        comment(scene)
    assert scene.move("make_final").state == "final"


def test_two_answers_about_one_paragraph_never_undo_each_other(scene):
    scene.checked()
    first, second = comment(scene), comment(scene, inaccurate="And it was not everyone.")
    seen = scene.paragraph().version
    answer(scene, first, version=seen)
    with pytest.raises(StaleVersion) as stale:
        answer(scene, second, text="Help mostly comes quickly.", version=seen)
    assert (stale.value.current.text, stale.value.current.answer) == ("Help comes within three days.", "")
    with pytest.raises(DomainError, match="has its answer already"):
        services.change_comment(comment=first, inaccurate="No.", by=scene.actor("hana"))
    answer(scene, second, "kept", text=None)


def test_an_accepted_comment_corrects_the_finding_so_that_letter_slides_page_and_api_say_the_same(scene, sign_in):
    finding = scene.checked()
    first, second = comment(scene), comment(scene, inaccurate="Not all.")
    for words, field in (("x" * 1001, "correction"), ("Child 943 476 5919.", "correction")):
        with pytest.raises(DomainError) as refused:
            answer(scene, first, text=words)
        assert refused.value.field == field
    with pytest.raises(DomainError, match="accept the comment, or leave that empty"):
        answer(scene, first, "kept", text=None, correction="Help is slow.")
    answer(scene, first)
    words = "Help comes within three days."
    told = sign_in(scene.cast.hana).get(finding.get_absolute_url()).content.decode()
    assert f">{words}</h2>" in told
    assert "Before: “Help comes quickly.”" in told
    assert sign_in(scene.cast.asha).get(f"/api/v1/findings/{finding.pk}/").json()["text"] == words
    assert queries.content_of(scene.review).questions[0].strengths == (words,)
    assert not scene.paragraph().finding_changed
    with pytest.raises(DomainError, match="Correct it anew"):
        answer(scene, first, "kept", text=None)
    made = answer(scene, second, text="Mostly within three days, and *not* for all.", correction="Help mostly comes.")
    assert (made.finding_then, made.correction) == (words, "Help mostly comes.")
    answer(scene, second, text="Mostly within three days; not for all.")
    finding.refresh_from_db()
    assert (finding.text, finding.state, finding.visibility) == ("Help mostly comes.", "finding", "review")
    done = [one.words for one in queries.history(scene.actor("ben"), scene.review)]
    assert "Corrected in the accuracy check: “Help mostly comes.”" in done
    end_check(scene)
    assert scene.move("make_final").is_final


def test_a_correction_goes_round_neither_a_hold_nor_the_hosts_comment(scene):
    finding = scene.summarised()
    first = scene.paragraph()
    more = services.add_paragraph(report=report_of(scene), finding=finding, text="More.", by=scene.actor("ben"))
    scene.move("send_to_host")
    said = {"inaccurate": "No.", "by": scene.actor("hana")}
    paragraphs = (first, scene.paragraph("opening"), more)
    about, elsewhere, again = (services.comment_on_paragraph(paragraph=one, **said) for one in paragraphs)
    with pytest.raises(DomainError, match="about no finding"):
        answer(scene, elsewhere, correction="Help is slow.")
    answer(scene, elsewhere)
    with pytest.raises(DomainError, match="hypothesis again"), transaction.atomic():
        scene.move("return_to_draft")
        scene.step(finding, "hold", "carys", reason="Whom did we not hear?")
        answer(scene, about, text="Help comes.")
        assert Statement.objects.get().text == "Help comes quickly."
        answer(scene, about, text="Help comes soon.", correction="Help comes soon.")
    change = "update peer_review_statement set text = 'Help is slow.'"
    with pytest.raises(IntegrityError, match="weighed for its words"), transaction.atomic():
        connection.cursor().execute(change)
    with (
        pytest.raises(IntegrityError, match="a_correction_is_accepted_and_keeps_what_it_corrects"),
        transaction.atomic(),
    ):
        AccuracyComment.objects.update(correction="Help is slow.")
    Paragraph.objects.filter(pk=about.paragraph_id).update(removed_at=timezone.now())
    answer(scene, again, text="Less.", correction="Less so.")
    answer(scene, about, text=None, correction="Help comes.")
    assert Statement.objects.get().text == "Help comes."
    end_check(scene)
    with pytest.raises(DomainError, match="has changed since its paragraph was written"):
        scene.move("make_final")
    with pytest.raises(IntegrityError, match="weighed for its words"), transaction.atomic():
        connection.cursor().execute(change)
    Review.objects.update(state="final", final_at=timezone.now())
    with pytest.raises(IntegrityError, match="stays as it was reported"), transaction.atomic():
        connection.cursor().execute("update peer_review_statement set text = 'Less so.'")


def test_a_comment_outlives_its_paragraph_and_is_answered_in_the_draft(scene):
    finding = scene.checked()
    made = comment(scene)
    scene.move("return_to_draft")
    services.remove_paragraph(paragraph=scene.paragraph(), by=scene.actor("ben"))
    with pytest.raises(DomainError, match="not with the host now"):
        comment(scene)
    assert answer(scene, made, text=None).outcome == "changed"
    services.bring_findings_in(report=report_of(scene), by=scene.actor("ben"))
    assert [p.finding for p in report_of(scene).letter if p.finding] == [finding]


def test_the_report_is_final_once_the_host_is_done_or_its_time_is_over(scene, monkeypatch):
    scene.checked()
    with pytest.raises(DomainError, match="Ashby has until"):
        scene.move("make_final")
    with pytest.raises(StaleVersion):
        end_check(scene, version=0)
    Report.objects.update(check_due_on=timezone.localdate() - timedelta(days=1))
    assert scene.move("make_final").is_final


def test_a_pause_uses_up_none_of_the_hosts_time_to_check(scene):
    def passed(days):
        Review.objects.update(paused_at=F("paused_at") - timedelta(days=days))
        Report.objects.update(check_due_on=F("check_due_on") - timedelta(days=days))

    scene.checked()
    due_on = report_of(scene).check_due_on
    scene.move("cancel", reason="No money.")
    scene.move("reinstate")
    assert report_of(scene).check_due_on == due_on
    scene.move("postpone", reason="A strike.")
    passed(20)
    scene.move("cancel", reason="No money.")
    passed(10)
    scene.move("reinstate")
    assert report_of(scene).check_due_on == due_on
    with pytest.raises(DomainError, match="Ashby has until"):
        scene.move("make_final")


def test_nothing_of_a_final_report_changes_by_any_way(scene):
    scene.checked()
    made = answer(scene, comment(scene))
    end_check(scene)
    scene.move("make_final")
    for work in (lambda: comment(scene), lambda: answer(scene, made), lambda: end_check(scene)):
        with pytest.raises(DomainError, match="The report is final"):
            work()
    with pytest.raises(DomainError, match="The report is final"):
        scene.write(scene.paragraph(), "Late.")
    for rows in (Paragraph.objects, AccuracyComment.objects):
        for change in (lambda rows=rows: rows.update(version=9), lambda rows=rows: rows.all()._raw_delete("default")):
            with pytest.raises(IntegrityError, match="a final report keeps its words"), transaction.atomic():
                change()


def test_only_the_hosts_director_widens_who_reads_it_and_only_when_it_is_final(scene):
    scene.checked()
    share = lambda to, by="asha": services.share_report(  # noqa: E731
        report=report_of(scene), visibility=to, by=scene.actor(by)
    )
    with pytest.raises(DomainError, match="once it is final"):
        share("public")
    end_check(scene)
    scene.move("make_final")
    for name in set(NAMES) - {"asha"}:
        with pytest.raises(PermissionDenied):
            share("public", by=name)
    with pytest.raises(DomainError, match="cannot go back to the team"):
        share("team")
    readers = {"region": {"edie", "robo"}, "sector": {"edie", "femi", "robo"}, "public": set(NAMES), "review": set()}
    for visibility, more in readers.items():
        share(visibility)
        assert who_sees(scene.cast, Report) == who_sees(scene.cast, Paragraph) == TEAM | HOST | more
        assert who_sees(scene.cast, Review) == TEAM | HOST | more | {"edie"}
        assert who_sees(scene.cast, AccuracyComment) in ({*TEAM, *HOST}, set())


def test_the_files_of_a_final_report_are_kept_once_as_they_were_made(scene):
    scene.summarised()
    report = report_of(scene)
    assert not services.keep_files(report_id=report.pk).files.exists()
    scene.move("send_to_host")
    end_check(scene)
    scene.move("make_final")
    assert list(queries.reports_without_files()) == [report.pk]
    for _ in range(2):
        services.keep_files(report_id=report.pk)
    assert sorted(report.files.values_list("kind", flat=True)) == sorted(Kind.values)
    assert not queries.reports_without_files()
    assert services.file_of(review=scene.review, kind="pdf") == bytes(ReportFile.objects.get(kind="pdf").content)
    with pytest.raises(InternalError, match="Cannot update"), transaction.atomic():
        ReportFile.objects.update(size=1)


def test_the_host_is_reminded_once_before_the_deadline_and_once_on_its_day(scene, mailoutbox):
    from peer_review import tasks

    scene.checked()
    report, due = report_of(scene), working_days_from(timezone.localdate(), 10)
    assert queries.reminders_due(report, working_days_from(due, -3)) == []
    assert queries.reminders_due(report, working_days_from(due, -2)) == ["soon"]
    assert queries.reminders_due(report, due + timedelta(days=1)) == []
    Report.objects.update(check_due_on=timezone.localdate())
    assert queries.checks_to_remind_of() == [(report, ["today"])]
    for _ in range(2):
        tasks.remind_of_check(str(report.pk), "today")
    assert sorted(mail.to[0] for mail in mailoutbox) == ["asha@example.org", "hana@example.org"]
    assert CheckReminder.objects.count() == 1
    assert "Help comes" not in mailoutbox[0].body
    assert f"/reviews/{scene.review.pk}/report/" in mailoutbox[0].body
    end_check(scene)
    assert queries.checks_to_remind_of() == []


def test_no_letter_goes_to_an_officer_who_left_the_host(scene, mailoutbox):
    scene.checked()
    scene.cast.hana.memberships.all().delete()
    services.tell_host_of_check(report_id=report_of(scene).pk)
    assert [mail.to for mail in mailoutbox] == [["asha@example.org"]]


def test_both_sides_are_told_by_e_mail_of_what_waits_and_not_of_what_is_over(
    scene, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        scene.checked()
    report_id = report_of(scene).pk
    services.tell_lead_of_check(report_id=report_id)
    end_check(scene)
    services.tell_lead_of_check(report_id=report_id)
    assert [mail.to[0] for mail in mailoutbox[2:]] == ["ben@example.org"]
    scene.move("return_to_draft")
    services.tell_host_of_check(report_id=report_id)
    assert len(mailoutbox) == 3


@pytest.mark.parametrize(
    ("statement", "constraint"),
    [
        ("update peer_review_report set sent_at = now(), check_due_on = null", "a_report_is_sent_with_a_deadline"),
        ("update peer_review_report set check_done_at = now()", "a_check_is_done_by_someone_at_a_time"),
        ("update peer_review_paragraph set finding_text = ''", "a_paragraph_is_about_a_finding_or_is_a_part"),
        ("update peer_review_accuracycomment set answer = 'Yes.'", "an_answer_has_who_when_and_what"),
        (
            "insert into peer_review_paragraph select (jsonb_populate_record(p, jsonb_build_object('id', "
            "gen_random_uuid()))).* from peer_review_paragraph p where part = 'summary'",
            "a_letter_has_each_part_once",
        ),
    ],
)
def test_the_database_holds_what_must_always_hold(scene, statement, constraint):
    scene.checked()
    comment(scene)
    with pytest.raises(IntegrityError, match=constraint), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_file_of_each_kind_and_a_reminder_of_each_stage_are_there_once(scene):
    scene.checked()
    report = report_of(scene)
    terms = {"report": report, "kind": "pdf", "content": b"1", "sha256": "1", "size": 1}
    again = {"report": report, "due_on": report.check_due_on, "stage": "soon"}
    for model, row, name in (
        (ReportFile, terms, "one_file_of_a_kind"),
        (CheckReminder, again, "a_deadline_is_reminded_of_once"),
    ):
        model.objects.create(**row)
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            model.objects.create(**row)


def test_the_letter_says_what_is_recommended_and_the_final_slides_what_comes_next(scene, sign_in):
    finding = scene.summarised()
    recommended(scene, finding, "Keep the call back.")
    [asked] = queries.recommended_in(scene.review)
    assert asked == "Keep the call back. (within 6 months)"
    assert asked in sign_in(scene.cast.ben).get(reverse("review-report", args=[scene.review.pk])).content.decode()
    content = queries.content_of(Review.objects.get())
    [section] = [one for one in content.sections if one.heading == "What we recommend"]
    assert [block.text for block in section.blocks] == [asked]
    assert content.next_steps[0] == "The review lead writes the report."
    scene.finish()
    assert queries.content_of(Review.objects.get()).next_steps[0] == "Ashby plans its actions."
