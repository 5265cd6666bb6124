"""The explicit list of behaviours: who did what, over time."""

from siaga.detection.behaviours.account_spread.behaviour import BEHAVIOUR as ACCOUNT_SPREAD
from siaga.detection.behaviours.changed_page.behaviour import BEHAVIOUR as CHANGED_PAGE
from siaga.detection.behaviours.changed_page.placed import BEHAVIOUR as PLACED_PAGE
from siaga.detection.behaviours.contract import Behaviour
from siaga.detection.behaviours.data_theft.dumps import BEHAVIOUR as DUMP_FETCHING
from siaga.detection.behaviours.data_theft.records import BEHAVIOUR as BULK_READING
from siaga.detection.behaviours.data_theft.sources import BEHAVIOUR as SOURCE_THEFT
from siaga.detection.behaviours.infiltration.behaviour import BEHAVIOUR as INFILTRATION
from siaga.detection.behaviours.injection.behaviour import BEHAVIOUR as INJECTION
from siaga.detection.behaviours.privileged_session.behaviour import BEHAVIOUR as PRIVILEGED_SESSION
from siaga.detection.behaviours.remote_login.behaviour import BEHAVIOUR as REMOTE_LOGIN
from siaga.detection.behaviours.stolen_account.behaviour import BEHAVIOUR as STOLEN_ACCOUNT
from siaga.detection.behaviours.web_shell.behaviour import BEHAVIOUR as WEB_SHELL

ALL_BEHAVIOURS: tuple[Behaviour, ...] = (
    WEB_SHELL,
    PRIVILEGED_SESSION,
    INJECTION,
    DUMP_FETCHING,
    BULK_READING,
    SOURCE_THEFT,
    REMOTE_LOGIN,
    ACCOUNT_SPREAD,
    STOLEN_ACCOUNT,
    INFILTRATION,
    CHANGED_PAGE,
    PLACED_PAGE,
)

WITHOUT_SESSIONS = frozenset({STOLEN_ACCOUNT, INFILTRATION, BULK_READING, CHANGED_PAGE, PLACED_PAGE})
"""Those that never ask who was signed in, which is most of a look's work: they may look elsewhere meanwhile."""
