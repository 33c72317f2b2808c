package org.teeter.lm.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.data.Amount;
import org.teeter.lm.text.Prompt;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.reader.InputFiles;
import org.teeter.tabular.reader.Source;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.row.PrefLibRecords;
import org.teeter.tabular.row.PythonLiteral;
import org.teeter.tabular.row.Records;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.shape.PromptElsewhere;
import org.teeter.tabular.text.SharedPrompt;
import org.teeter.tabular.watch.Bystanders;
import org.teeter.tabular.watch.Placeholders;
import org.teeter.tabular.watch.PromptWatch;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One file on its way to examples. Mutable. */
final class ExampleRows<T extends Answered> implements InputFiles.Reader {
    /** Deeper nesting has no meaning in examples, and a hostile file could exhaust the stack. */
    private static final int DEEPEST = 100;

    private static final int MOST_WATCHED = 100;

    /** How messages begin where a format has no lists, so that a text holds them: as JSON, or as Python prints them. */
    private static final Pattern MESSAGES =
            Pattern.compile("^\\s*\\[\\s*\\{\\s*[\"'](role|content|from|value)[\"']\\s*:");

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // which Python writes
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .build();

    private final Path file;
    private final ExampleKind<T> kind;
    private final Map<String, String> told;
    private final List<T> examples;
    private final List<String> places;
    private final int before;
    private final Map<String, List<String>> parts = new LinkedHashMap<>(); // of each field of an example, its columns
    private final Set<String> columns = new LinkedHashSet<>(); // all that the file has
    private final List<String> slots = new ArrayList<>(); // those that rows carry, where the file has them
    private int[] taken = {}; // columns of the slots, then those that are watched
    private Optional<PromptWatch> watch = Optional.empty();
    private boolean lacksPrompts; // some texts have none, and do not say where it ends
    private int looked; // rows
    private boolean isTwice; // the prompt, which all answers so far begin with
    private List<String> labelled =
            List.of(); // columns of texts, of which chosen and rejected name one each, in all rows so far
    private List<byte[]> header = List.of();
    private boolean isTable; // with a header, rather than JSON
    private List<String> notes = List.of();
    private int empty;
    private final Set<String> passedOver = new TreeSet<>(); // names of what messages hold beside role and content

    /**
     * @param told for some columns that the kind reads, the name under which the file has them
     * @param examples where they go
     * @param places where the place of each goes
     */
    ExampleRows(Path file, ExampleKind<T> kind, Map<String, String> told, List<T> examples, List<String> places) {
        this.file = file;
        this.kind = kind;
        this.told = told;
        this.examples = examples;
        this.places = places;
        this.before = examples.size();
    }

    @Override
    public boolean makesSenseOf(List<String> names) {
        return kind.columns().stream().anyMatch(column -> names.containsAll(parts(column, names)));
    }

    /** The columns that make one field of an example; several only for a prompt in parts. */
    private List<String> parts(String field, List<String> names) {
        String named = told.get(field);
        if (named == null) {
            return List.of(names.stream()
                    .filter(name ->
                            !names.contains(field) && Columns.normal(name).equals(field))
                    .findFirst()
                    .orElse(field));
        }
        return names.contains(named) ? List.of(named) : List.of(named.split("\\+", -1));
    }

    @Override
    public void read(PrefLibRecords rankings) {
        throw InputException.of(file, "this is a PrefLib file, which has no texts to train on");
    }

    @Override
    public void read(ParquetFile parquet) throws IOException {
        plan(parquet.columns(), true, 1);
        parquet.longestText(Arrays.copyOf(taken, slots.size()));
        parquet.restrain(true); // one thread, so that rows keep their order
        try (Records records = parquet.records(Long.MAX_VALUE)) {
            read(records);
        }
        parquet.restrain(false);
    }

    @Override
    public void read(Records records) throws IOException {
        try {
            if (records.hasHeader()) {
                begin(records);
            }
            while (records.next()) {
                if (slots.isEmpty()) {
                    begin(records);
                }
                Row row = records.row();
                row.requireOther(header);
                Fields fields = new Fields(fields(row), kind.words(), columns);
                T example = kind.read(fields);
                examples.add(example);
                passedOver.addAll(fields.passedOver());
                if (watch.isPresent()) {
                    look(row, example.prompt(), example.completions());
                    if (looked == Bystanders.ROWS) {
                        refuseOtherPrompts();
                        records.take(Arrays.copyOf(taken, slots.size()), slots.size(), this::meet);
                    }
                }
                empty += (int)
                        example.completions().stream().filter(String::isEmpty).count();
                String place =
                        records.place().isEmpty() ? "" : ": " + records.place().replace(": ", "");
                places.add(StandardInput.shown(file) + ":" + records.number() + place);
            }
        } catch (BadRow e) {
            throw InputException.at(file, records.number(), records.place() + e.reason());
        }
        refuseOtherPrompts();
        notes = records.notes();
    }

