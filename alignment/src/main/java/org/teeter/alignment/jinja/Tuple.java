package org.teeter.alignment.jinja;

import java.util.List;

/** Values that belong together, as the two of a dictionary's items. */
record Tuple(List<Object> values) {}
