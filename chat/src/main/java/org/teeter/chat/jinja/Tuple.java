package org.teeter.chat.jinja;

import java.util.List;

/** Values that belong together, as the two of a dictionary's items. */
record Tuple(List<Object> values) {}
