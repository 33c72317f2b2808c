package org.teeter.lm.text;

import java.util.List;
import org.teeter.chat.Message;

/** What a model is given before it answers; the two forms are those of preference data sets. */
public sealed interface Prompt {

    /** The text as it is, which no chat template touches. */
    record Plain(String text) implements Prompt {}

    /** A conversation, put into the words of the model's chat template with the opening of its answer. */
    record Chat(List<Message> messages) implements Prompt {
        public Chat {
            messages = List.copyOf(messages);
        }
    }

    /** A single question of a user. */
    static Prompt question(String text) {
        return new Chat(List.of(new Message("user", text)));
    }
}
