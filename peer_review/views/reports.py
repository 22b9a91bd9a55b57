"""The report of a review: the letter as it will read, the host's comments beside it, and its files."""

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.views import View
from django.views.generic import TemplateView

from improvement_hub.accounts.asking import AsksAgain
from improvement_hub.core.differences import differences
from improvement_hub.core.forms import ConfirmForm
from improvement_hub.core.permissions import allows, require
from improvement_hub.core.writing.history import VersionPage, VersionsPage
from improvement_hub.core.writing.pages import WritingPage
from peer_review import forms, queries, services
from peer_review.report import Kind, shown
from peer_review.views.workspace import InReview, ReviewForm

STEPS = ("draft_report", "send_to_host", "return_to_draft", "make_final")


class OfReport(InReview):
    """Finds the report of the review; 404 where there is none for this actor."""

    tab = "report"

    @cached_property
    def report(self):
        return queries.report_of(self.request.actor, self.review)

    def found(self):
        if self.report is None:
            raise Http404
        return self.report

    @property
    def reads(self) -> bool:
        return allows(self.request.actor, "peer_review.read_review", self.review)


class ReportPage(OfReport, TemplateView):
    """For the team and the host; once it is final, for everyone with whom it was shared."""

    template_name = "peer_review/report.html"

    def get(self, request, *args, **kwargs):
        if self.report is None and not request.actor.is_authenticated:
            raise Http404
        if self.report is None:
            require(request.actor, "peer_review.read_review", self.review)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        actor, review, report = self.request.actor, self.review, self.report
        said = list(queries.comments(actor, review)) if report else []
        steps = [step for step in review.workflow.steps(review, actor) if step.name in STEPS]
        return super().get_context_data(
            report=report,
            parts=parts(report, said) if report else [],
            recommended=queries.recommended_in(review) if report else [],
            outside=told_with_changes([comment for comment in said if comment.paragraph.removed_at]),
            kinds=queries.kinds_for(review, report, reads=self.reads),
            steps=steps,
            subject=review,
            **kwargs,
        )


def parts(report, said):
    """[(heading, [(subheading, paragraphs), ...]), ...]; each paragraph with how it reads and what is said of it."""
    by_paragraph = {key: told_with_changes(rows) for key, rows in grouped(said).items()}
    for paragraph in report.letter:
        paragraph.report = report
        paragraph.shown = shown(paragraph.text)
        paragraph.remarks = by_paragraph.get(paragraph.pk, [])
    named = {name: [("", [p for p in report.letter if p.part == name])] for name in ("opening", "summary", "closing")}
    return [
        ("Opening words", named["opening"]),
        ("Summary", named["summary"]),
        *queries.by_question(report),
        ("In closing", named["closing"]),
    ]


def grouped(said):
    rows = sorted(said, key=lambda comment: str(comment.paragraph_id))
    return {key: list(group) for key, group in groupby(rows, key=lambda comment: comment.paragraph_id)}


def told_with_changes(rows):
    for comment in rows:
        now = comment.paragraph.text
        comment.pieces = differences(comment.text_then, now) if now != comment.text_then else []
    return rows


class OnReport(OfReport, ReviewForm):
    """A form about the report, whose page it leads back to."""

    template_name = "peer_review/report_form.html"

    def subject(self):
        return self.found()

    def get_success_url(self):
        return self.result.get_absolute_url()


class OnParagraph(OnReport):
    """Finds a standing or removed paragraph of the report that the actor may see."""

    def subject(self):
        found = queries.paragraphs_of(self.request.actor, self.review)
        self.paragraph = get_object_or_404(found, pk=self.kwargs["pk"])
        self.paragraph.report = self.found()
        return self.paragraph

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"paragraph": self.paragraph, **kwargs})


class WriteParagraphPage(OnParagraph, WritingPage):
    permission = "peer_review.write_report"
    heading = "Write this part of the letter"
    done = "Saved."
    markdown = "text"

    def get_form_class(self):
        return forms.ParagraphForm if self.paragraph.finding else forms.PartForm

    def get_initial(self):
        return {"text": self.paragraph.text, "version": self.paragraph.version}

    def perform(self, form):
        return services.write_paragraph(paragraph=self.paragraph, by=self.request.actor, **form.cleaned_data)


