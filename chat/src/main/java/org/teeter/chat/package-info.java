/**
 * Conversations in the words that a model was taught to expect. Depends on {@code jinja}. Start with
 * {@link org.teeter.chat.ChatTemplate}.
 */
@org.jspecify.annotations.NullMarked
package org.teeter.chat;
