"""The actions of all pages, told without making a page: for whoever looks for something that can be done.

Loaded when somebody does, so that a start need not.
"""

from itertools import chain

from facilitator.ui.actions import ActionSpec


def page_actions() -> list[ActionSpec]:
    """Those that somebody can ask for by name; keys that a widget takes itself are listed by their page."""
    from facilitator.ui.findings.commands import PLACE as FINDINGS
    from facilitator.ui.findings.commands import findings_actions
    from facilitator.ui.findings.deck_commands import pedal_actions
    from facilitator.ui.merge.commands import merge_actions
    from facilitator.ui.prepare.commands import prepare_actions
    from facilitator.ui.recordings.commands import recordings_actions
    from facilitator.ui.reflect.commands import reflect_actions
    from facilitator.ui.report.commands import report_actions
    from facilitator.ui.room.commands import room_actions
    from facilitator.ui.run.commands import run_actions

    parts = (
        *(prepare_actions, merge_actions, run_actions, room_actions, recordings_actions),
        *(findings_actions, reflect_actions, report_actions),
    )
    return [*chain.from_iterable(part() for part in parts), *pedal_actions(FINDINGS)]
