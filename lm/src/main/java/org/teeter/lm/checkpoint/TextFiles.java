package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.teeter.chat.ChatTemplate;
import org.teeter.chat.Message;
import org.teeter.lm.text.HuggingFaceTokenizer;
import org.teeter.lm.text.Prompt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The files of a checkpoint that are about text, kept as they were so that they can be stored again: tokenizer, its settings, chat
 * template, and what ends an answer.
 */
final class TextFiles implements AutoCloseable {
    static final String TOKENIZER = "tokenizer.json";
    static final String SETTINGS = "tokenizer_config.json";
    private static final String TEMPLATE = "chat_template.jinja";
    static final String GENERATION = "generation_config.json";
    private static final List<String> KEPT =
            List.of(TOKENIZER, SETTINGS, TEMPLATE, GENERATION, "special_tokens_map.json", "added_tokens.json");
    private static final List<String> SPECIAL =
            List.of("bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token");

    private final Map<String, byte[]> files;
    private final HuggingFaceTokenizer tokenizer;
    private final Optional<ChatTemplate> template;
    private final int end;
    private final Set<Integer> ends;

    private TextFiles(
            Map<String, byte[]> files,
            HuggingFaceTokenizer tokenizer,
            Optional<ChatTemplate> template,
            int end,
            Set<Integer> ends) {
        this.files = files;
        this.tokenizer = tokenizer;
        this.template = template;
        this.end = end;
        this.ends = Set.copyOf(ends);
    }

