"""From the signals of the side panels to the calls they mean."""

from facilitator.ui.findings.desk import FindingsDesk
from facilitator.ui.findings.gestures import Gestures
from facilitator.ui.findings.quote_panel import QuotePanel
from facilitator.ui.findings.statement_panel import StatementPanel


def wire_statement(panel: StatementPanel, desk: FindingsDesk, does: Gestures) -> None:
    """Status, release and evidence of the chosen statement."""
    findings = desk.findings

    def withhold(viewer: str, withheld: bool) -> None:
        if (statement := does.statement) is not None:
            findings.withhold(statement, viewer, withheld)

    panel.status_requested.connect(does.set_status)
    panel.withheld_requested.connect(withhold)
    panel.evidence_dropped.connect(lambda note: does.statement and findings.drop_evidence(does.statement.id, note))


def wire_quote(panel: QuotePanel, desk: FindingsDesk, does: Gestures) -> None:
    """Words, clip, consent and release of the chosen quote."""
    findings = desk.findings

    def withhold(viewer: str, withheld: bool) -> None:
        if (quote := does.quote) is not None:
            findings.withhold(quote, viewer, withheld)

    panel.withheld_requested.connect(withhold)
    panel.text_saved.connect(lambda text: does.quote and findings.edit_quote(does.quote.id, text))
    panel.checked_requested.connect(lambda on: does.quote and findings.set_checked(does.quote.id, on))
    panel.released_requested.connect(does.set_quote_released)
    panel.clip_edited.connect(lambda clip, label: does.quote and findings.edit_clip(does.quote.id, clip, label))
    panel.clip_removed.connect(lambda: does.quote and findings.attach_clip(does.quote.id, None))
    panel.speaker_requested.connect(lambda person: does.quote and findings.set_speaker(does.quote.id, person))
    panel.language_requested.connect(lambda tag: does.quote and findings.set_language(does.quote.id, tag))
    panel.hang_requested.connect(lambda statement: does.quote and findings.hang(does.quote.id, statement))
