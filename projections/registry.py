"""Every projection there is."""

from projections.audit_trail import AUDIT_TRAIL
from projections.residents import RESIDENTS
from projections.roster import ROSTER

PROJECTIONS = (ROSTER, RESIDENTS, AUDIT_TRAIL)
