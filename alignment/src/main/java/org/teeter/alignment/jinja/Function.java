package org.teeter.alignment.jinja;

/** What can be called. */
interface Function {
    Object call(Arguments arguments, Work work);
}
