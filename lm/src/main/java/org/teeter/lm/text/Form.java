package org.teeter.lm.text;

/** The two forms of TRL's data sets. */
public enum Form {
    /** Plain texts. An answer begins with a space, since trainers join it to its prompt as it is. */
    STANDARD,
    /** Messages of a user and an assistant, for a chat template. */
    CONVERSATIONAL;

    /** A question in this form. */
    public Prompt prompt(String question) {
        return this == STANDARD ? new Prompt.Plain(question) : Prompt.question(question);
    }

    /** An answer in this form. */
    public String completion(String answer) {
        return this == STANDARD ? " " + answer : answer;
    }
}
