"""What people can say that they want to do: the campaign's own wish, and actions it has chosen."""

from __future__ import annotations

from app.actions.catalogue import by_id
from app.campaigns.figures import OWN
from app.campaigns.settings import Settings

MOST = 5  # asked of one person


def pledges_of(settings: Settings) -> tuple[str, ...]:
    """All of a campaign's, its own wish first; what is no longer in the catalogue is left out."""
    own = (OWN,) if settings.own_action else ()
    return own + tuple(key for key in settings.actions if key in by_id())


def pledge_name(key: str, settings: Settings) -> str:
    """In the reader's language, or in the campaign's own words."""
    if key == OWN:
        return settings.own_action.text if settings.own_action else ""
    return by_id()[key].words.title


def offered(settings: Settings, country: str) -> tuple[tuple[str, str], ...]:
    """What can be done by somebody who lives there: (id, name)."""
    possible = [key for key in pledges_of(settings) if key == OWN or by_id()[key].is_for(country)]
    return tuple((key, pledge_name(key, settings)) for key in possible[:MOST])
