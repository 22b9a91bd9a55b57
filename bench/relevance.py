"""`python -m bench relevance FEED [FEED ...]`: how good search and related items are, on judged questions.

The questions and judgements (`judged/`) were written by a reader of the feeds before anything was tuned. Grades: 3 what
a director would want first, 2 clearly about it, 1 touches it. Reported: the mean of 1/rank of the first right answer
(grade 2 or 3), the share of questions with a right answer among the first one, three and five, recall among the first
five (of at most five), and graded gain (nDCG) among the first ten.
"""

import json
import math
from pathlib import Path
from statistics import mean

from improvement_hub.runtime.progress import say

JUDGED = Path(__file__).parent / "judged"
RIGHT = 2


def main(*feeds):
    """Imports the feeds into the database of the run, asks, prints."""
    from improvement_hub.search.models import Entry

    take(feeds)
    from blogs.models import Post

    names = {str(pk): guid for pk, guid in Post.objects.exclude(source="").values_list("pk", "source_guid")}
    say(f"{Entry.objects.count()} entries, {len(questions())} questions, {len(relatives())} posts judged")
    report("search", [asked(question, names) for question in questions()])
    report("related", [kin(case, names) for case in relatives()])


def take(feeds):
    from django.core.management import call_command

    from improvement_hub.search.services import count_words

    for feed in feeds:
        call_command("import_feed", feed, publish=True, visibility="public", verbosity=0)
    count_words()


def questions():
    return json.loads((JUDGED / "queries.json").read_text())


def relatives():
    return json.loads((JUDGED / "related.json").read_text())


def asked(question, names):
    from improvement_hub.core.actor import NOBODY
    from improvement_hub.search.queries import Wish, search

    found = search(Wish(q=question["q"], size=50), NOBODY)
    ids = [names.get(answer.id, answer.url) for answer in found.answers]
    wrong = set(question.get("not", [])) & set(ids)
    said = f"{found.total:4} {'most ' if found.has_most else ''}{found.corrected}"
    return result(question["q"], question["kind"], ids, question["relevant"], said, bool(wrong))


def kin(case, names):
    from blogs.models import Post
    from improvement_hub.core.actor import NOBODY
    from improvement_hub.search.queries import related

    post = Post.objects.get(source_guid=case["of"])
    found = related(post.pk, NOBODY, most=10)
    ids = [names.get(one.id, one.url) for one in found]
    judged = case["related"] | case.get("related_news", {})
    said = "; ".join(", ".join(one.words) for one in found[:3])
    return result(case["of"], "related", ids, judged, said, bool(set(case["unrelated"]) & set(ids[:5])))


def result(name, kind, ids, grades, said, broken):
    right = {pk for pk, grade in grades.items() if grade >= RIGHT}
    ranks = [rank for rank, pk in enumerate(ids, start=1) if pk in right]
    return {
        "name": name,
        "kind": kind,
        "rank": ranks[0] if ranks else None,
        "recall": len([rank for rank in ranks if rank <= 5]) / min(5, len(right)) if right else None,
        "gain": gain([grades.get(pk, 0) for pk in ids[:10]]) / (gain(sorted(grades.values(), reverse=True)[:10]) or 1),
        "said": said,
        "broken": broken,
    }


def gain(grades) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def report(title, results):
    for one in sorted(results, key=lambda one: one["gain"]):
        broken = " BROKEN" if one["broken"] else ""
        recall = "–" if one["recall"] is None else f"{one['recall']:.2f}"
        say(
            f"{one['rank'] or '–':>4} {recall} {one['gain']:.2f} {one['kind']:8} {one['name']}  [{one['said']}]{broken}"
        )
    for kind in sorted({one["kind"] for one in results}):
        of_kind = [one for one in results if one["kind"] == kind]
        if len(of_kind) < len(results):
            say(f"  {kind:9} n={len(of_kind):3} {figures(of_kind)}")
    say(f"{title}: n={len(results)} {figures(results)}\n")


def figures(results) -> str:
    judged = [one for one in results if one["recall"] is not None]
    first = mean(1 / one["rank"] if one["rank"] else 0 for one in judged)
    among = ", ".join(
        f"first {most}: {mean(bool(one['rank'] and one['rank'] <= most) for one in judged):.2f}" for most in (1, 3, 5)
    )
    recall, graded = mean(one["recall"] for one in judged), mean(one["gain"] for one in results)
    broken = sum(one["broken"] for one in results)
    return f"1/rank {first:.3f}, {among}, recall at 5 {recall:.3f}, nDCG at 10 {graded:.3f}, broken {broken}"
