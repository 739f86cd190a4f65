"""Pictures for reports, written as SVG: an actor's ties (`ego`), events in time (`timeline`), events on a map (`map`).

Every picture has a title, a legend, a line that says what it is drawn from, and notes about what it leaves out; its texts
are texts, and none lies over another. No scripts, no references to other files, no clock: same graph, same bytes.
"""
