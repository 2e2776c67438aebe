"""Every projection there is."""

from projections.archive import ARCHIVE
from projections.audit_trail import AUDIT_TRAIL
from projections.residents import RESIDENTS
from projections.roster import ROSTER
from projections.services import SERVICES

PROJECTIONS = (ROSTER, RESIDENTS, AUDIT_TRAIL, ARCHIVE, SERVICES)