    private void look(Row row, Prompt prompt, List<String> completions) {
        looked++;
        isTwice = (looked == 1 || isTwice)
                && !this.told.containsKey("prompt")
                && has("prompt")
                && prompt instanceof Prompt.Plain asked
                && !asked.text().isEmpty()
                && completions.stream().allMatch(text -> text.startsWith(asked.text()));
        lacksPrompts |= !has("prompt")
                && prompt instanceof Prompt.Plain plain
                && !plain.text().isEmpty() // as of texts that answer nothing
                && !SharedPrompt.isMarked(plain.text());
        StringJoiner told = new StringJoiner("\n");
        for (String part : parts.getOrDefault("prompt", List.of())) {
            int slot = slots.indexOf(part);
            if (slot >= 0 && !row.isMissing(slot)) {
                told.add(row.text(slot));
            }
        }
        boolean mayBeLabelled =
                kind == ExampleKind.PAIRS && !this.told.containsKey("chosen") && (looked == 1 || !labelled.isEmpty());
        labelled = mayBeLabelled
                ? Placeholders.columns(
                        new Columns(file, List.copyOf(columns)),
                        Stream.of("chosen", "rejected")
                                .map(field -> row.text(slots.indexOf(
                                        parts(field, List.copyOf(columns)).get(0))))
                                .toList())
                : List.of();
        PromptWatch watching = watch.orElseThrow();
        watching.begin(told.toString());
        for (int k = 0; k < watching.size(); k++) {
            int slot = slots.size() + k;
            watching.look(k, row.text(slot), !row.isJson(slot));
        }
    }

    private boolean has(String field) {
        return columns.containsAll(parts.getOrDefault(field, List.of(field)));
    }

    private void refuseOtherPrompts() {
        Columns of = new Columns(file, List.copyOf(columns));
        List<Integer> prompt = parts.getOrDefault("prompt", List.of()).stream()
                .map(of.names()::indexOf)
                .filter(column -> column >= 0)
                .toList();
        if (isTwice) {
            throw InputException.of(
                    file,
                    "all answers begin with their prompt, which would be there twice; leave the column prompt out, or say "
                            + Role.PROMPT.flag("prompt") + " if that is meant");
        }
        if (!labelled.isEmpty()) {
            throw InputException.of(
                    file,
                    "chosen and rejected hold labels, which may be the places of what " + String.join(" and ", labelled)
                            + " hold, and no texts; write the texts instead, or say " + Role.CHOSEN.flag("chosen") + " "
                            + Role.REJECTED.flag("rejected") + " if these are texts");
        }
        watch.ifPresent(watching -> watching.requireNone(prompt, lacksPrompts, looked));
        watch = Optional.empty();
    }

    private void begin(Records records) throws BadRow {
        plan(records.columns(), records.hasHeader(), records.hasHeader() ? 1 : records.number());
        records.take(taken, slots.size(), this::meet);
    }

    /** Finds the columns; where no header names them all, slots are kept for those that come late. */
    private void plan(List<String> names, boolean hasHeader, long row) {
        if (!slots.isEmpty()) {
            return;
        }
        Columns of = new Columns(file, names);
        isTable = hasHeader;
        columns.addAll(names);
        kind.proposed(of, told.keySet()).ifPresent(options -> {
            throw InputException.at(
                    file,
                    row,
                    "there is no column for " + kind.answer() + ", got " + columns
                            + "; say which column is what, perhaps " + options);
        });
        if (kind == ExampleKind.PAIRS && of.find("prompt").isEmpty() && !told.containsKey("prompt")) {
            // Without a column for it the prompt is what the texts begin with, so no other column may be it.
            PromptElsewhere.said(of).ifPresent(problem -> {
                throw InputException.at(file, row, problem);
            });
        }
        Set<String> fields = new LinkedHashSet<>(kind.columns());
        fields.addAll(told.keySet());
        fields.removeIf(field -> "none".equals(told.get(field)));
        fields.forEach(field -> parts.put(field, parts(field, names)));
        Set<String> wanted = new LinkedHashSet<>();
        parts.values().forEach(wanted::addAll);
        if (hasHeader) {
            wanted.retainAll(columns);
            header = wanted.stream()
                    .map(name -> name.getBytes(StandardCharsets.UTF_8))
                    .toList();
        }
        if (wanted.isEmpty()) {
            throw InputException.of(file, "there is no column for " + kind.words() + ", got " + columns);
        }
        slots.addAll(wanted);
        slots.stream().map(names::indexOf).filter(column -> column >= 0).forEach(of::requireOnce);
        List<Integer> others = List.of();
        if (!"none".equals(told.get("prompt"))) {
            others = IntStream.range(0, names.size())
                    .filter(column -> !slots.contains(names.get(column)))
                    .limit(MOST_WATCHED)
                    .boxed()
                    .toList();
            watch = Optional.of(new PromptWatch(of, others));
        }
        int[] found = Stream.concat(
                        slots.stream().map(names::indexOf), others.stream()) // -1, NOT_TAKEN: those that may come late
                .mapToInt(column -> column)
                .toArray();
        taken = Arrays.copyOf(found, found.length + (hasHeader ? 0 : Bystanders.MOST_LATE));
        Arrays.fill(taken, found.length, taken.length, Records.NOT_TAKEN);
    }

