package org.teeter.lm.dataset;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.teeter.chat.Message;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.shape.PromptElsewhere;
import org.teeter.tabular.shape.Proposal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of example: which columns hold it, under TRL's names, and how a row becomes one and one becomes a row.
 *
 * @param <T> the example
 */
public abstract sealed class ExampleKind<T extends Answered>
        permits ExampleKind.Pairs, ExampleKind.Rankings, ExampleKind.Labelled, ExampleKind.Demonstrations {
    /** {@code [prompt,] chosen, rejected}. */
    public static final ExampleKind<PreferencePair> PAIRS = new Pairs();
    /** {@code prompt, completions[], ranks[]}, a rank 1 being the best: our own, since no trainer has a standard. */
    public static final ExampleKind<RankedAnswers> RANKINGS = new Rankings();
    /** {@code prompt, completion, label}. */
    public static final ExampleKind<LabelledAnswer> LABELLED = new Labelled();
    /** {@code prompt, completion}, {@code messages}, whose last is the answer, or {@code text}, which answers nothing. */
    public static final ExampleKind<Demonstration> DEMONSTRATIONS = new Demonstrations();

    private final String words;
    private final List<String> columns;

    private ExampleKind(String words, List<String> columns) {
        this.words = words;
        this.columns = columns;
    }

    /** Who learns from these columns of a file that was not read as what it is; empty if nobody does. */
    static String otherwise(Set<String> columns) {
        String learner = columns.containsAll(List.of("completions", "ranks"))
                ? "completions, ranks: train dpo --loss pl"
                : columns.containsAll(List.of("completion", "label"))
                        ? "completion, label: train dpo --loss kto"
                        : columns.containsAll(List.of("chosen", "rejected"))
                                ? "chosen, rejected: train dpo"
                                : columns.contains("completion") || columns.contains("messages")
                                        ? "completion, or messages: train sft"
                                        : "";
        return learner.isEmpty() ? "" : "; what learns from " + learner;
    }

    /** The columns in words. */
    public String words() {
        return words;
    }

    /** The columns that are looked at; others are allowed and left alone. */
    List<String> columns() {
        return columns;
    }

    /** The column of the answer that an example is about. */
    String answer() {
        return "completion";
    }

    /** Options that perhaps say which columns are meant, where a file has none for the answer and nobody told one. */
    Optional<String> proposed(Columns of, Set<String> told) {
        return Optional.empty();
    }

    abstract T read(Fields row) throws BadRow;

    abstract ObjectNode write(T example);

    /** The DuckDB type of each column that {@link #write} makes. */
    abstract Map<String, String> types(boolean conversational);

    static final class Pairs extends ExampleKind<PreferencePair> {
        private Pairs() {
            super("[prompt,] chosen, rejected", List.of("prompt", "chosen", "rejected", "tools"));
        }

        @Override
        String answer() {
            return "chosen";
        }

        @Override
        Optional<String> proposed(Columns of, Set<String> told) {
            return told.contains("chosen") ? Optional.empty() : Proposal.ofTexts(of);
        }

        @Override
        PreferencePair read(Fields row) throws BadRow {
            Fields.Value chosen = row.value("chosen");
            Fields.Value rejected = row.value("rejected");
            PreferencePair pair;
            // Whole conversations hold their prompt, also where it stands beside them as a text, as TRL has it.
            if (!row.has("prompt") || (row.value("prompt").isText() && !chosen.isText() && !rejected.isText())) {
                pair = CommonPrompt.split(chosen, rejected, row.columns());
            } else {
                Prompt prompt = row.prompt();
                pair = new PreferencePair(prompt, chosen.completionTo(prompt), rejected.completionTo(prompt));
            }
            if (pair.chosen().equals(pair.rejected())) {
                throw new BadRow(
                        "chosen and rejected are the same, and nothing can be learnt of that; leave the row out");
            }
            return pair;
        }

        @Override
        ObjectNode write(PreferencePair pair) {
            ObjectNode row = row(pair.prompt());
            row.set("chosen", completion(pair.prompt(), pair.chosen()));
            row.set("rejected", completion(pair.prompt(), pair.rejected()));
            return row;
        }

        @Override
        Map<String, String> types(boolean conversational) {
            return typesOf(conversational, "prompt", "chosen", "rejected");
        }
    }

    static final class Rankings extends ExampleKind<RankedAnswers> {
        private Rankings() {
            super("prompt, completions, ranks", List.of("prompt", "completions", "ranks", "weight", "tools"));
        }

        @Override
        RankedAnswers read(Fields row) throws BadRow {
            Prompt prompt = row.prompt();
            List<Fields.Value> completions = row.list("completions");
            List<Integer> ranks = row.wholeNumbers("ranks");
            if (completions.size() != ranks.size() || completions.size() < 2) {
                throw new BadRow("completions and ranks must have one entry for each of two or more answers, got "
                        + completions.size() + " and " + ranks.size());
            }
            if (row.has("weight") && row.node("weight").asDouble(Double.NaN) != 1) {
                throw new BadRow(
                        "rankings are all counted once, but weight is " + row.node("weight") + "; drop the column");
            }
            Map<Integer, String> byRank = new java.util.TreeMap<>();
            for (int k = 0; k < ranks.size(); k++) {
                if (byRank.put(ranks.get(k), completions.get(k).completionTo(prompt)) != null) {
                    throw new BadRow("a ranking must order all its answers, but rank " + ranks.get(k)
                            + " is there twice; drop one of the tied answers, or break the ranking into pairs");
                }
            }
            return new RankedAnswers(prompt, new ArrayList<>(byRank.values()));
        }

        @Override
        ObjectNode write(RankedAnswers ranking) {
            ObjectNode row = row(ranking.prompt());
            ArrayNode completions = row.putArray("completions");
            ArrayNode ranks = row.putArray("ranks");
            for (int k = 0; k < ranking.completions().size(); k++) {
                completions.add(
                        completion(ranking.prompt(), ranking.completions().get(k)));
                ranks.add(k + 1);
            }
            return row;
        }

        @Override
        Map<String, String> types(boolean conversational) {
            Map<String, String> types = typesOf(conversational, "prompt", "completions");
            types.computeIfPresent("completions", (name, type) -> type + "[]");
            types.put("ranks", "INTEGER[]");
            return types;
        }
    }

    static final class Labelled extends ExampleKind<LabelledAnswer> {
        private Labelled() {
            super("prompt, completion, label", List.of("prompt", "completion", "label", "tools"));
        }

        @Override
        LabelledAnswer read(Fields row) throws BadRow {
            Prompt prompt = row.prompt();
            return new LabelledAnswer(prompt, row.value("completion").completionTo(prompt), row.truth("label"));
        }

        @Override
        ObjectNode write(LabelledAnswer answer) {
            ObjectNode row = row(answer.prompt());
            row.set("completion", completion(answer.prompt(), answer.completion()));
            row.put("label", answer.desirable());
            return row;
        }

        @Override
        Map<String, String> types(boolean conversational) {
            Map<String, String> types = typesOf(conversational, "prompt", "completion");
            types.put("label", "BOOLEAN");
            return types;
        }
    }

    static final class Demonstrations extends ExampleKind<Demonstration> {
        private static final List<String> WHOLE = List.of("completion", "messages", "text");
        private static final List<String> ANSWERS = List.of("output", "response", "answer", "target", "reply");
        private static final List<String> CONVERSATIONS =
                List.of("conversations", "conversation", "dialogue", "dialog", "turns");

        private Demonstrations() {
            super(
                    "prompt, completion, or messages, or text",
                    List.of("prompt", "completion", "messages", "text", "tools"));
        }

        /** As of the columns instruction, input and output, or of conversations. */
        @Override
        Optional<String> proposed(Columns of, Set<String> told) {
            if (WHOLE.stream()
                    .anyMatch(field -> told.contains(field) || of.names().contains(field))) {
                return Optional.empty();
            }
            Optional<String> answer = first(of, ANSWERS);
            if (answer.isEmpty()) {
                return first(of, CONVERSATIONS).map(name -> "--column messages=" + name);
            }
            String completion = "--column completion=" + answer.get();
            return of.names().contains("prompt")
                    ? Optional.of(completion)
                    : PromptElsewhere.flag(of).map(prompt -> prompt + " " + completion);
        }

        private static Optional<String> first(Columns of, List<String> like) {
            return like.stream()
                    .flatMap(name -> of.find(name).stream().mapToObj(of::name))
                    .findFirst();
        }

        @Override
        Demonstration read(Fields row) throws BadRow {
            if (row.has("text") && !row.has("messages") && !row.has("completion") && !row.has("prompt")) {
                String text = row.value("text").text();
                if (text.isEmpty()) {
                    throw new BadRow("text is empty, and nothing can be learnt of that; leave the row out");
                }
                return new Demonstration(new Prompt.Plain(""), text);
            }
            if (!row.has("messages")) {
                Prompt prompt = row.prompt();
                return new Demonstration(prompt, row.value("completion").completionTo(prompt));
            }
            List<Message> messages = row.value("messages").messages();
            int last = messages.size() - 1;
            if (last < 1 || !messages.get(last).role().equals("assistant")) {
                throw new BadRow("messages must hold a prompt and end with an answer of the assistant, got "
                        + messages.stream().map(Message::role).toList());
            }
            return new Demonstration(
                    new Prompt.Chat(messages.subList(0, last)),
                    messages.get(last).content());
        }

        @Override
        ObjectNode write(Demonstration demonstration) {
            ObjectNode row = row(demonstration.prompt());
            row.set("completion", completion(demonstration.prompt(), demonstration.completion()));
            return row;
        }

        @Override
        Map<String, String> types(boolean conversational) {
            return typesOf(conversational, "prompt", "completion");
        }
    }

    private static ObjectNode row(Prompt prompt) {
        ObjectNode row = JsonMapper.shared().createObjectNode();
        if (prompt instanceof Prompt.Plain plain) {
            row.put("prompt", plain.text());
        } else if (prompt instanceof Prompt.Chat chat) {
            row.set("prompt", messages(chat.messages()));
        }
        return row;
    }

    private static JsonNode completion(Prompt prompt, String text) {
        return prompt instanceof Prompt.Plain
                ? JsonMapper.shared().getNodeFactory().stringNode(text)
                : messages(List.of(new Message("assistant", text)));
    }

    private static ArrayNode messages(List<Message> messages) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        messages.forEach(message -> list.addObject().put("role", message.role()).put("content", message.content()));
        return list;
    }

    private static Map<String, String> typesOf(boolean conversational, String... columns) {
        Map<String, String> types = new LinkedHashMap<>();
        for (String column : columns) {
            types.put(column, conversational ? "STRUCT(\"role\" VARCHAR, content VARCHAR)[]" : "VARCHAR");
        }
        return types;
    }
}
