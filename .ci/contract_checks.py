"""What a schema cannot say about valid requests, as a check of schemathesis. `schemathesis.toml` loads it."""

import schemathesis

# A cursor has to come from the page before, and a filter has to name what exists.
NAMING_PARAMETERS = {"cursor", "therapy", "condition", "reference", "author"}


@schemathesis.check
def valid_data_is_refused_for_what_it_names_only(_context, response, case):
    is_valid = case.meta is not None and case.meta.generation.mode.is_positive
    if response.status_code != 400 or not is_valid:
        return
    refused = {violation.get("parameter") for violation in response.json()["violations"]}
    assert refused and refused <= NAMING_PARAMETERS, f"valid data was refused: {sorted(map(str, refused))}"
