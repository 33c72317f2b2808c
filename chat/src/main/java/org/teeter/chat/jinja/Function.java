package org.teeter.chat.jinja;

/** What can be called. */
interface Function {
    Object call(Arguments arguments, Work work);
}
