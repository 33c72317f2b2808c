/** Chat templates as models bring them; needs nothing but the JDK. */
@org.jspecify.annotations.NullMarked
module org.teeter.chat {
    requires static org.jspecify;

    exports org.teeter.chat;
}
