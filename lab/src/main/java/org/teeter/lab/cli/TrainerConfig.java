package org.teeter.lab.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.teeter.cli.UsageException;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.tabular.bytes.InputException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * A trainer's file of settings, YAML or JSON under TRL's names (1.16, with transformers' training arguments and TRL's settings of model
 * and data), as the words of {@code teeter train}.
 *
 * <p>What the file leaves out has TRL's usual value, not Teeter's. What has no effect on the weights is left alone; what would train
 * otherwise than here is refused, by name.
 */
final class TrainerConfig {
    private static final int LARGEST = 1 << 20; // bytes

    /** The trainers whose files are taken, and what theirs is called in TRL. */
    enum Trainer {
        SFT("sft"),
        DPO("dpo"),
        REWARD("reward");

        private final String command;

        Trainer(String command) {
            this.command = command;
        }

        static Trainer of(String command) {
            return switch (command) {
                case "sft" -> SFT;
                case "dpo" -> DPO;
                default -> REWARD;
            };
        }
    }

    private final Path file;
    private final Trainer trainer;
    private final ObjectNode json;
    private final Map<String, String> words = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();

    private TrainerConfig(Path file, Trainer trainer, ObjectNode json) {
        this.file = file;
        this.trainer = trainer;
        this.json = json;
    }

    /**
     * Options and values, an empty value for a flag, and what is to be said of them.
     *
     * @throws UsageException if the file cannot be read, or says what would train otherwise than here
     */
    static TrainerConfig read(Path file, String command) {
        try {
            byte[] bytes;
            try (InputStream in = Files.newInputStream(file)) {
                bytes = in.readNBytes(LARGEST + 1); // the size of what is no regular file is not told
            }
            if (bytes.length > LARGEST) {
                throw new UsageException(file + " must be a file of settings, but has more than a megabyte");
            }
            String name = String.valueOf(file.getFileName());
            ObjectMapper mapper = name.endsWith(".json")
                    ? JsonMapper.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build()
                    : YAMLMapper.builder()
                            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                            .build();
            JsonNode root = mapper.readTree(bytes);
            if (!(root instanceof ObjectNode settings)) {
                throw new UsageException(file + " must have settings as name: value");
            }
            TrainerConfig config = new TrainerConfig(file, Trainer.of(command), settings);
            config.translate();
            return config;
        } catch (IOException e) {
            throw new UsageException(
                    "--config " + InputException.unreadable(file, e).getMessage());
        } catch (JacksonException e) {
            String message =
                    String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
            throw new UsageException(file + " is neither YAML nor JSON: " + message
                    + (e.getLocation() == null
                            ? ""
                            : " (line " + e.getLocation().getLineNr() + ")"));
        }
    }

    Map<String, String> words() {
        return words;
    }

    /** What a person is to know of what became of the file, a line each. */
    List<String> notes() {
        return notes;
    }

    private void translate() {
        List<String> unused = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        for (String key : new TreeMap<>(fields()).keySet()) {
            if (isNull(key)) {
                continue;
            }
            if (TrlSettings.NUMBERS.containsKey(key)) {
                put(TrlSettings.NUMBERS.get(key), Double.toString(number(key)));
            } else if (TrlSettings.COUNTS.containsKey(key)) {
                put(TrlSettings.COUNTS.get(key), Long.toString(whole(key)));
            } else if (TrlSettings.WORDS.containsKey(key)) {
                word(key);
            } else if (TrlSettings.ONLY.containsKey(key)) {
                only(key);
            } else if (TrlSettings.NEVER.contains(key)) {
                throw refusal(key + " is not supported, since it would train otherwise; leave it out");
            } else if (TrlSettings.WITHOUT_EFFECT.contains(key)) {
                unused.add(key);
            } else if (!special(key)) {
                unknown.add(key);
            }
        }
        if (!unknown.isEmpty()) {
            throw refusal("no setting of TRL is called " + String.join(", ", unknown)
                    + "; remove it, or give what it means as an option");
        }
        length();
        loss();
        adapter();
        warmup();
        unused.removeAll(Set.of("warmup_ratio", "warmup_steps"));
        usual();
        if (!unused.isEmpty()) {
            notes.add(file + ": without effect on the weights here: " + String.join(", ", unused));
        }
    }

