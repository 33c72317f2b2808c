package org.teeter.chat.jinja;

/** Something that is done, and may write. */
interface Statement {
    /** What comes after a statement. */
    enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    Flow run(Scope scope, Draft out);
}
