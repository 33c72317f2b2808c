package org.teeter.alignment.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import org.teeter.alignment.model.Decoder;
import org.teeter.alignment.model.DecoderConfig;
import org.teeter.alignment.model.Parameters;
import org.teeter.alignment.tensor.Placement;
import org.teeter.alignment.text.Prompt;
import org.teeter.alignment.text.Tokenizer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decoder with the words around it: what a folder of Hugging Face's holds. Owns native memory, which {@link #close} frees.
 */
public final class LanguageModel implements AutoCloseable {
    private static final Set<String> IGNORED = Set.of("rotary_emb.inv_freq");
    private static final Set<String> IGNORED_IF_TIED = Set.of("rotary_emb.inv_freq", "lm_head.weight");

    private final Decoder decoder;
    private final TextFiles text;
    private final ObjectNode config;

    private LanguageModel(Decoder decoder, TextFiles text, ObjectNode config) {
        this.decoder = decoder;
        this.text = text;
        this.config = config;
    }

    /**
     * Reads a folder with {@code config.json}, safetensors and {@code tokenizer.json}; one that cannot be used is a
     * {@link CheckpointException}.
     *
     * @param placement where the weights go and in which type, whatever type they are stored in
     * @param trained whether they are to have gradients
     */
    public static LanguageModel load(Path folder, Placement placement, boolean trained) throws IOException {
        requireCheckpoint(folder);
        ConfigFile file = ConfigFile.read(folder.resolve(ConfigFile.NAME));
        DecoderConfig shape = file.decoder();
        if (!file.isCausal()) {
            throw new CheckpointException(folder + " is a reward model (" + file.className()
                    + "), not a language model; it can score answers but not write them");
        }
        try (WeightFiles weights = WeightFiles.open(folder)) {
            if (shape.layers() > weights.names().size()) {
                throw new CheckpointException(folder + " must have the weights of " + shape.layers()
                        + " layers by config.json, but has " + weights.names().size() + " tensors in all");
            }
            weights.requireExactly(shape.weights(), shape.tied() ? IGNORED_IF_TIED : IGNORED);
            TextFiles text = TextFiles.read(folder, file.json());
            try {
                requireRoom(text, shape, folder);
                Parameters parameters = new Parameters(shape.weights(), placement, trained);
                weights.copyInto(parameters, shape.weights().keySet());
                return new LanguageModel(new Decoder(shape, parameters), text, file.json());
            } catch (RuntimeException e) {
                text.close();
                throw e;
            }
        }
    }

    /**
     * A decoder made here, with the tokenizer, chat template and ends that a folder has.
     *
     * @param decoder owned by the model from now on
     */
    public static LanguageModel of(Decoder decoder, Path textFolder) throws IOException {
        TextFiles text = TextFiles.read(textFolder, JsonFile.MAPPER.createObjectNode());
        try {
            requireRoom(text, decoder.config(), textFolder);
            return new LanguageModel(decoder, text, ConfigFile.of(decoder.config()));
        } catch (RuntimeException e) {
            text.close();
            throw e;
        }
    }

    static void requireCheckpoint(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CheckpointException(folder + " must be a folder with a model in Hugging Face's form, but is "
                    + (Files.exists(folder) ? "a file" : "not there"));
        }
        if (!Files.isRegularFile(folder.resolve(ConfigFile.NAME))) {
            throw new CheckpointException(folder + " is not a model: it needs config.json, model.safetensors (or its"
                    + " shards with an index) and tokenizer.json, but has no config.json");
        }
    }

    private static void requireRoom(TextFiles text, DecoderConfig shape, Path folder) {
        if (text.tokenizer().size() > shape.vocabulary()) {
            throw new CheckpointException(folder + ": the tokenizer makes ids up to "
                    + (text.tokenizer().size() - 1) + ", but the embedding has " + shape.vocabulary()
                    + " rows (vocab_size); they are of different models");
        }
    }

    public Decoder decoder() {
        return decoder;
    }

    public Tokenizer tokenizer() {
        return text.tokenizer();
    }

    /** Ids that end an answer. */
    public Set<Integer> ends() {
        return text.ends();
    }

    /**
     * The ids of a prompt: a chat in the words of the model's template with the opening of an answer; a plain text as it is, with the
     * beginning that the tokenizer puts before it.
     */
    public int[] prompt(Prompt prompt) {
        if (prompt instanceof Prompt.Chat chat) {
            return text.tokenizer()
                    .encode(text.template()
                            .orElseThrow(() -> new CheckpointException("the model has no chat template; give the prompt"
                                    + " as a plain text, or add a chat_template.jinja to its folder"))
                            .render(chat.messages(), true));
        }
        int[] ids = text.tokenizer().encodeOpening(((Prompt.Plain) prompt).text());
        boolean ended = ids.length > 0 && ends().contains(ids[ids.length - 1]);
        return ended ? Arrays.copyOf(ids, ids.length - 1) : ids; // some tokenizers end what they open
    }

    /** The ids of an answer as the model would write it after a prompt, its end included. */
    public int[] answer(String completion) {
        int[] ids = text.tokenizer().encode(completion);
        int[] ended = Arrays.copyOf(ids, ids.length + 1);
        ended[ids.length] = text.end();
        return ended;
    }

    /**
     * Writes a folder that Hugging Face loads, in the type that the weights have; it appears whole or not at all.
     *
     * @param folder must not exist, or be empty
     */
    public void save(Path folder) throws IOException {
        CheckpointFolder.write(folder, beside -> {
            ObjectNode json = config.deepCopy();
            ConfigFile.setType(json, decoder.parameters().placement().type());
            Files.writeString(beside.resolve(ConfigFile.NAME), json.toPrettyString() + "\n");
            text.write(beside);
            Map<String, Tensor> tensors = new LinkedHashMap<>();
            decoder.config()
                    .weights()
                    .keySet()
                    .forEach(name -> tensors.put(name, decoder.parameters().get(name)));
            SafetensorsWriter.write(beside.resolve(WeightFiles.SINGLE), tensors, Map.of("format", "pt"));
        });
    }

    @Override
    public void close() {
        text.close();
        decoder.close();
    }
}
