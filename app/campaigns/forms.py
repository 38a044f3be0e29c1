"""The form in which a campaign is made and changed."""

from __future__ import annotations

import base64
from datetime import date, timedelta
from typing import Any

from flask import current_app, g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice

from app.actions.catalogue import by_id
from app.campaigns import checks, slugs
from app.campaigns.colours import PAPER, USUAL_ACCENT
from app.campaigns.logo import LARGEST, NotALogo, redrawn
from app.campaigns.owners import is_taken
from app.campaigns.settings import Button, Settings
from app.groups.form_fields import Day, decent, readable, text_field, trimmed
from app.groups.today import today

LONGEST_NAME = 80
LONGEST_INTRO = 600
LONGEST_BUTTON = 80
LONGEST_LOGO_TEXT = 120
PLACES = (1, 2, 3, 4, 5)  # of actions
USUAL_DAYS, MOST_DAYS = 90, 365


def action_field(label: object) -> Field:
    """A place in the campaign's own order of actions."""

    def check(form: CampaignForm, field: Field) -> None:
        if not field.data:
            return
        if field.data not in by_id():
            raise ValidationError(_("This action is no longer in the list. Choose another."))
        if next(one for one in form.action_fields if one.data == field.data) is not field:
            raise ValidationError(
                _("You have chosen this action already. Choose another, or none.")
            )

    return StringField(label, validators=[check])


class CampaignForm(FlaskForm):
    """Everything a campaign decides. Only its name, address, languages and last day are needed."""

    name = text_field(StringField, _l("Name of the campaign"), LONGEST_NAME)
    slug = StringField(_l("Its address"), filters=[trimmed, str.lower])
    languages = SelectMultipleField(_l("Languages"), validate_choice=False)
    ends_on = Day(_l("Last day"))
    intro = text_field(TextAreaField, _l("A few words about it"), LONGEST_INTRO)
    logo = FileField(_l("Logo"))
    logo_kept = HiddenField(filters=[trimmed])
    no_logo = BooleanField(_l("Remove the logo"))
    logo_text = text_field(StringField, _l("What the logo shows"), LONGEST_LOGO_TEXT)
    accent = StringField(_l("Colour of buttons and marks"), filters=[trimmed, str.lower])
    ground = StringField(_l("Colour behind the text"), filters=[trimmed, str.lower])
    action_1 = action_field(_l("First"))
    action_2 = action_field(_l("Second"))
    action_3 = action_field(_l("Third"))
    action_4 = action_field(_l("Fourth"))
    action_5 = action_field(_l("Fifth"))
    own_action_text = text_field(StringField, _l("What you ask people to do"), LONGEST_BUTTON)
    own_action_url = StringField(_l("Where they can do it"), filters=[trimmed])
    end_link_text = text_field(StringField, _l("Text of the link"), LONGEST_BUTTON)
    end_link_url = StringField(_l("Where it leads"), filters=[trimmed])
    origins = TextAreaField(_l("Sites that may show it"), filters=[trimmed])
    ways = TextAreaField(_l("Ways by which people come"), filters=[trimmed])

    def __init__(self, before: Settings | None = None, **options: Any) -> None:
        """`before`: what is being changed; without it, the form makes a new campaign."""
        self.before = before
        self.last_day_before: date | None = options.pop("ends_on", None)
        self.logo_before: bytes | None = options.pop("logo", None)
        self.drawn: bytes | None = None
        super().__init__(data=data_of(before, self.last_day_before), **options)
        known = current_app.extensions["languages"].values()
        self.languages.choices = [SelectChoice(one.code, one.name) for one in known]

    def validate_name(self, field: Field) -> None:
        if not field.data:
            raise ValidationError(_("Give the campaign a name."))
        if slugs.is_ours(slugs.suggest(field.data)):
            raise ValidationError(
                _("This could be taken for the site itself. Please choose another name.")
            )

    def validate_slug(self, field: Field) -> None:
        if self.before:
            return  # printed on posters: it stays
        field.data = field.data or slugs.suggest(self.name.data)
        if not field.data:
            raise ValidationError(_("Choose an address in letters from a to z and digits."))
        if problem := slugs.problem(field.data):
            raise ValidationError(problem)
        if is_taken(field.data):
            raise ValidationError(taken(field.data))

    def validate_languages(self, field: Field) -> None:
        known = [choice.value for choice in field.choices]
        field.data = known if len(known) == 1 else [code for code in field.data if code in known]
        if not field.data:
            raise ValidationError(_("Choose at least one language."))

    def validate_ends_on(self, field: Field) -> None:
        if field.process_errors or (field.data and field.data == self.last_day_before):
            return
        first, last = self.possible_days
        if field.data is None or not first <= field.data <= last:
            raise ValidationError(
                _(
                    "Choose a day from %(first)s to %(last)s.",
                    first=first.isoformat(),
                    last=last.isoformat(),
                )
            )

    def validate_logo(self, field: Field) -> None:
        """Draw what was chosen now, else what was chosen before an error elsewhere."""
        chosen = field.data.read(LARGEST + 1) if field.data else b""
        try:
            kept = base64.b64decode(self.logo_kept.data or "", validate=True)
        except ValueError:
            kept = b""
        if self.no_logo.data or not (chosen or kept):
            return
        try:
            self.drawn = redrawn(chosen or kept)
        except NotALogo as refusal:
            raise ValidationError(str(refusal)) from refusal

    def validate_logo_text(self, field: Field) -> None:
        stays = self.logo_before and not self.no_logo.data
        if (self.drawn or stays) and not field.data:
            raise ValidationError(
                _("Say what the logo shows, for people who cannot see it: often just a name.")
            )

    def validate_accent(self, field: Field) -> None:
        field.data = field.data or USUAL_ACCENT
        readable(checks.read_colour, field.data)

    def validate_ground(self, field: Field) -> None:
        field.data = field.data or PAPER["light"]
        readable(checks.read_colour, field.data)

    def validate_own_action_text(self, field: Field) -> None:
        both_or_none(field, self.own_action_url)

    def validate_own_action_url(self, field: Field) -> None:
        both_or_none(field, self.own_action_text)
        if field.data:
            readable(checks.read_link, field.data)

    def validate_end_link_text(self, field: Field) -> None:
        both_or_none(field, self.end_link_url)

    def validate_end_link_url(self, field: Field) -> None:
        both_or_none(field, self.end_link_text)
        if field.data:
            readable(checks.read_link, field.data)

    def validate_origins(self, field: Field) -> None:
        readable(checks.read_origins, field.data)

    def validate_ways(self, field: Field) -> None:
        readable(decent, field.data)
        readable(checks.read_ways, field.data)

    @property
    def possible_days(self) -> tuple[date, date]:
        """The first and the last day on which a campaign can end."""
        return today() + timedelta(days=1), today() + timedelta(days=MOST_DAYS)

    @property
    def action_fields(self) -> list[Field]:
        """One field per place."""
        return [self[f"action_{place}"] for place in PLACES]

    @property
    def settings(self) -> Settings:
        """What was decided; after the form was found good."""
        return Settings(
            name=self.name.data,
            languages=self._languages(),
            intro=self.intro.data,
            accent="" if self.accent.data == USUAL_ACCENT else self.accent.data,
            ground="" if self.ground.data == PAPER["light"] else self.ground.data,
            logo_text=self.logo_text.data if self.drawn or self.keeps_logo else "",
            actions=tuple(field.data for field in self.action_fields if field.data),
            own_action=button(self.own_action_text, self.own_action_url),
            end_link=button(self.end_link_text, self.end_link_url),
            origins=checks.read_origins(self.origins.data),
            ways=checks.read_ways(self.ways.data),
        )

    @property
    def keeps_logo(self) -> bool:
        """Whether the logo stays as it was."""
        return bool(self.logo_before) and not self.no_logo.data and not self.drawn

    @property
    def logo_shown(self) -> str:
        """The logo as it stands, for the page itself: base64 of a PNG, or nothing."""
        found = self.drawn or (None if self.no_logo.data else self.logo_before)
        return base64.b64encode(found).decode() if found else ""

    def _languages(self) -> tuple[str, ...]:
        """The one whose page opens first stays first; for a new campaign the maker's own."""
        first = self.before.languages[0] if self.before else g.lang_code
        return tuple(sorted(self.languages.data, key=lambda code: (code != first, code)))


