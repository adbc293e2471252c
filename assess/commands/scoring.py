"""`assess score`: results on stdout, as text or JSON."""

from __future__ import annotations

import json
import sys

from assess.commands.finding import Finder
from assess.guard import FINE, UserError
from assess.report.resultjson import to_result
from assess.report.text import explain, explainable, summary
from assess.store.problems import did_you_mean


def score_command(
    home: str | None, name: str, *, as_json: bool, explain_id: str | None, questionnaire: str | None
) -> int:
    """Print the result of an answers file or kept assessment."""
    evaluation = Finder(home, questionnaire).evaluation(name)
    if explain_id is not None:
        text = explain(evaluation, explain_id)
        if text is None:
            near = did_you_mean(explain_id, explainable(evaluation))
            raise UserError(
                f"There is no number called `{explain_id}`."
                f"{near or ' Try `overall` or the id of a domain, facet value, item or action.'}"
            )
        sys.stdout.write(text)
    elif as_json:
        sys.stdout.write(json.dumps(to_result(evaluation), ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(summary(evaluation))
    return FINE
