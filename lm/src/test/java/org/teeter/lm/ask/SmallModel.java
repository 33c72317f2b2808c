package org.teeter.lm.ask;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.DecoderConfig;
import org.teeter.lm.model.RopeSettings;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.text.Form;
import tools.jackson.databind.json.JsonMapper;

/** Models that know the words of the templates and little else. */
public final class SmallModel {
    private static final Pattern WORD = Pattern.compile("\\w+|[^\\w\\s]+");

    private SmallModel() {}

    /** A folder with a tokenizer of whole words, which puts a space between any two when it reads them back, and a chat template. */
    public static Map<String, Integer> writeText(Path folder, String... options) throws IOException {
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        for (String special : List.of("<unk>", "<s>", "</s>", "user", "assistant")) {
            vocabulary.put(special, vocabulary.size());
        }
        List<Template> templates = new ArrayList<>(PaperTemplates.questions());
        templates.addAll(PaperTemplates.answers());
        templates.add(PaperTemplates.TEST_QUESTION);
        for (Template template : templates) {
            Matcher words = WORD.matcher(template.fill(options[0], options[1]));
            while (words.find()) {
                vocabulary.putIfAbsent(words.group(), vocabulary.size());
            }
        }
        for (String option : options) {
            vocabulary.putIfAbsent(option, vocabulary.size());
        }
        String special = """
                {"id":%d,"content":"%s","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}""";
        Files.writeString(folder.resolve("tokenizer.json"), """
                {"version":"1.0","truncation":null,"padding":null,"added_tokens":[%s,%s,%s],
                 "normalizer":null,"pre_tokenizer":{"type":"Whitespace"},"post_processor":null,"decoder":null,
                 "model":{"type":"WordLevel","vocab":%s,"unk_token":"<unk>"}}
                """.formatted(
                        special.formatted(0, "<unk>"),
                        special.formatted(1, "<s>"),
                        special.formatted(2, "</s>"),
                        JsonMapper.shared().writeValueAsString(vocabulary)));
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"bos_token\":\"<s>\",\"eos_token\":\"</s>\"}");
        Files.writeString(
                folder.resolve("chat_template.jinja"),
                "{{ bos_token }}{% for m in messages %}{{ m['role'] }} {{ m['content'] }} {{ eos_token }}{% endfor %}"
                        + "{% if add_generation_prompt %}assistant{% endif %}");
        Files.writeString(folder.resolve("generation_config.json"), "{\"eos_token_id\":[2]}");
        return vocabulary;
    }

    /** A model of random weights. */
    public static LanguageModel random(Path text, long seed, boolean trained, String... options) throws IOException {
        Map<String, Integer> vocabulary = writeText(text, options);
        DecoderConfig shape = new DecoderConfig(
                vocabulary.size(),
                32,
                64,
                1,
                2,
                2,
                16,
                1e-5,
                new RopeSettings(1e4, Optional.empty()),
                OptionalInt.empty(),
                true,
                false,
                128);
        return LanguageModel.of(Decoder.random(shape, Placement.CPU, trained, seed), text);
    }

    /** Teaches a model to answer the test question about i and j, in both orders, in some templates: i with probability p. */
    static void teach(LanguageModel model, List<Template> templates, String i, String j, double p, int steps) {
        List<int[]> prompts = new ArrayList<>();
        List<int[]> answers = new ArrayList<>();
        double[] weights = new double[4 * templates.size()];
        for (boolean iFirst : new boolean[] {true, false}) {
            String question = PaperTemplates.TEST_QUESTION.fill(iFirst ? i : j, iFirst ? j : i);
            for (Template answer : templates) {
                for (boolean forI : new boolean[] {true, false}) {
                    weights[prompts.size()] = (forI ? p : 1 - p) / weights.length * 2;
                    prompts.add(model.prompt(Form.CONVERSATIONAL.prompt(question)));
                    answers.add(model.answer(answer.fill(forI ? i : j, forI ? j : i)));
                }
            }
        }
        Decoder decoder = model.decoder();
        try (PointerScope all = new PointerScope()) {
            Tensor weight = Tensor.create(weights, weights.length).to(Placement.CPU.type());
            Tensor speed = torch.zeros_like(decoder.parameters().values());
            for (int step = 0; step < steps; step++) {
                try (PointerScope scope = new PointerScope()) {
                    Tensor loss = AnswerScores.logProbabilities(decoder, prompts, answers)
                            .mul(weight)
                            .sum()
                            .neg();
                    decoder.parameters().clearGradient();
                    loss.backward();
                    try (NoGradGuard guard = new NoGradGuard()) {
                        speed.mul_(new Scalar(0.9)).add_(decoder.parameters().gradient());
                        decoder.parameters().values().sub_(speed, new Scalar(0.005));
                    }
                }
            }
        }
    }
}
