"""Which themes and councils a feed's categories name, exactly and in so many words; nothing is guessed."""

from dataclasses import dataclass

from blogs.models import Theme
from improvement_hub.councils.models import Council


@dataclass
class Vocabulary:
    themes: dict[str, Theme]
    councils: dict[str, Council]

    @classmethod
    def of_today(cls):
        """Former councils by their names too; where one of today has the same name, it is meant."""
        named = Council.objects.filter(demonstration=False)
        former, in_being = named.former(), named.in_being()
        return cls(
            themes={word.casefold(): theme for theme in Theme.objects.all() for word in theme.words},
            councils={
                name.casefold(): council
                for councils in (former, in_being)
                for council in councils
                for name in (council.name, council.official_name)
            },
        )

    def sort(self, categories: list[str]) -> tuple[list[Theme], list[Council], list[str]]:
        """Themes and councils named, and the categories that name neither."""
        themes, councils, unknown = [], [], []
        for category in categories:
            theme, council = self.themes.get(category.casefold()), self.councils.get(category.casefold())
            themes += [theme] if theme else []
            councils += [council] if council else []
            unknown += [] if theme or council else [category]
        return list(dict.fromkeys(themes)), list(dict.fromkeys(councils)), unknown
