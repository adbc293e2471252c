"""assess: an integrated-care readiness self-assessment toolkit.

The way of the data is four calls and nothing in between::

    load_questionnaire -> evaluate -> render_html -> write_pdf

This package imports nothing on its own, so that ``assess --version`` stays instant.
"""

__version__ = "1.0.0"
