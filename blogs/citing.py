"""How a post is cited: in words, in the manner of Harvard, and for programs that keep references."""

import re

HUB = "Improvement Hub"
RIS_KINDS = {"case_study": "RPRT", "resource": "RPRT"}
SPECIAL = re.compile(r"([\\{}$&#%_^~])")


def authors_in_words(post) -> str:
    names = post.author_names or ([post.owner.name] if post.owner else [HUB])
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def year_of(post) -> str:
    return str(post.published_on.year) if post.published_on else "no date"


def in_words(post, address, today) -> str:
    """Such as: Mira Lund (2014) ‘Knocks’, Improvement Hub. Available at: https://… (Accessed: 4 March 2026)."""
    accessed = f"{today.day} {today:%B %Y}"
    where = f"Available at: {address} (Accessed: {accessed})."
    return f"{authors_in_words(post)} ({year_of(post)}) ‘{post.title}’, {post.source_name or HUB}. {where}"


def as_ris(post, address) -> str:
    day = f"{post.published_on:%Y/%m/%d}" if post.published_on else ""
    lines = [
        ("TY", RIS_KINDS.get(post.kind, "BLOG")),
        ("TI", post.title),
        *(("AU", name) for name in post.author_names),
        *([("PY", day[:4]), ("DA", day)] if day else []),
        ("PB", post.source_name or HUB),
        ("AB", post.summary),
        *(("KW", theme.name) for theme in post.themes.all()),
        ("UR", address),
        ("ER", ""),
    ]
    return "".join(f"{tag}  - {' '.join(said.split())}\r\n" for tag, said in lines if said or tag == "ER")


def as_bib(post, address) -> str:
    facts = {
        "title": f"{{{tex(post.title)}}}",
        "author": " and ".join(f"{{{tex(name)}}}" for name in post.author_names),
        "year": str(post.published_on.year) if post.published_on else "",
        "howpublished": tex(post.source_name or HUB),
        "url": address,
    }
    said = "".join(f"  {name} = {{{value}}},\n" for name, value in facts.items() if value)
    return f"@misc{{{post.slug},\n{said}}}\n"


def tex(words: str) -> str:
    return SPECIAL.sub(lambda found: r"\textbackslash{}" if found[0] == "\\" else rf"\{found[0]}", words)