class AddParagraphPage(OnReport, WritingPage):
    form_class = forms.NewParagraphForm
    permission = "peer_review.write_report"
    heading = "Add a paragraph about this finding"
    button = "Add paragraph"
    done = "Added."
    markdown = "text"

    @cached_property
    def finding(self):
        findings = queries.statements(self.request.actor, self.review).findings()
        return get_object_or_404(findings, pk=self.kwargs["finding"])

    def perform(self, form):
        terms = {"report": self.target, "finding": self.finding, "by": self.request.actor}
        return services.add_paragraph(**terms, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(finding=self.finding, **kwargs)


class RemoveParagraphPage(OnParagraph):
    template_name = "peer_review/report_confirm.html"
    form_class = forms.StepForm
    permission = "peer_review.write_report"
    heading = "Take this paragraph out of the letter?"
    button = "Take it out"
    done = "Taken out. It stays in the versions."

    def get_initial(self):
        return {"version": self.paragraph.version}

    def perform(self, form):
        return services.remove_paragraph(paragraph=self.paragraph, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        return super().get_context_data(lead=self.paragraph.text, back=self.report.get_absolute_url(), **kwargs)


class BringFindingsIn(OnReport):
    """The button stands on the report."""

    http_method_names = ["post"]
    form_class = ConfirmForm
    permission = "peer_review.write_report"
    heading = "Add paragraphs for new findings"
    done = "Every finding has its paragraph."

    def perform(self, form):
        return services.bring_findings_in(report=self.target, by=self.request.actor)


class CommentPage(OnParagraph, WritingPage):
    form_class = forms.NewCommentForm
    permission = "peer_review.check_report"
    heading = "Say what is not accurate"
    button = "Send comment"
    done = "The review lead has your comment."

    def perform(self, form):
        return services.comment_on_paragraph(paragraph=self.paragraph, by=self.request.actor, **form.cleaned_data)


class OnComment(OnReport):
    def subject(self):
        report = self.found()
        self.comment = get_object_or_404(queries.comments(self.request.actor, self.review), pk=self.kwargs["pk"])
        self.paragraph = self.comment.paragraph
        self.paragraph.report = report
        return self.comment

    def get_context_data(self, **kwargs):
        return super().get_context_data(paragraph=self.paragraph, comment=self.comment, **kwargs)


class ChangeCommentPage(OnComment, WritingPage):
    form_class = forms.ChangeCommentForm
    permission = "peer_review.check_report"
    heading = "Change your comment"
    done = "Saved."

    def get_initial(self):
        return {name: getattr(self.comment, name) for name in ("quote", "inaccurate", "evidence", "version")}

    def perform(self, form):
        return services.change_comment(comment=self.comment, by=self.request.actor, **form.cleaned_data)


class AnswerPage(OnComment, WritingPage):
    """Accepting a comment and changing its paragraph are one step."""

    permission = "peer_review.write_report"
    heading = "Answer the host"
    button = "Save answer"
    done = "Saved. The host reads your answer beside the paragraph."

    def get_form_class(self):
        if self.paragraph.removed_at:
            return forms.AnswerOutsideForm
        return forms.AnswerAboutFindingForm if self.paragraph.finding else forms.AnswerForm

    def get_initial(self):
        said = {"outcome": self.comment.outcome, "answer": self.comment.answer}
        return {**said, "text": self.paragraph.text, "version": self.paragraph.version}

    def perform(self, form):
        return services.answer_comment(comment=self.comment, by=self.request.actor, **form.cleaned_data)


class EndCheckPage(OnReport):
    template_name = "peer_review/report_confirm.html"
    form_class = forms.StepForm
    permission = "peer_review.check_report"
    heading = "Is your accuracy check done?"
    button = "Our check is done"
    done = "The review lead knows that your check is done."

    def get_initial(self):
        return {"version": self.report.version}

    def perform(self, form):
        return services.end_check(report=self.report, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        made = queries.comments(self.request.actor, self.review).count()
        said = f"{made} comment{'s' if made > 1 else ''} with the review lead" if made else "nothing to correct"
        lead = f"You end your check with {said}. After this you cannot comment any more."
        return super().get_context_data(lead=lead, back=self.report.get_absolute_url(), **kwargs)


class ShareReportPage(AsksAgain, OnReport):
    form_class = forms.ShareReportForm
    permission = "peer_review.share_report"
    heading = "Set who may read the report"
    done = "Saved who may read the report."

    def get_initial(self):
        return {"visibility": self.report.visibility, "version": self.report.version}

    def perform(self, form):
        return services.share_report(report=self.report, by=self.request.actor, **form.cleaned_data)

    def get_context_data(self, **kwargs):
        lead = (
            "Its readers have the whole letter and its files, with every finding and recommendation. You may set "
            "fewer readers again; what somebody has read or kept by then stays with them."
        )
        return super().get_context_data(lead=lead, **kwargs)


class ReportFilePage(OfReport, View):
    """One file, as it was kept when the report became final; before that, as it reads now."""

    def get(self, request, *args, **kwargs):
        kind = self.kwargs["kind"]
        if kind not in queries.kinds_for(self.review, self.report, reads=self.reads):
            raise Http404
        return file_answer(self.review, Kind(kind))


def file_answer(review, kind):
    name = f"{slugify(review.title) or 'review'}-{slugify(kind.label.split(' (')[0])}.{kind.value}"
    answer = HttpResponse(services.file_of(review=review, kind=kind), content_type=kind.media_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


class ParagraphHistory(OfReport):
    trail = queries.VERSIONS
    permission = "peer_review.see_report_versions"

    def found(self):
        paragraph = get_object_or_404(queries.paragraphs_of(self.request.actor, self.review), pk=self.kwargs["pk"])
        paragraph.report.review = self.review
        return paragraph


class ParagraphVersionsPage(ParagraphHistory, VersionsPage):
    template_name = "peer_review/report_versions.html"


class ParagraphVersionPage(ParagraphHistory, VersionPage):
    template_name = "peer_review/report_version.html"

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        return {**page, "shown": shown(page["version"].text)}
