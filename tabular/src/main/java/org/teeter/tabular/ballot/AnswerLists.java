package org.teeter.tabular.ballot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.RowCounter;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.Numbers;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Ballot;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Several answers to one prompt, ranked or scored, of which the authors are the options: a list of objects, each with its author and a
 * rank or a score, or a list of authors beside one of ranks or scores.
 *
 * @param required {@link Role#ANSWERS} alone, or {@link Role#ITEM} with {@link Role#RANK} or {@link Role#SCORE}
 */
record AnswerLists(List<Role> required) implements Form {
    private static final List<String> AUTHORS =
            List.of("model", "model_name", "source", "policy", "system", "generator", "name");
    private static final List<String> SCORES = List.of("overall_score", "score", "rating", "reward");
    private static final String RANK = "rank";
    private static final Set<String> UNJUDGED = Set.of("na", "n/a", "nan", "none", "null");

    @Override
    public List<Role> optional() {
        return List.of();
    }

    @Override
    public boolean isOfBallots() {
        return true;
    }

    @Override
    public RowCounter counter(Layout layout, Sink into) {
        List<String> columns = layout.slotNames();
        boolean ranked = required.contains(Role.RANK);
        if (required.contains(Role.ANSWERS)) {
            return new BallotRows(layout, into, (row, ballot) -> readObjects(columns.get(0), row, into, ballot));
        }
        return new BallotRows(layout, into, (row, ballot) -> {
            List<String> authors = texts(columns.get(0), row, 0);
            List<String> values = texts(columns.get(1), row, 1);
            if (authors.size() != values.size()) {
                throw new BadRow(columns.get(0) + " lists " + authors.size() + " and " + columns.get(1) + " "
                        + values.size() + "; write one of the one for each of the other");
            }
            for (int k = 0; k < authors.size(); k++) {
                if (isUnjudged(values.get(k))) {
                    into.ballots().unjudged();
                    continue;
                }
                int author = into.names().number(columns.get(0), Visible.trimmed(authors.get(k)));
                if (ranked) {
                    ballot.put(author, Numbers.rank(columns.get(1), values.get(k)));
                } else {
                    ballot.putScored(author, Numbers.score(columns.get(1), values.get(k)));
                }
            }
        });
    }

    /** Whether an answer has no rank or score, which is how it looks where none was given: as an empty field of a table. */
    private static boolean isUnjudged(String value) {
        return value.isBlank() || UNJUDGED.contains(value.strip().toLowerCase(Locale.ROOT));
    }

    private static List<String> texts(String column, Row row, int slot) throws BadRow {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = parser(column, row, slot)) {
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    throw new BadRow(column + " must be a list of names or numbers, got lists or objects in it");
                }
                texts.add(token == JsonToken.VALUE_NULL ? "" : parser.getString());
            }
            return texts;
        } catch (JacksonException e) {
            throw new BadRow(column + " holds broken JSON (" + e.getOriginalMessage() + ")");
        }
    }

    /** A parser after the bracket that opens the list. */
    private static JsonParser parser(String column, Row row, int slot) throws BadRow {
        JsonParser parser = Row.parser(Arrays.copyOfRange(row.bytes(slot), row.from(slot), row.to(slot)));
        if (row.isMissing(slot) || parser.nextToken() != JsonToken.START_ARRAY) {
            parser.close();
            throw new BadRow(
                    column + " must be a list, in JSON, got " + (row.isMissing(slot) ? "nothing" : "something else"));
        }
        return parser;
    }

    private static void readObjects(String column, Row row, Sink into, Ballot ballot) throws BadRow {
        try (JsonParser parser = parser(column, row, 0)) {
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.START_OBJECT) {
                    throw new BadRow(column + " must list objects, each with a model and a rank or score, got "
                            + (token == JsonToken.START_ARRAY ? "a list" : "a text or number") + " in it");
                }
                Map<String, String> values = new LinkedHashMap<>();
                while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                    String key = parser.currentName();
                    JsonToken value = parser.nextToken();
                    boolean isJudged = SCORES.contains(key) || key.equals(RANK);
                    if (value.isStructStart()) {
                        parser.skipChildren();
                    } else if (value == JsonToken.VALUE_NULL ? isJudged : isJudged || AUTHORS.contains(key)) {
                        values.put(key, value == JsonToken.VALUE_NULL ? "" : parser.getString());
                    }
                }
                String author = AUTHORS.stream()
                        .filter(values::containsKey)
                        .findFirst()
                        .orElseThrow(() -> new BadRow("an answer in " + column + " does not say which model wrote it ("
                                + String.join(", ", AUTHORS) + ")"));
                String name = Visible.trimmed(values.getOrDefault(author, ""));
                boolean hadSome = values.size() > 1;
                values.entrySet().removeIf(value -> !AUTHORS.contains(value.getKey()) && isUnjudged(value.getValue()));
                if (hadSome && AUTHORS.containsAll(values.keySet())) {
                    into.ballots().unjudged();
                    continue;
                }
                rank(column, into.names().number(column + "." + author, name), values, ballot);
            }
        } catch (JacksonException e) {
            throw new BadRow(column + " holds broken JSON (" + e.getOriginalMessage() + ")");
        }
    }

    private static void rank(String column, int author, Map<String, String> values, Ballot ballot) throws BadRow {
        Optional<String> rank = Optional.ofNullable(values.get(RANK));
        if (rank.isPresent()) {
            ballot.put(author, Numbers.rank(column + "." + RANK, rank.get()));
            return;
        }
        List<String> scores = SCORES.stream().filter(values::containsKey).toList();
        if (scores.isEmpty() || (scores.size() > 1 && !scores.get(0).equals(SCORES.get(0)))) {
            throw new BadRow("an answer in " + column
                    + (scores.isEmpty()
                            ? " has neither rank nor score (" + RANK + ", " + String.join(", ", SCORES) + ")"
                            : " has both " + scores.get(0) + " and " + scores.get(1) + "; leave one of them out"));
        }
        String score = values.getOrDefault(scores.get(0), "");
        ballot.putScored(author, Numbers.score(column + "." + scores.get(0), score));
    }
}
