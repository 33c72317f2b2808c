package org.teeter.lm.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.teeter.lm.text.HuggingFaceTokenizer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The text files of Hugging Face that a GGUF file's metadata stand for: byte-level BPE ({@code gpt2}) and pieces as of SentencePiece
 * ({@code llama}), whose merges follow from the pieces' scores.
 */
final class GgufText {
    static final String PREFIX = "tokenizer.ggml.";

    private static final int MOST_TOKENS = 1 << 19;
    private static final int MOST_MERGES = 1 << 20;

    /** Squares of the pieces' lengths, added up; those of Llama 2 come to 2 million. */
    private static final long MOST_CUTS = 1L << 28;

    /** Where Llama 3 and Qwen 2 cut a text before its bytes are merged; they differ in how many digits stay together. */
    private static final String CUTS = "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}%s|"
            + " ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

    /** How tokens are marked. */
    private enum Kind {
        NORMAL,
        UNKNOWN,
        CONTROL,
        USER_DEFINED,
        UNUSED,
        BYTE
    }

    private final GgufMetadata metadata;
    private final List<String> tokens;
    private final List<Kind> kinds = new ArrayList<>();
    private final Map<String, Integer> vocabulary = new LinkedHashMap<>(); // without the unused

    private GgufText(GgufMetadata metadata) {
        this.metadata = metadata;
        this.tokens = metadata.texts(PREFIX + "tokens", MOST_TOKENS);
        boolean marked = metadata.has(PREFIX + "token_type");
        double[] marks = marked ? metadata.numbers(PREFIX + "token_type", MOST_TOKENS) : new double[tokens.size()];
        require(marks.length == tokens.size(), "token_type must have an entry for each of tokens");
        for (int id = 0; id < tokens.size(); id++) {
            double mark = marked ? marks[id] : 1;
            require(
                    mark >= 1 && mark <= Kind.values().length && mark == Math.rint(mark),
                    "token_type must have numbers from 1 to " + Kind.values().length + ", got " + mark);
            Kind kind = Kind.values()[(int) mark - 1];
            kinds.add(kind);
            if (kind != Kind.UNUSED) {
                require(
                        vocabulary.put(tokens.get(id), id) == null,
                        "tokens must all differ, but '" + tokens.get(id) + "' is there twice");
            }
        }
    }

    /** The files by name. */
    static Map<String, byte[]> files(GgufMetadata metadata) {
        GgufText text = new GgufText(metadata);
        Map<String, byte[]> files = new LinkedHashMap<>();
        byte[] tokenizer = bytes(text.tokenizer());
        text.require(
                tokenizer.length <= HuggingFaceTokenizer.LARGEST_FILE,
                "tokens and merges must make a tokenizer.json of at most " + HuggingFaceTokenizer.LARGEST_FILE
                        + " bytes, but it has " + tokenizer.length);
        files.put(TextFiles.TOKENIZER, tokenizer);
        files.put(TextFiles.SETTINGS, bytes(text.settings()));
        files.put(TextFiles.GENERATION, bytes(text.generation()));
        return files;
    }

