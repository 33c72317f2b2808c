package org.teeter.alignment.jinja;

/** Something that has a value. */
interface Expression {
    Object in(Scope scope);
}