    private int meet(String column) {
        columns.add(column);
        int slot = slots.indexOf(column);
        boolean hasRoom = watch.isPresent() && slots.size() + watch.get().size() < taken.length;
        return slot < 0 && hasRoom ? slots.size() + watch.get().add(column) : slot;
    }

    private ObjectNode fields(Row row) throws BadRow {
        ObjectNode fields = JSON.createObjectNode();
        for (Map.Entry<String, List<String>> field : parts.entrySet()) {
            List<String> from = field.getValue();
            if (told.containsKey(field.getKey()) && !columns.containsAll(from)) {
                List<String> missing = new ArrayList<>(from);
                missing.removeAll(columns);
                throw new BadRow(
                        "there is no column " + missing.get(0) + " for " + field.getKey() + ", got " + columns);
            }
            JsonNode value = from.size() == 1 ? node(row, from.get(0)) : joined(row, field.getKey(), from);
            if (!value.isMissingNode()) {
                fields.set(field.getKey(), value);
            }
        }
        return fields;
    }

    /** Texts of several columns, by line ends; or a conversation, with what the model is told before it. */
    private JsonNode joined(Row row, String field, List<String> from) throws BadRow {
        if (from.size() == 2
                && PromptElsewhere.isSystem(from.get(0))
                && node(row, from.get(1)).isArray()) {
            return withSystem(from.get(0), node(row, from.get(0)), from.get(1), node(row, from.get(1)));
        }
        StringJoiner joined = new StringJoiner("\n");
        for (String part : from) {
            JsonNode value = node(row, part);
            if (!value.isString() && !value.isMissingNode()) {
                throw new BadRow(part + " is a part of " + field + ", and must be a text");
            }
            if (value.isString() && !value.stringValue().isEmpty()) {
                joined.add(value.stringValue());
            }
        }
        return StringNode.valueOf(joined.toString());
    }

    private static JsonNode withSystem(String before, JsonNode system, String name, JsonNode conversation)
            throws BadRow {
        if (system.isMissingNode()
                || system.isNull()
                || (system.isString() && system.stringValue().isEmpty())) {
            return conversation;
        }
        JsonNode first = conversation.path(0);
        if (!system.isString()
                || "system"
                        .equals(first.path(first.has("role") ? "role" : "from").asString(""))) {
            throw new BadRow(before + " must be a text, and " + name + " begin with another message than the system's");
        }
        ArrayNode all = JSON.createArrayNode();
        all.addObject().put("role", "system").put("content", system.stringValue());
        conversation.forEach(all::add);
        return all;
    }

    private JsonNode node(Row row, String column) throws BadRow {
        int slot = slots.indexOf(column);
        if (slot < 0 || row.isMissing(slot)) {
            return MissingNode.getInstance();
        }
        String text = row.text(slot);
        if (isTable && !row.isJson(slot) && MESSAGES.matcher(text).find()) {
            return messages(column, text);
        }
        if (!row.isJson(slot) && !row.isBare(slot)) {
            return StringNode.valueOf(text);
        }
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            if (row.isBare(slot)) {
                return StringNode.valueOf(text); // a number that is none in JSON
            }
            String said = String.valueOf(e.getOriginalMessage());
            throw new BadRow(
                    column + " holds broken JSON (" + said.lines().findFirst().orElse("") + ")");
        }
    }

    private static JsonNode messages(String column, String text) throws BadRow {
        boolean isPython = text.matches("(?s)\\s*\\[\\s*\\{\\s*'.*");
        try {
            return JSON.readTree(isPython ? PythonLiteral.json(text).orElse(text) : text);
        } catch (JacksonException e) {
            throw new BadRow(
                    column + " holds messages in a text that is neither JSON nor a list as Python prints it; write"
                            + " them as JSON");
        }
    }

    /** The file, and how it was read. */
    Source source(InputFiles.Opened opened, boolean several) {
        long rows = (long) examples.size() - before;
        List<String> told = new ArrayList<>(notes);
        if (!passedOver.isEmpty()) {
            told.add("of messages, not used: " + String.join(", ", passedOver));
        }
        if (empty > 0) {
            told.add(Amount.of(empty, "answer is", "answers are") + " empty");
        }
        if (rows == 0 && several) {
            told.add("there is no example in " + StandardInput.shown(file));
        }
        Set<String> ignored = new LinkedHashSet<>(columns);
        slots.forEach(ignored::remove);
        return new Source(
                file,
                opened.format(),
                kind.words(),
                opened.bytes(),
                opened.sha256(),
                rows,
                0,
                Map.of(),
                List.copyOf(ignored),
                told);
    }
}
