"""A form about pictures that is back, and whose answers nobody has put in yet."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists

from trent_desktop.agreements.kinds import FormState, Kind
from trent_desktop.agreements.models import AgreementRow, ConsentRow


def answers_wait() -> ColumnElement[bool]:
    """Whether a row of `AgreementRow` is such a form. Answers that were undone wait again."""
    return and_(
        AgreementRow.kind == Kind.CONSENTS.value,
        AgreementRow.state == FormState.RETURNED.value,
        ~exists().where(ConsentRow.agreement_id == AgreementRow.id),
    )
