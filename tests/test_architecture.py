"""The rooms and their walls, as the design draws them."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps

BASE = Path(__file__).resolve().parent.parent
APPS = {
    "core": "improvement_hub.core",
    "councils": "improvement_hub.councils",
    "accounts": "improvement_hub.accounts",
    "demonstrators": "demonstrators",
    "peer_review": "peer_review",
    "blogs": "blogs",
    "search": "improvement_hub.search",
    "digests": "improvement_hub.digests",
    "overview": "improvement_hub.overview",
    "api": "improvement_hub.api",
}
# between apps: which others each may import
ORDER = [
    "core",
    "councils",
    "accounts",
    "demonstrators",
    ("peer_review", "blogs"),
    "search",
    "digests",
    "overview",
    "api",
]
# inside an app: what a module may import of its own app; later ones see all earlier ones
LAYERS = [
    {
        *("gate", "workflow", "rules", "roles", "levels", "reference", "apps", "report"),
        *(
            "search",
            "sharing",
            "asked",
            "vocabulary",
            "schedule",
            "guide",
            "help",
            "providers",
            "oidc",
            "browsers",
            "scopes",
        ),
    },
    {"models"},
    {"handover", "arrivals", "endings", "actors", "callers", "proof", "oauth_validator", "sessions"},
    {"queries", "links", "sources", "contents", "install", "records"},
    {"services", "imports", "library", "atom", "citing", "demo", "regions", "letters", "calendars"},
    {"fields"},
    {"filters", "forms", "followed", "adapter", "gallery", "lockout", "asking", "doors"},
    {"templatetags"},
    {"views", "api", "tasks", "middleware", "sitemaps", "feeds"},
    {"urls", "oauth_urls", "management"},
]
OUR_MODELS = [model for model in apps.get_models() if model.__module__.split(".")[0] in {"improvement_hub", *APPS}]


def modules():
    for name, package in APPS.items():
        folder = BASE / package.replace(".", "/")
        for file in sorted(folder.rglob("*.py")):
            if "migrations" not in file.parts:
                yield name, file


def imports_of(file):
    """Module-level imports by full name; those inside functions are late on purpose."""
    for node in ast.parse(file.read_text()).body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def app_of(module):
    for name, package in APPS.items():
        if module == package or module.startswith(package + "."):
            return name
    return None


def allowed(name):
    """Apps before this one in the order, and itself."""
    seen = set()
    for step in ORDER:
        here = set(step) if isinstance(step, tuple) else {step}
        if name in here:
            return seen | {name}
        seen |= here
    raise AssertionError(f"{name} has no place in the order")


@pytest.mark.parametrize(("name", "file"), list(modules()), ids=lambda value: getattr(value, "stem", value))
def test_imports_between_apps_run_one_way(name, file):
    reached = {app_of(module) for module in imports_of(file)} - {None}
    assert reached - allowed(name) == set()


def layer_of(part):
    return next((number for number, layer in enumerate(LAYERS) if part in layer), None)


def own_parts(name, file):
    """(the module's part, parts of the same app it imports)."""
    package = APPS[name]
    inside = file.relative_to(BASE / package.replace(".", "/")).parts
    part = inside[0].removesuffix(".py")
    reached = {
        module.removeprefix(package + ".").split(".")[0]
        for module in imports_of(file)
        if module.startswith(package + ".")
    }
    return part, reached - {part}


@pytest.mark.parametrize(
    ("name", "file"),
    [pair for pair in modules() if pair[0] not in ("core", "api")],
    ids=lambda value: getattr(value, "stem", value),
)
def test_imports_inside_an_app_run_one_way(name, file):
    part, reached = own_parts(name, file)
    if part == "__init__":
        return
    assert layer_of(part) is not None, f"{part} has no layer"
    above = {other for other in reached if layer_of(other) is not None and layer_of(other) > layer_of(part)}
    assert above == set()


def test_core_imports_no_sibling():
    reached = chain.from_iterable(imports_of(file) for name, file in modules() if name == "core")
    assert {app_of(module) for module in reached} - {None, "core"} == set()


@pytest.mark.parametrize("model", OUR_MODELS, ids=lambda model: model._meta.label)
def test_every_model_says_who_may_see_it(model):
    if model.__name__.endswith("Event") or model._meta.label == "core.RepeatedRequest":
        return  # the audit trail and the memory of repeats have no list and no page
    assert callable(getattr(model.objects.all(), "visible_to", None))


def source_of(*parts):
    for _, file in modules():
        if any(part in file.parts or file.stem == part for part in parts):
            yield file, file.read_text()


ROOMS = ("queries", "services")  # which what the API itself keeps has too


def test_pages_and_api_make_no_queries_of_their_own():
    query = re.compile(r"\.objects\.(filter|get|all|create|exclude|update)\b")
    asking = [(file, text) for file, text in source_of("views", "api") if file.stem not in ROOMS]
    assert [f"{file.name}: {hit.group()}" for file, text in asking for hit in query.finditer(text)] == []


def test_only_the_workflow_assigns_a_state():
    assigned = re.compile(r"\.state\s*=[^=]")
    found = [
        file.name for name, file in modules() for _ in assigned.finditer(file.read_text()) if file.stem != "workflow"
    ]
    assert found == []


def test_no_module_is_longer_than_five_hundred_lines():
    long = {str(file): count for _, file in modules() if (count := len(file.read_text().splitlines())) > 500}
    assert long == {}


def test_nothing_is_called_by_a_name_that_says_nothing():
    empty = {"utils", "helpers", "manager", "data", "info"}
    assert [file for _, file in modules() if file.stem in empty] == []


def test_templates_hold_no_scripts_and_no_styles_of_their_own():
    inline = re.compile(r"<script(?![^>]*\bsrc=)|\son\w+=|<style|\sstyle=", re.I)
    found = [
        file.name
        for file in (BASE / "templates").rglob("*.html")
        if "emails" not in file.parts and inline.search(file.read_text())
    ]
    assert found == []


def test_the_readme_is_short():
    assert len((BASE / "README.md").read_text().splitlines()) <= 150
