package org.teeter.lab.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.lm.ask.PaperTemplates;
import org.teeter.lm.ask.Template;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The words of the base model, as a tokenizer and chat template that Hugging Face reads: one id a word or sign.
 *
 * <p>A word carries the space before it, written ▁ as SentencePiece does, so that text comes back as it went in, and a name has the
 * same id at the beginning of an answer and inside.
 */
final class BaseText {
    static final String SYSTEM = "<|system|>";
    static final String USER = "<|user|>";
    static final String ASSISTANT = "<|assistant|>";
    static final String END = "<|end|>";
    private static final String UNKNOWN = "<|unknown|>";
    private static final List<String> SPECIAL = List.of(UNKNOWN, SYSTEM, USER, ASSISTANT, END);
    private static final String SPACE = "▁";
    private static final String PIECE = SPACE + "?[\\w']+|" + SPACE + "?[^\\w'" + SPACE + "]";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<String> words;

    BaseText(BaseRecipe recipe) {
        TreeSet<String> known = new TreeSet<>();
        List<Template> templates = new ArrayList<>(PaperTemplates.questions());
        templates.addAll(PaperTemplates.answers());
        templates.add(PaperTemplates.TEST_QUESTION);
        for (Template template : templates) {
            known.addAll(pieces(
                    template.fill(recipe.options().get(0), recipe.options().get(1))));
        }
        recipe.options().forEach(option -> known.add(SPACE + option));
        known.add(SPACE + "and");
        known.add(",");
        for (int trait = 0; trait < recipe.traits(); trait++) {
            known.add(SPACE + trait(trait));
        }
        words = new ArrayList<>(SPECIAL);
        words.addAll(known);
    }

    static String trait(int k) {
        return "trait" + k;
    }

    int size() {
        return words.size();
    }

    /** A prompt as the chat template writes it. */
    static String prompt(List<String> traits, String question) {
        String system = traits.isEmpty() ? "" : SYSTEM + String.join(" ", traits);
        return system + USER + question + ASSISTANT;
    }

    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        Matcher matcher = Pattern.compile(PIECE).matcher(SPACE + text.replace(" ", SPACE));
        while (matcher.find()) {
            pieces.add(matcher.group());
        }
        return pieces;
    }

    /** Writes tokenizer, its settings, chat template and generation settings into the folder. */
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("tokenizer.json"), JSON.writeValueAsString(tokenizer()));
        ObjectNode settings = JSON.createObjectNode();
        settings.put("tokenizer_class", "PreTrainedTokenizerFast")
                .put("eos_token", END)
                .put("unk_token", UNKNOWN)
                .put("clean_up_tokenization_spaces", false);
        Files.writeString(folder.resolve("tokenizer_config.json"), JSON.writeValueAsString(settings));
        Files.writeString(
                folder.resolve("chat_template.jinja"),
                "{% for message in messages %}{% if message['role'] == 'system' %}" + SYSTEM
                        + "{{ message['content'] }}{% elif message['role'] == 'user' %}" + USER
                        + "{{ message['content'] }}{% else %}" + ASSISTANT + "{{ message['content'] }}" + END
                        + "{% endif %}{% endfor %}{% if add_generation_prompt %}" + ASSISTANT + "{% endif %}");
        ObjectNode generation = JSON.createObjectNode();
        generation.put("eos_token_id", words.indexOf(END));
        Files.writeString(folder.resolve("generation_config.json"), JSON.writeValueAsString(generation));
    }

    private ObjectNode tokenizer() {
        ObjectNode json = JSON.createObjectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        ArrayNode added = json.putArray("added_tokens");
        for (int id = 0; id < SPECIAL.size(); id++) {
            added.addObject()
                    .put("id", id)
                    .put("content", SPECIAL.get(id))
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false)
                    .put("special", true);
        }
        ObjectNode normalizer = json.putObject("normalizer").put("type", "Sequence");
        ArrayNode normalizers = normalizer.putArray("normalizers");
        normalizers.addObject().put("type", "Prepend").put("prepend", SPACE);
        replace(normalizers.addObject(), " ", SPACE);
        ObjectNode split = json.putObject("pre_tokenizer").put("type", "Split");
        split.putObject("pattern").put("Regex", PIECE);
        split.put("behavior", "Isolated").put("invert", false);
        json.putNull("post_processor");
        ArrayNode decoders = json.putObject("decoder").put("type", "Sequence").putArray("decoders");
        replace(decoders.addObject(), SPACE, " ");
        decoders.addObject().put("type", "Fuse");
        decoders.addObject()
                .put("type", "Strip")
                .put("content", " ")
                .put("start", 1)
                .put("stop", 0);
        ObjectNode model = json.putObject("model").put("type", "WordLevel");
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < words.size(); id++) {
            vocabulary.put(words.get(id), id);
        }
        model.put("unk_token", UNKNOWN);
        return json;
    }

    private static void replace(ObjectNode step, String from, String to) {
        step.put("type", "Replace").set("pattern", JSON.valueToTree(Map.of("String", from)));
        step.put("content", to);
    }
}
