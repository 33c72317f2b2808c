/**
 * The part of the Jinja language that chat templates are written in, with Python's meaning of its values; what it does not know it
 * refuses. Depends on nothing of the project. Start with {@link org.teeter.chat.jinja.Template}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.chat.jinja;
