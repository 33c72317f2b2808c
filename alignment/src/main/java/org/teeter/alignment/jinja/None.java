package org.teeter.alignment.jinja;

/** Python's {@code None}. */
enum None {
    NONE
}
