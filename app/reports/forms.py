"""The form to report an error."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.models import REPORT_TEXT_LIMIT


class ReportForm(FlaskForm):
    page = HiddenField()
    text = TextAreaField(
        _l("What is wrong?"),
        filters=[lambda text: text.replace("\r\n", "\n").strip() if text else text],
        validators=[
            DataRequired(_l("Write a few words about what is wrong.")),
            Length(
                max=REPORT_TEXT_LIMIT,
                message=_l("Please keep it under %(max)d characters."),
            ),
        ],
    )
    # Hidden from people by the stylesheet; programs that fill every field give themselves away.
    website = StringField(_l("Leave this empty"))