    private static byte[] bytes(ObjectNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode tokenizer() {
        String model = metadata.text(PREFIX + "model").orElse("");
        require(
                model.equals("gpt2") || model.equals("llama"),
                "model must be gpt2 (byte-level BPE) or llama (SentencePiece), got '" + model
                        + "', which is not supported");
        ObjectNode json = JsonFile.MAPPER.createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        added(json.putArray("added_tokens"));
        String cut = metadata.text(PREFIX + "pre").orElse("");
        if (model.equals("gpt2")) {
            byteLevel(json, cut);
        } else {
            pieces(json);
        }
        boolean begins =
                metadata.flag(PREFIX + "add_bos_token").orElse(model.equals("llama") || cut.equals("llama-bpe"));
        Optional<String> bos = begins ? special("bos") : Optional.empty();
        bos.ifPresentOrElse(
                token -> {
                    ObjectNode opening = json.putObject("post_processor").put("type", "TemplateProcessing");
                    opening.putArray("single").add(begin(token)).add(sequence("A"));
                    opening.putArray("pair")
                            .add(begin(token))
                            .add(sequence("A"))
                            .add(begin(token))
                            .add(sequence("B"));
                    ObjectNode known = opening.putObject("special_tokens").putObject(token);
                    known.put("id", token).putArray("ids").add(vocabulary.get(token));
                    known.putArray("tokens").add(token);
                },
                () -> json.putNull("post_processor"));
        return json;
    }

    private static ObjectNode begin(String token) {
        ObjectNode piece = JsonFile.MAPPER.createObjectNode();
        piece.putObject("SpecialToken").put("id", token).put("type_id", 0);
        return piece;
    }

    private static ObjectNode sequence(String name) {
        ObjectNode piece = JsonFile.MAPPER.createObjectNode();
        piece.putObject("Sequence").put("id", name).put("type_id", 0);
        return piece;
    }

    private void added(ArrayNode added) {
        for (int id = 0; id < tokens.size(); id++) {
            Kind kind = kinds.get(id);
            if (kind == Kind.CONTROL || kind == Kind.UNKNOWN || kind == Kind.USER_DEFINED) {
                added.addObject()
                        .put("id", id)
                        .put("content", tokens.get(id))
                        .put("single_word", false)
                        .put("lstrip", false)
                        .put("rstrip", false)
                        .put("normalized", false)
                        .put("special", kind != Kind.USER_DEFINED);
            }
        }
    }

    private void byteLevel(ObjectNode json, String cut) {
        if (cut.equals("qwen2")) {
            json.putObject("normalizer").put("type", "NFC");
        } else {
            json.putNull("normalizer");
        }
        ArrayNode steps =
                json.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
        switch (cut) {
            case "gpt-2" -> {}
            case "smollm" -> steps.addObject().put("type", "Digits").put("individual_digits", true);
            case "llama-bpe", "qwen2" ->
                steps.addObject()
                        .put("type", "Split")
                        .put("behavior", "Isolated")
                        .put("invert", false)
                        .putObject("pattern")
                        .put("Regex", CUTS.formatted(cut.equals("qwen2") ? "" : "{1,3}"));
            default ->
                throw metadata.refusal(PREFIX + "pre must be gpt-2, llama-bpe, qwen2 or smollm, got '" + cut
                        + "'; where another one cuts a text is not known here");
        }
        boolean itself = steps.isEmpty() || cut.equals("smollm"); // by GPT-2's pattern
        steps.add(byteLevel(itself));
        json.set("decoder", byteLevel(true));
        ObjectNode model = bpe(json);
        model.putNull("unk_token").put("fuse_unk", false).put("byte_fallback", false);
        model.put("ignore_merges", cut.equals("llama-bpe"));
        ArrayNode merges = model.putArray("merges");
        for (String merge : metadata.texts(PREFIX + "merges", MOST_MERGES)) {
            int space = merge.indexOf(' ', 1); // a token's own first letter may be one, though not in bytes
            require(space > 0, "merges must be two tokens with a space between, got '" + merge + "'");
            merges.addArray().add(merge.substring(0, space)).add(merge.substring(space + 1));
        }
    }

    private static ObjectNode byteLevel(boolean cuts) {
        return JsonFile.MAPPER
                .createObjectNode()
                .put("type", "ByteLevel")
                .put("add_prefix_space", false)
                .put("trim_offsets", true)
                .put("use_regex", cuts);
    }

    private ObjectNode bpe(ObjectNode json) {
        ObjectNode model = json.putObject("model").put("type", "BPE").putNull("dropout");
        model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        vocabulary.forEach(model.putObject("vocab")::put);
        return model;
    }

    private void pieces(ObjectNode json) {
        for (String key : List.of("precompiled_charsmap", "remove_extra_whitespaces")) {
            boolean off = !metadata.has(PREFIX + key)
                    || (key.startsWith("remove") && !metadata.flag(PREFIX + key).orElse(false));
            require(off, key + " must be off; it is not supported");
        }
        boolean prefixed = metadata.flag(PREFIX + "add_space_prefix").orElse(true);
        ArrayNode changes = json.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        if (prefixed) {
            changes.addObject().put("type", "Prepend").put("prepend", "▁");
        }
        changes.addObject()
                .put("type", "Replace")
                .put("content", "▁")
                .putObject("pattern")
                .put("String", " ");
        json.putNull("pre_tokenizer");
        ArrayNode back = json.putObject("decoder").put("type", "Sequence").putArray("decoders");
        back.addObject()
                .put("type", "Replace")
                .put("content", " ")
                .putObject("pattern")
                .put("String", "▁");
        back.addObject().put("type", "ByteFallback");
        back.addObject().put("type", "Fuse");
        if (prefixed) {
            back.addObject()
                    .put("type", "Strip")
                    .put("content", " ")
                    .put("start", 1)
                    .put("stop", 0);
        }
        ObjectNode model = bpe(json);
        special("unknown").ifPresentOrElse(token -> model.put("unk_token", token), () -> model.putNull("unk_token"));
        model.put("fuse_unk", true).put("byte_fallback", true).put("ignore_merges", false);
        ArrayNode merges = model.putArray("merges");
        merges().forEach(merge -> merges.addArray().add(merge.left()).add(merge.right()));
    }

    /** Two pieces that are one where they meet: the sooner, the higher the score of what they make. */
    private record Merge(String left, String right, double score) {}

    /** As Hugging Face converts a SentencePiece model: all ways to cut a piece in two. */
    private List<Merge> merges() {
        double[] scores = metadata.numbers(PREFIX + "scores", MOST_TOKENS);
        require(scores.length == tokens.size(), "scores must have an entry for each of tokens");
        long cuts = 0;
        List<Merge> merges = new ArrayList<>();
        for (int id = 0; id < scores.length; id++) {
            String piece = tokens.get(id);
            cuts += (long) piece.length() * piece.length();
            require(cuts <= MOST_CUTS, "tokens must be as long as words are, but are longer");
            if (kinds.get(id) != Kind.NORMAL) {
                continue;
            }
            List<Merge> own = new ArrayList<>();
            for (int i = 1; i < piece.length(); i++) {
                Merge merge = new Merge(piece.substring(0, i), piece.substring(i), scores[id]);
                if (vocabulary.containsKey(merge.left()) && vocabulary.containsKey(merge.right())) {
                    own.add(merge);
                }
            }
            own.sort(Comparator.<Merge>comparingInt(m -> vocabulary.getOrDefault(m.left(), 0))
                    .thenComparingInt(m -> vocabulary.getOrDefault(m.right(), 0)));
            merges.addAll(own);
            require(merges.size() <= MOST_MERGES, "tokens must have at most " + MOST_MERGES + " merges, but have more");
        }
        merges.sort(Comparator.comparingDouble(Merge::score).reversed()); // stable
        return merges;
    }

    private ObjectNode settings() {
        ObjectNode json = JsonFile.MAPPER.createObjectNode();
        json.put("tokenizer_class", "PreTrainedTokenizerFast");
        json.put("clean_up_tokenization_spaces", false);
        Map.of("bos_token", "bos", "eos_token", "eos", "unk_token", "unknown", "pad_token", "padding")
                .forEach((name, key) -> special(key).ifPresent(token -> json.put(name, token)));
        metadata.text("tokenizer.chat_template").ifPresent(template -> json.put("chat_template", template));
        return json;
    }

    /** What ends an answer: the end of a text, and that of a turn. */
    private ObjectNode generation() {
        ObjectNode json = JsonFile.MAPPER.createObjectNode();
        ArrayNode ends = json.putArray("eos_token_id");
        id("eos").ifPresent(ends::add);
        OptionalInt turn = id("eot");
        if (turn.isPresent() && !turn.equals(id("eos"))) {
            ends.add(turn.getAsInt());
        }
        return json;
    }

    private Optional<String> special(String name) {
        OptionalInt id = id(name);
        return id.isPresent() ? Optional.of(tokens.get(id.getAsInt())) : Optional.empty();
    }

    private OptionalInt id(String name) {
        String key = name + "_token_id";
        if (!metadata.has(PREFIX + key)) {
            return OptionalInt.empty();
        }
        double id = metadata.number(PREFIX + key).orElse(-1);
        require(
                id >= 0 && id < tokens.size() && id == Math.rint(id) && kinds.get((int) id) != Kind.UNUSED,
                key + " must be the id of one of the " + tokens.size() + " tokens in use, got " + id);
        return OptionalInt.of((int) id);
    }

    private void require(boolean holds, String what) {
        if (!holds) {
            throw metadata.refusal(PREFIX + what);
        }
    }
}