    private Map<String, JsonNode> fields() {
        return json.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** What takes more than a word for a word. */
    private boolean special(String key) {
        switch (key) {
            case "model_name_or_path" -> put("--model", local(key));
            case "dataset_name", "dataset_path" -> put("--data", local(key));
            case "output_dir" -> put("--out", text(key));
            case "gradient_checkpointing" -> {
                if (flag(key)) {
                    put("--recompute", "");
                }
            }
            case "bf16" -> {
                if (flag(key)) {
                    put("--dtype", "bfloat16");
                    put(
                            "--rounding",
                            "master"); // mixed precision: weights in single precision, products in brain floats
                }
            }
            case "lora_target_modules" -> allMatrices();
            case "torch_dtype", "max_steps", "loss_type", "label_smoothing", "use_peft", "lora_r" -> {}
            case "truncation_mode", "max_prompt_length", "max_completion_length" ->
                notes.add(file + ": " + key + " is without effect: Teeter cuts no example, it leaves out those that are"
                        + " longer than max_length and says which");
            case "dataset_config", "dataset_train_split", "dataset_test_split", "dataset_text_field" ->
                notes.add(file + ": " + key + " is of data sets on a hub, and has no effect on files");
            default -> {
                return false;
            }
        }
        return true;
    }

    private void allMatrices() {
        JsonNode value = json.get("lora_target_modules");
        Set<String> named = new TreeSet<>();
        value.values().forEach(name -> named.add(name.asString("")));
        if (!value.asString("").equals("all-linear") && !named.equals(LowRankAdapter.Settings.ALL)) {
            throw refusal("lora_target_modules must be all-linear, or all of "
                    + new TreeSet<>(LowRankAdapter.Settings.ALL) + ", got " + value);
        }
    }

    private void length() {
        if (has("max_steps") && whole("max_steps") > 0) {
            words.remove("--epochs");
            put("--steps", Long.toString(whole("max_steps")));
        }
        if (has("torch_dtype") && !has("dtype") && !text("torch_dtype").equals("auto")) {
            json.set("dtype", json.get("torch_dtype"));
            word("dtype");
        }
    }

    private void loss() {
        boolean smoothed = has("label_smoothing") && number("label_smoothing") != 0;
        if (trainer != Trainer.DPO) {
            for (String key : List.of("beta", "label_smoothing")) {
                if (has(key)) {
                    throw refusal(key + " is of DPO, but this is train " + trainer.command + "; leave it out");
                }
            }
            if (has("loss_type") && !text("loss_type").equals("nll")) {
                throw refusal("loss_type must be nll or left out for train " + trainer.command + ", got "
                        + json.get("loss_type"));
            }
            return;
        }
        JsonNode given = json.path("loss_type");
        if (given.isArray() && given.size() != 1) {
            throw refusal("loss_type must be one loss, got " + given + "; sums of losses are not supported");
        }
        String name = given.isArray() ? given.get(0).asString("") : has("loss_type") ? text("loss_type") : "sigmoid";
        String ours = TrlSettings.LOSSES.get(name);
        if (ours == null) {
            throw refusal("loss_type must be one of " + String.join(", ", new TreeSet<>(TrlSettings.LOSSES.keySet()))
                    + ", got " + name + "; give one of Teeter's by --loss");
        }
        put("--loss", ours);
        if (ours.equals("rdpo")) {
            put("--label-smoothing", Double.toString(has("label_smoothing") ? number("label_smoothing") : 0));
        } else if (smoothed) {
            notes.add(file + ": label_smoothing is left out, as TRL does with loss_type " + name
                    + "; what it was meant to do, --loss cdpo --label-smoothing " + number("label_smoothing")
                    + " does");
        }
    }

    private void adapter() {
        boolean adapts = has("use_peft") && flag("use_peft");
        if (!adapts) {
            if (words.remove("--lora-alpha") != null || has("lora_r")) {
                notes.add(file + ": lora_r and lora_alpha are without effect, as in TRL, without use_peft: true");
            }
            return;
        }
        put("--lora", Long.toString(has("lora_r") ? whole("lora_r") : 16));
        words.putIfAbsent("--lora-alpha", "32.0");
        if (!has("lora_dropout")) {
            notes.add(file
                    + ": TRL's adapters have a lora_dropout of 0.05 where the file says nothing; Teeter's have none");
        }
        if (!has("lora_target_modules")) {
            notes.add(
                    file + ": peft adapts queries and values of most models where the file has no lora_target_modules;"
                            + " Teeter adapts all matrices");
        }
    }

    /** Steps, or a share of all of them: a ratio, or steps below 1, as transformers 5 has it. */
    private void warmup() {
        String key = has("warmup_ratio") && number("warmup_ratio") != 0 ? "warmup_ratio" : "warmup_steps";
        if (!has(key) || number(key) == 0) {
            return;
        }
        if (has("lr_scheduler_type") && text("lr_scheduler_type").equals("constant")) {
            throw refusal("lr_scheduler_type constant ignores " + key + " in TRL; say constant_with_warmup, or leave it"
                    + " out");
        }
        put("--warmup", Double.toString(number(key)));
    }

    private void usual() {
        Map<String, String> taken = new TreeMap<>(TrlSettings.USUAL);
        taken.put("learning_rate", TrlSettings.USUAL_RATE.getOrDefault(trainer, ""));
        taken.keySet().removeIf(fields()::containsKey);
        if (words.containsKey("--steps")) {
            taken.remove("num_train_epochs");
        }
        taken.forEach((key, value) -> {
            String option =
                    TrlSettings.NUMBERS.containsKey(key) ? TrlSettings.NUMBERS.get(key) : TrlSettings.COUNTS.get(key);
            put(Optional.ofNullable(option).orElseThrow(), value);
        });
        if (!taken.isEmpty()) {
            notes.add(file + ": as TRL where the file says nothing: "
                    + taken.entrySet().stream()
                            .map(e -> e.getKey() + " " + e.getValue())
                            .collect(Collectors.joining(", ")));
        }
    }

    private void put(String option, String value) {
        words.put(option, value);
    }

    private void word(String key) {
        Map<String, String> meanings = TrlSettings.WORDS.getOrDefault(key, Map.of());
        String word = text(key);
        if (key.equals("dtype") && word.equals("auto")) {
            return;
        }
        String meaning = meanings.get(word);
        if (meaning == null) {
            throw refusal(key + " must be one of " + String.join(", ", new TreeSet<>(meanings.keySet())) + ", got "
                    + json.get(key));
        }
        put(TrlSettings.OPTION_OF_WORD.getOrDefault(key, ""), meaning);
    }

    private void only(String key) {
        JsonNode value = json.get(key);
        Set<String> allowed = TrlSettings.ONLY.getOrDefault(key, Set.of());
        boolean numeric = allowed.stream().allMatch(word -> word.matches("[0-9.E-]+"));
        String said =
                numeric ? Double.toString(number(key)) : value.isValueNode() ? value.asString("") : value.toString();
        if (!allowed.contains(said)) {
            throw refusal(key + " must be " + String.join(" or ", new TreeSet<>(allowed)) + ", got " + value
                    + "; with another Teeter would train otherwise");
        }
    }

    private boolean has(String key) {
        return json.has(key) && !isNull(key);
    }

    private boolean isNull(String key) {
        return json.path(key).isNull() || json.path(key).isMissingNode();
    }

    /** A number; also as text, since YAML 1.1 takes 1e-6 for a word. */
    private double number(String key) {
        JsonNode value = json.get(key);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        try {
            return Double.parseDouble(value.isString() ? value.asString("") : "none");
        } catch (NumberFormatException e) {
            throw refusal(key + " must be a number, got " + value);
        }
    }

    private long whole(String key) {
        double value = number(key);
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw refusal(key + " must be a whole number, got " + json.get(key));
        }
        return (long) value;
    }

    private boolean flag(String key) {
        JsonNode value = json.get(key);
        if (!value.isBoolean()) {
            throw refusal(key + " must be true or false, got " + value);
        }
        return value.booleanValue();
    }

    private String text(String key) {
        JsonNode value = json.get(key);
        if (!value.isString()) {
            throw refusal(key + " must be a word, got " + value);
        }
        return value.asString("");
    }

    /** A file or folder that is here: Teeter fetches nothing. */
    private String local(String key) {
        String name = text(key);
        if (!Files.exists(Path.of(name))) {
            throw refusal(key + " must be a file or folder, but there is no " + name
                    + "; Teeter reads what is on this machine and fetches nothing from a hub");
        }
        return name;
    }

    private UsageException refusal(String what) {
        return new UsageException(file + ": " + what);
    }
}
