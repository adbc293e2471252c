"""From checked forms to the questionnaire: references resolved, graphs checked, every mistake placed."""

from __future__ import annotations

from assess.core import questionnaire as core
from assess.store.building_actions import read_actions
from assess.store.building_items import read_domains
from assess.store.building_results import read_levels, read_overall, read_reliability, read_tree
from assess.store.building_shared import check_resources, read_profile, read_shared
from assess.store.draft import Draft


def build(draft: Draft) -> core.Questionnaire:
    """The questionnaire; what is wrong is noted in the draft and left out of it."""
    draft.look_for_blind_spots()
    read_shared(draft)
    read_profile(draft)
    domains = read_domains(draft)
    levels = read_levels(draft)
    tree = read_tree(draft)
    actions = read_actions(draft)
    head = draft.head
    check_resources(draft, draft.main.document, head.sources, ("sources",))
    return core.Questionnaire(
        id=head.id,
        version=head.version,
        language=head.language,
        title=head.title,
        about=head.about,
        minutes=head.minutes,
        license=head.rights.license if head.rights else "",
        rights_source=head.rights.source if head.rights else "",
        reliability=read_reliability(draft),
        profile=tuple(draft.profile.values()),
        domains=domains,
        facets=tuple(draft.facets.values()),
        overall=read_overall(draft),
        levels=levels,
        tree=tree,
        actions=actions,
        resources=tuple(draft.resources.values()),
        strategies=tuple(draft.strategies.values()),
        roles={key: title for part in draft.parts for key, title in part.form.roles.items()},
        sources=head.sources,
        tests=tuple(core.QuestionnaireTest(test.name, test.answers, test.expect) for test in head.tests),
        renamed=_renamed(draft),
    )


def _renamed(draft: Draft) -> dict[str, str]:
    """Old id -> new id, of items and profile questions."""
    forms = [item for _, _, item in draft.item_forms()] + list(draft.head.profile)
    return {form.was: form.id for form in forms if form.was}
