"""What a schema cannot say about valid requests, as checks of schemathesis. `schemathesis.toml` loads them."""

import re

import schemathesis

# A cursor or token has to come from the page before, a filter has to name what exists, `as_of` may not be in the future, articles that are
# asked for by name have no filters and no pages, and `q` needs a word to look for.
NAMING_PARAMETERS = {"cursor", "therapy", "condition", "reference", "author", "as_of", "ids", "slugs", "q", "token"}

# Schemas are shared with readers, who pass over members that they do not know; writers may not send any, nor what no member
# may hold: control characters, and numbers that JavaScript would round.
OF_ANY_MEMBER = {"unknown", "character", "number"}

# The address has to name what the body is.
OF_THE_ADDRESS = {"address", "hash"}

# What happens at a moment lies ahead, and what is written has to be in the form in which it is kept.
OF_THE_WHOLE = {"moment", "form", "day"}

# Rules of content have codes such as ID002.
CONTENT_RULE = re.compile(r"[A-Z]+[0-9]{3}")


def is_rule_between_parts(violation):
    code = violation["code"]
    # Applying needs the version that planning does without.
    is_version = code == "required" and violation.get("pointer") == "#/version"
    return is_version or code in OF_ANY_MEMBER | OF_THE_ADDRESS | OF_THE_WHOLE or CONTENT_RULE.fullmatch(code)


# In its coverage phase schemathesis calls headers valid without a look at their pattern.
IF_MATCH = re.compile(r'\*|(W/)?"[!#-~]*"(, *(W/)?"[!#-~]*")*')


def is_valid(case):
    return case.meta is not None and case.meta.generation.mode.is_positive


@schemathesis.hook
def before_call(_context, case, _arguments):
    # By its own words, an answer with `fields` is not what its schema requires.
    if is_valid(case) and case.query:
        case.query.pop("fields", None)
    # Events could be waited for; to whoever has something that is not known the first one comes at once.
    if case.operation.path == "/v1/events":
        case.headers["Last-Event-ID"] = "unknown"


def conditions(case):
    sent = {name.lower() for name in (case.headers or {})}
    return sent & {"if-match", "if-none-match"}


@schemathesis.check
def valid_data_is_refused_for_what_it_names_only(_context, response, case):
    if response.status_code != 400 or not is_valid(case):
        return
    violations = response.json()["violations"]
    allowed = set(NAMING_PARAMETERS)
    # A write takes one condition; no document can say that of two headers.
    if len(conditions(case)) == 2:
        allowed.add("If-None-Match")
    if_match = (case.headers or {}).get("If-Match", "*")
    if not IF_MATCH.fullmatch(if_match):
        allowed.add("If-Match")
    refused = [
        violation
        for violation in violations
        if violation.get("parameter") not in allowed and not ("pointer" in violation and violation["code"] in OF_ANY_MEMBER)
    ]
    assert violations and not refused, f"valid data was refused: {refused}"


@schemathesis.check
def valid_content_is_refused_for_rules_between_its_parts_only(_context, response, case):
    if response.status_code != 422 or not is_valid(case):
        return
    violations = response.json()["violations"]
    refused = [violation for violation in violations if not is_rule_between_parts(violation)]
    assert violations and not refused, f"valid content was refused: {refused}"


@schemathesis.check
def a_valid_write_is_refused_for_its_condition_only_as_that_says(_context, response, case):
    if response.status_code == 412 and is_valid(case):
        assert conditions(case), "a condition that was not sent does not hold"
    if response.status_code == 428 and is_valid(case):
        assert not conditions(case), f"a condition was sent: {sorted(conditions(case))}"
