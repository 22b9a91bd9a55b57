"""Themes suggested while a text is written."""

from blogs import services


class SuggestsThemes:
    """Goes before a WritingPage whose form has a title, a summary, themes, and `texts` that make its body.

    Where no script asks for suggestions, a button does: nothing is checked, all stays as typed, and none of them is
    ticked.
    """

    texts: tuple[str, ...] = ("body",)

    def post(self, request, *args, **kwargs):
        if "suggest" in request.POST:
            return self.show_suggestions()
        return super().post(request, *args, **kwargs)

    def show_suggestions(self):
        self.keep()
        sent = self.request.POST
        body = "\n\n".join(sent.get(name, "") for name in self.texts)
        found = services.suggest_themes(title=sent.get("title", ""), summary=sent.get("summary", ""), body=body)
        chosen = sent.getlist("themes")
        suggestions = [one for one in found if str(one.theme.pk) not in chosen]
        page = self.get_context_data(form=self.filled_with(sent), suggestions=suggestions)
        return self.render_to_response(page)
