"""The addresses that a learning platform uses, and where a launch leads."""

from __future__ import annotations

from urllib.parse import urlencode

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from pylti1p3.roles import TeacherRole
from werkzeug import Response as BaseResponse

from app.classes import courses
from app.extensions import csrf, limiter
from app.groups.secret_links import secret
from app.lti import own_key, platforms, state
from app.lti.launch import CLAIM, Launch
from app.lti.refusals import WORDS, Refused
from app.request_log import request_id

bp = Blueprint("lti", __name__, url_prefix="/lti")

TITLE = "Slavery Footprint"
SUMMARY = "A class works out together how much forced labour is behind what it buys."


def _limit() -> str:
    return str(current_app.config["CODE_LIMIT"])


def _is_refused(response: Response) -> bool:
    return response.status_code in (400, 403, 502)


@bp.errorhandler(Refused)
def refused(error: Refused) -> Response:
    """Say what happened; the reason alone goes to the log."""
    current_app.logger.warning("id=%s launch refused: %s", request_id(), error.reason)
    words = WORDS[error.reason]
    page = render_template("lti/refused.html", words=words, reason=error.reason)
    response = secret(page, words.status)
    state.forget(response, request.form.get("state", ""))
    return response


@bp.route("/login", methods=["GET", "POST"])
@csrf.exempt
def login() -> BaseResponse:
    """The platform says that somebody wants to come; send them back to it to have that signed."""
    platform = platforms.find(request.values.get("iss", ""), request.values.get("client_id", ""))
    if platform is None:
        raise Refused("platform")
    if not request.values.get("login_hint"):
        raise Refused("malformed")
    name, begun = state.begin(platform)
    asked = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": platform.client_id,
        "redirect_uri": url_for(".launch", _external=True),
        "state": name,
        "nonce": begun.nonce,
        "login_hint": request.values["login_hint"],
    }
    if hint := request.values.get("lti_message_hint"):
        asked["lti_message_hint"] = hint
    joint = "&" if "?" in platform.auth_login_url else "?"
    response = redirect(f"{platform.auth_login_url}{joint}{urlencode(asked)}")
    response.headers["Cache-Control"] = "no-store"
    state.keep(response, name, begun)
    return response


@bp.post("/launch")
@csrf.exempt
@limiter.limit(_limit, deduct_when=_is_refused)
def launch() -> ResponseReturnValue:
    """Lead a teacher to the class of the course or to making one, anybody else to joining it."""
    begun = state.find(request.form.get("state", ""))
    platform = begun and platforms.find(begun.issuer, begun.client_id)
    if begun is None or platform is None:
        raise Refused("state")
    checked = Launch(platform, begun).validate()
    response = way_on(
        courses.hash_of(*checked.course),
        teaches=TeacherRole({f"{CLAIM}roles": checked.claims.roles}).check(),
    )
    response.headers["Cache-Control"] = "no-store"
    state.forget(response, request.form["state"])
    return response


def way_on(course: str, *, teaches: bool) -> BaseResponse:
    """Where somebody of a course goes; what they are is decided here and not kept."""
    row = courses.class_of(course)
    if row is None and not teaches:
        return secret(render_template("lti/no_class.html"), 404)
    if row is None:
        address = url_for("classes.new", course=courses.invite(course))
    elif teaches:
        address = url_for("classes.teacher", token=courses.admit(row))
    else:
        address = url_for("classes.begin", code=row.code)
    return redirect(address, 303)


@bp.get("/jwks.json")
def jwks() -> Response:
    """The site's own public key, for platforms that ask for one."""
    key = own_key.public()
    if key is None:
        abort(404)
    return jsonify({"keys": [key]})


@bp.get("/config.json")
def config() -> Response:
    """What Canvas reads when the site is added to it: no names asked for, a tab of its own."""
    return jsonify(
        {
            "title": TITLE,
            "description": SUMMARY,
            "oidc_initiation_url": url_for(".login", _external=True),
            "target_link_uri": url_for(".launch", _external=True),
            "public_jwk_url": url_for(".jwks", _external=True),
            "scopes": [],
            "custom_fields": {},
            "extensions": [
                {
                    "platform": "canvas.instructure.com",
                    "domain": request.host,
                    "tool_id": "slavery-footprint",
                    "privacy_level": "anonymous",
                    "settings": {
                        "text": TITLE,
                        "placements": [
                            {
                                "placement": "course_navigation",
                                "message_type": "LtiResourceLinkRequest",
                                "target_link_uri": url_for(".launch", _external=True),
                                "text": TITLE,
                                "enabled": True,
                                "default": "disabled",
                                "windowTarget": "_blank",
                            }
                        ],
                    },
                }
            ],
        }
    )
