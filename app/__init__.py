"""The website. create_app is its table of contents."""

from __future__ import annotations

from werkzeug.middleware.proxy_fix import ProxyFix

import footprint_model
from app import (
    about,
    actions,
    campaigns,
    cases,
    classes,
    cli,
    countries,
    database,
    embed,
    errors,
    health,
    i18n,
    kept,
    limits,
    lti,
    pages,
    products,
    quiz,
    reports,
    request_log,
    results,
    security,
    share,
    static_files,
    support,
    teaching,
)
from app.config import Config
from app.extensions import csrf
from app.site import Site

PAGES = (
    pages.bp,
    quiz.bp,
    results.bp,
    share.bp,
    embed.hosts.bp,
    actions.bp,
    products.bp,
    cases.bp,
    countries.bp,
    support.bp,
    about.bp,
    reports.bp,
    campaigns.bp,
    teaching.bp,
    classes.bp,
    lti.guide.bp,
)


def create_app(config: Config | None = None) -> Site:
    """Build the site from its settings; refuse to start on damaged tables."""
    config = config or Config.from_environ()
    footprint_model.verify()

    app = Site(__name__)
    app.config.from_mapping(config.flask_settings())
    if hops := config.proxy_hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]

    # What runs after a request runs last to first: the log line sees the finished answer.
    request_log.init_app(app)
    security.init_app(
        app, production=config.production, frame_ancestors=campaigns.framing.ancestors
    )
    database.init_app(app)
    quiz.state.init_app(app)
    csrf.init_app(app)
    limits.init_app(app)
    i18n.init_app(app)
    kept.init_app(app)
    static_files.init_app(app, production=config.production)
    errors.init_app(app)
    cli.init_app(app)

    for blueprint in PAGES:
        app.register_blueprint(
            blueprint, url_prefix=f"/<language:lang_code>{blueprint.url_prefix or ''}"
        )
    app.register_blueprint(share.short)
    app.register_blueprint(campaigns.short)
    app.register_blueprint(classes.short)
    app.register_blueprint(embed.bp)
    app.register_blueprint(health.bp)
    lti.init_app(app, config)
    return app
