package org.teeter.chat.jinja;

/** Something that has a value. */
interface Expression {
    /** Its value; to be asked for through {@link #in}. */
    Object workedOut(Scope scope);

    /** Its value, for a step and a level of depth. */
    default Object in(Scope scope) {
        Work work = scope.work();
        work.step();
        work.enter();
        Object value = workedOut(scope);
        work.leave();
        return value;
    }
}
