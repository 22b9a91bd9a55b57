"""What the operator writes about providers is refused at the start, in a sentence, where it could not be right."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from improvement_hub.accounts.providers import from_environment
from improvement_hub.core.sealing import seal, unseal

GOOD = {
    "id": "northmoor",
    "name": "Northmoor Council",
    "issuer": "https://login.microsoftonline.com/3f2a/v2.0",
    "client_id": "c",
    "secret_from": "NORTHMOOR_SECRET",
    "organisation": "E06900001",
    "roles": {"Hub.Director": "director"},
}


def read(*changes, **environ):
    listed = [GOOD | change for change in changes]
    return from_environment({"OIDC_PROVIDERS": json.dumps(listed), "NORTHMOOR_SECRET": "s3cr3t"} | environ)


def test_without_any_there_is_none_and_a_good_one_is_read():
    assert from_environment({}) == from_environment({"OIDC_PROVIDERS": ""}) == []
    [provider] = read({})
    assert (provider.secret, provider.second_factor, provider.passwords) == ("s3cr3t", {}, False)
    assert "s3cr3t" not in repr(provider)
    assert read({"trusts_second_factor": True})[0].second_factor == {"amr": "mfa"}
    assert read({"trusts_second_factor": {"acrs": "c1"}})[0].showed_second_factor({"acrs": ["c1", "c2"]})
    assert read({"issuer": "http://localhost:9000/x"})[0].issuer == "http://localhost:9000/x"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"id": "Northmoor"}, "A provider's id has small letters, digits and hyphens: “Northmoor” has others."),
        ({"name": " "}, "Provider northmoor: say its name."),
        ({"client_id": 7}, "Provider northmoor: say its client_id."),
        ({"groups": True}, "Provider northmoor: “groups” is not known."),
        ({"issuer": "http://login.example/x"}, "the issuer is an https address."),
        ({"issuer": "login.example"}, "the issuer is an https address."),
        ({"issuer": "https://login.microsoftonline.com/common/v2.0"}, "name the tenant in the issuer"),
        ({"secret_from": "NO_SUCH"}, "the environment has no NO_SUCH, which holds its secret."),
        ({"roles": {}}, "say which of its app roles is which role here."),
        (
            {"roles": {"A": "administrator"}},
            "may grant director, improvement_officer, editor alone, not “administrator”.",
        ),
        ({"organisation": "hub", "roles": {"A": "director"}}, "may grant administrator, regional_lead alone"),
        ({"organisation": "Police", "roles": {"A": "editor"}}, "may grant partner alone, not “editor”."),
        ({"organisation": "hub", "roles": {"A": "regional_lead"}}, "a regional lead has a region"),
        ({"roles": {"A": "director:north"}}, "a regional lead has a region"),
        ({"trusts_second_factor": "yes"}, "trusts_second_factor is true, false or as"),
        ({"trusts_second_factor": {"acrs": ""}}, "trusts_second_factor is true, false or as"),
        ({"passwords": "yes"}, "passwords is true or false."),
    ],
)
def test_what_could_not_be_right_is_refused(change, sentence):
    with pytest.raises(ImproperlyConfigured) as refused:
        read(change)
    assert sentence in str(refused.value)


def test_the_list_as_a_whole_is_refused_too():
    for words, sentence in [("{", "is not JSON"), ("{}", "is a list of objects"), ("[1]", "is a list of objects")]:
        with pytest.raises(ImproperlyConfigured, match=sentence):
            from_environment({"OIDC_PROVIDERS": words})
    with pytest.raises(ImproperlyConfigured, match="gives one id to two providers"):
        read({}, {"organisation": "E06900002"})


def test_what_is_sealed_for_one_purpose_opens_for_that_one_alone_also_after_the_key_was_changed(settings):
    sealed = seal("a token", purpose="one")
    assert (unseal(sealed, purpose="one"), unseal(sealed, purpose="two"), unseal("x", purpose="one")) == (
        "a token", None, None,
    )  # fmt: skip
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another"
    assert unseal(sealed, purpose="one") == "a token"
    settings.SECRET_KEY_FALLBACKS = []
    assert unseal(sealed, purpose="one") is None
