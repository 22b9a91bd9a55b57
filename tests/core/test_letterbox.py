"""E-mails at one's own desk: readable there while DEBUG is on, and nowhere else."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

FILES = "django.core.mail.backends.filebased.EmailBackend"


@pytest.fixture
def desk(settings, tmp_path):
    settings.EMAIL_BACKEND, settings.EMAIL_FILE_PATH = FILES, str(tmp_path / "mail")
    settings.DEBUG = True
    return settings


def write(subject, text="In words: http://testserver/councils/", html="<script>1</script><b>In HTML</b>"):
    email = EmailMultiAlternatives(subject, text, to=["femi@example.org"])
    email.attach_alternative(html, "text/html")
    return email


def test_it_is_there_only_with_debug_and_files_on_ones_own_machine(desk, client, db):
    assert client.get("/mail/").status_code == 200
    for name, value in [("DEBUG", False), ("EMAIL_BACKEND", "other"), ("EMBEDDED", False)]:
        before = getattr(desk, name)
        setattr(desk, name, value)
        assert client.get("/mail/").status_code == 404
        setattr(desk, name, before)


def test_an_empty_box_says_so_and_a_full_one_lists_each_email_once(desk, client, db):
    assert "None yet." in client.get("/mail/").content.decode()
    get_connection().send_messages([write("First"), write("Sécond"), write("")])
    letters = client.get("/mail/").context["letters"]
    assert [letter.message["Subject"] for letter in letters] == ["", ("Sécond").strip(), "First"]
    page = client.get(f"/mail/{letters[2].name}/1/").content.decode()
    assert '<a href="http://testserver/councils/" rel="nofollow">http://testserver/councils/</a>' in page
    assert "femi@example.org" in page
    assert "<script>1" not in page


def test_the_html_of_an_email_runs_nothing_and_reaches_nothing(desk, client, db):
    write("First").send()
    [letter] = client.get("/mail/").context["letters"]
    response = client.get(f"/mail/{letter.name}/1/html/")
    assert response.content.decode().strip() == "<script>1</script><b>In HTML</b>"
    rules = response.headers["Content-Security-Policy"].split("; ")
    assert set(rules) == {"default-src 'none'", "style-src 'unsafe-inline'", "img-src data:", *rules[3:]}
    assert rules[-1] == "sandbox"


@pytest.mark.parametrize("address", ["{}/2/", "{}/0/html/", "other.log/1/", "..%2Fsecret_key/1/", "%2e%2e/1/html/"])
def test_what_is_not_listed_is_not_read(desk, client, db, tmp_path, address):
    (tmp_path / "secret_key").write_text("x")
    write("First").send()
    [letter] = client.get("/mail/").context["letters"]
    assert client.get(f"/mail/{address.format(letter.name)}").status_code == 404
