package org.teeter.chat.jinja;

/**
 * What a name or an attribute is that does not exist: nothing when it is printed or gone through, an error when more is asked of it.
 *
 * @param reason why there is none
 */
record Undefined(String reason) {
    TemplateException error() {
        return new TemplateException(reason);
    }
}