def both_or_none(field: Field, other: Field) -> None:
    """A link needs its text and its address."""
    if other.data and not field.data:
        raise ValidationError(_("A link needs both a text and an address. Fill in this one too."))


def button(text: Field, url: Field) -> Button | None:
    return Button(text.data, url.data) if text.data else None


def taken(slug: str) -> str:
    """That an address is taken, with one that is free."""
    free = next((other for other in slugs.numbered(slug) if not is_taken(other)), "")
    return _("This address is taken. “%(free)s” is free.", free=free)


def data_of(settings: Settings | None, ends_on: date | None) -> dict[str, Any]:
    """What stands in the form before anything is typed."""
    if settings is None:
        return {
            "languages": [g.lang_code],
            "ends_on": today() + timedelta(days=USUAL_DAYS),
            "accent": USUAL_ACCENT,
            "ground": PAPER["light"],
        }
    own, end = settings.own_action, settings.end_link
    return {
        "name": settings.name,
        "languages": list(settings.languages),
        "ends_on": ends_on,
        "intro": settings.intro,
        "logo_text": settings.logo_text,
        "accent": settings.accent or USUAL_ACCENT,
        "ground": settings.ground or PAPER["light"],
        "own_action_text": own.text if own else "",
        "own_action_url": own.url if own else "",
        "end_link_text": end.text if end else "",
        "end_link_url": end.url if end else "",
        "origins": "\n".join(settings.origins),
        "ways": "\n".join(settings.ways),
        **{f"action_{place}": id for place, id in zip(PLACES, settings.actions, strict=False)},
    }
