package org.teeter.chat.jinja;

/** Python's {@code None}. */
enum None {
    NONE
}
