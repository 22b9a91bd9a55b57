import pytest

from improvement_hub.runtime import look
from improvement_hub.runtime.trouble import Trouble

STYLES = (
    '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'
    ".a{font-family:GDS Transport,arial,sans-serif;"
    "background-image:url(/assets/images/govuk-crest.svg);color:red}"
    "\n/*# sourceMappingURL=govuk-frontend.min.css.map */\n"
)


def test_what_belongs_to_gov_uk_alone_is_taken_out_and_the_rest_is_kept():
    assert look.without_gov_uk(STYLES) == (
        ".a{font-family:var(--hub-face,arial,sans-serif);background-image:linear-gradient(transparent,transparent);color:red}\n"
    )


def test_a_script_loses_only_its_source_map():
    assert look.without_gov_uk("let a=1;//# sourceMappingURL=a.js.map") == "let a=1;\n"


def test_the_installed_package_comes_out_without_typeface_crest_and_map(monkeypatch, tmp_path):
    monkeypatch.setenv("HUB_VAR", str(tmp_path))
    look.prepare()
    for name in look.FILES:
        text = (look.look_dir() / name).read_text()
        assert len(text) > 40_000
        for unwanted in ("GDS Transport", "@font-face", "/assets/", "sourceMappingURL"):
            assert unwanted not in text
    assert all((look.type_dir() / name).read_bytes().startswith(b"wOF2") for name in look.TYPE_FILES)


def test_a_second_time_leaves_the_files_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("HUB_VAR", str(tmp_path))
    look.prepare()
    (look.look_dir() / look.FILES[0]).write_text("ours")
    look.prepare()
    assert (look.look_dir() / look.FILES[0]).read_text() == "ours"


def test_a_missing_package_is_one_sentence(monkeypatch, tmp_path):
    monkeypatch.setattr(look, "package_dir", lambda package: tmp_path / package)
    with pytest.raises(Trouble, match="The page styles are missing"):
        look.prepare()
