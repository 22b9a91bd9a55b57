"""Nothing typed is ever lost: words are kept for their author while they write, and offered again.

`pages.WritingPage` is a form page that does so; a *pass* in the page lets its words be kept, and read by nobody.
"""
