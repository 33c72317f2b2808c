package org.teeter.chat.jinja;

import java.util.Map;

/** What {@code namespace()} makes: names that are set from inside a loop and seen outside. Mutable. */
record Namespace(Map<String, Object> names) {}