    /**
     * Reads the files of a folder, or those that the metadata of a GGUF file stand for.
     *
     * @param config what {@code config.json} says, where it says something about the ends
     */
    static TextFiles read(Path folder, ObjectNode config) throws IOException {
        if (GgufHeader.isGguf(folder)) {
            Map<String, byte[]> files = GgufText.files(GgufHeader.read(folder).metadata());
            return of(folder, files, tokenizer(folder, files), config);
        }
        Path file = folder.resolve(TOKENIZER);
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(folder + " must have a tokenizer.json, but has none"
                    + (Files.exists(folder.resolve("tokenizer.model"))
                            ? "; convert its tokenizer.model by loading it with transformers and saving it"
                            : ""));
        }
        HuggingFaceTokenizer tokenizer;
        try {
            tokenizer = HuggingFaceTokenizer.load(file);
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(String.valueOf(e.getMessage()), e);
        }
        Map<String, byte[]> files = new LinkedHashMap<>();
        try {
            for (String name : KEPT) {
                if (Files.isRegularFile(folder.resolve(name))) {
                    long largest = name.equals(TOKENIZER) ? HuggingFaceTokenizer.LARGEST_FILE : JsonFile.LARGEST;
                    files.put(name, JsonFile.bytes(folder.resolve(name), largest));
                }
            }
        } catch (IOException | RuntimeException e) {
            tokenizer.close();
            throw e;
        }
        return of(folder, files, tokenizer, config);
    }

    /** The tokenizer of a folder or of a GGUF file. */
    static HuggingFaceTokenizer tokenizer(Path model) throws IOException {
        return GgufHeader.isGguf(model)
                ? tokenizer(model, GgufText.files(GgufHeader.read(model).metadata()))
                : HuggingFaceTokenizer.load(model.resolve(TOKENIZER));
    }

    private static HuggingFaceTokenizer tokenizer(Path model, Map<String, byte[]> files) {
        byte[] json = Objects.requireNonNull(files.get(TOKENIZER));
        try {
            return HuggingFaceTokenizer.of(new String(json, StandardCharsets.UTF_8), model + ", as " + TOKENIZER + ",");
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Takes the tokenizer over, which is closed where the files are refused. */
    private static TextFiles of(
            Path folder, Map<String, byte[]> files, HuggingFaceTokenizer tokenizer, ObjectNode config) {
        try {
            ObjectNode settings = object(files, SETTINGS, folder);
            Map<String, String> special = special(settings);
            Optional<ChatTemplate> template = template(files, settings, folder).map(source -> {
                try {
                    return new ChatTemplate(source, special);
                } catch (IllegalArgumentException e) {
                    throw new CheckpointException(folder + ": " + e.getMessage(), e);
                }
            });
            Set<Integer> ends = new LinkedHashSet<>(ids(object(files, GENERATION, folder), folder.resolve(GENERATION)));
            if (ends.isEmpty()) {
                ends.addAll(ids(config, folder.resolve(ConfigFile.NAME)));
            }
            OptionalInt own = Optional.ofNullable(special.get("eos_token"))
                    .map(tokenizer::id)
                    .orElse(OptionalInt.empty());
            own.ifPresent(ends::add);
            if (ends.isEmpty()) {
                throw new CheckpointException(folder + " must say what ends an answer: an eos_token_id in " + GENERATION
                        + " or " + ConfigFile.NAME + ", or an eos_token in " + SETTINGS);
            }
            for (int id : ends) {
                if (id >= tokenizer.size()) {
                    throw new CheckpointException(folder + ": the end-of-sequence id " + id
                            + " must be one of the tokenizer's " + tokenizer.size() + " ids");
                }
            }
            return new TextFiles(
                    files, tokenizer, template, own.orElse(ends.iterator().next()), ends);
        } catch (RuntimeException e) {
            tokenizer.close();
            throw e;
        }
    }

    private static ObjectNode object(Map<String, byte[]> files, String name, Path folder) {
        byte[] json = files.get(name);
        return json == null ? JsonFile.MAPPER.createObjectNode() : JsonFile.parse(json, folder.resolve(name));
    }

    private static Map<String, String> special(ObjectNode settings) {
        Map<String, String> special = new LinkedHashMap<>();
        for (String name : SPECIAL) {
            JsonNode token = settings.path(name);
            JsonNode content = token.isObject() ? token.path("content") : token;
            if (content.isString()) {
                special.put(name, content.stringValue());
            }
        }
        return special;
    }

    /** The template of its own file, else that of the settings: a text, or a list of named ones with a default. */
    private static Optional<String> template(Map<String, byte[]> files, ObjectNode settings, Path folder) {
        byte[] own = files.get(TEMPLATE);
        if (own != null) {
            return Optional.of(new String(own, StandardCharsets.UTF_8));
        }
        JsonNode inside = settings.path("chat_template");
        if (inside.isMissingNode() || inside.isNull()) {
            return Optional.empty();
        }
        if (inside.isString()) {
            return Optional.of(inside.stringValue());
        }
        for (JsonNode named : inside) {
            if (named.path("name").asString("").equals("default")
                    && named.path("template").isString()) {
                return Optional.of(named.path("template").stringValue());
            }
        }
        throw new CheckpointException(
                folder.resolve(SETTINGS) + ": chat_template must be a text or a list with one named default");
    }

    private static Set<Integer> ids(ObjectNode json, Path file) {
        JsonNode eos = json.path("eos_token_id");
        Set<Integer> ids = new LinkedHashSet<>();
        if (eos.isMissingNode() || eos.isNull()) {
            return ids;
        }
        for (JsonNode id : eos.isArray() ? eos.values() : List.of(eos)) {
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                throw new CheckpointException(file + ": eos_token_id must be an id or a list of ids, got " + eos);
            }
            ids.add(id.intValue());
        }
        return ids;
    }

    HuggingFaceTokenizer tokenizer() {
        return tokenizer;
    }

    /** See {@link LanguageModel#prompt}. */
    int[] prompt(Prompt prompt) {
        if (prompt instanceof Prompt.Chat) {
            return tokenizer.encode(spelledOut(prompt));
        }
        int[] ids = tokenizer.encodeOpening(spelledOut(prompt));
        boolean ended = ids.length > 0 && ends.contains(ids[ids.length - 1]);
        return ended ? Arrays.copyOf(ids, ids.length - 1) : ids; // some tokenizers end what they open
    }

    /** See {@link LanguageModel#answer(Prompt, String)}. */
    int[] answer(Prompt prompt, String completion) {
        String before = spelledOut(prompt);
        return ended(tokenizer.encodeAfter(before, lead(prompt, before) + completion));
    }

    /**
     * The space that a chat template writes between the opening of an answer and the answer, as those of Llama 2 and of most of
     * Mistral's models do: it belongs to the answer's first token.
     */
    private String lead(Prompt prompt, String opening) {
        if (!(prompt instanceof Prompt.Chat chat) || template.isEmpty()) {
            return "";
        }
        List<Message> answered = new ArrayList<>(chat.messages());
        answered.add(new Message("assistant", "answer"));
        String whole;
        try {
            whole = template.get().render(answered, false);
        } catch (IllegalArgumentException e) {
            return ""; // a template for prompts alone says nothing about answers
        }
        int at = whole.startsWith(opening) ? whole.indexOf("answer", opening.length()) : -1;
        String between = at < 0 ? "" : whole.substring(opening.length(), at);
        return between.isBlank() ? between : "";
    }

    /** See {@link LanguageModel#answer(String)}. */
    int[] answer(String completion) {
        return template.isEmpty() ? ended(tokenizer.encode(completion)) : answer(Prompt.question("?"), completion);
    }

    private int[] ended(int[] ids) {
        int[] ended = Arrays.copyOf(ids, ids.length + 1);
        ended[ids.length] = end;
        return ended;
    }

    private String spelledOut(Prompt prompt) {
        if (prompt instanceof Prompt.Chat chat) {
            return template.orElseThrow(
                            () -> new CheckpointException("the model has no chat template; give the prompt as"
                                    + " a plain text, or add a chat_template.jinja to the model's folder"))
                    .render(chat.messages(), true);
        }
        return ((Prompt.Plain) prompt).text();
    }

    /** The id that pads, or another that ends no answer. */
    int padding() {
        for (String name : List.of("pad_token", "unk_token")) {
            OptionalInt id = Optional.ofNullable(
                            special(object(files, SETTINGS, Path.of(""))).get(name))
                    .map(tokenizer::id)
                    .orElse(OptionalInt.empty());
            if (id.isPresent() && !ends.contains(id.getAsInt())) {
                return id.getAsInt();
            }
        }
        int id = 0;
        while (ends.contains(id)) {
            id++;
        }
        return id;
    }

    /** All ids that end one. */
    Set<Integer> ends() {
        return ends;
    }

    /** A tokenizer may make no id that an embedding of so many rows has not. */
    void requireRoom(int vocabulary, Path folder) {
        if (tokenizer.size() > vocabulary) {
            throw new CheckpointException(folder + ": the tokenizer makes ids up to " + (tokenizer.size() - 1)
                    + ", but the embedding has " + vocabulary + " rows (vocab_size); they are of different models");
        }
    }

    /** Writes into a configuration what generation stops at. */
    void putEnds(ObjectNode config) {
        config.put("eos_token_id", end);
        config.putNull("bos_token_id"); // else transformers takes 1
    }

    /** The same with a tokenizer of its own. */
    TextFiles copy() {
        return new TextFiles(files, tokenizer(Path.of("the model"), files), template, end, ends);
    }

    void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
