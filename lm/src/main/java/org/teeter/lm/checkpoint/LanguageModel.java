package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.LowRankAdapter;
import org.teeter.lm.model.RewardModel;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.text.HuggingFaceTokenizer;
import org.teeter.lm.text.Prompt;
import org.teeter.lm.text.Tokenizer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A decoder with the words around it: what a folder of Hugging Face's holds. Owns native memory, which {@link #close} frees.
 */
public final class LanguageModel implements AutoCloseable {
    private final Decoder decoder;
    private final TextFiles text;
    private final ObjectNode config;
    private final Optional<Path> base; // where the weights under an adapter are stored

    private LanguageModel(Decoder decoder, TextFiles text, ObjectNode config, Optional<Path> base) {
        this.decoder = decoder;
        this.text = text;
        this.config = config;
        this.base = base;
    }

    /**
     * Reads a folder with {@code config.json}, safetensors and {@code tokenizer.json}, a GGUF file, or a folder with an adapter that
     * names one of these; one that cannot be used is a {@link CheckpointException}.
     *
     * @param placement where the weights go and in which type, whatever type they are stored in
     * @param trained whether they are to have gradients; under an adapter, its factors alone have them
     */
    public static LanguageModel load(Path folder, Placement placement, boolean trained) throws IOException {
        if (!GgufHeader.isGguf(folder)) {
            DecoderFiles.requireFolder(folder);
        }
        if (Files.isRegularFile(folder.resolve(AdapterFiles.CONFIG)) && !WeightFiles.areIn(folder)) {
            return load(folder, AdapterFiles.base(folder), placement, trained);
        }
        return loadFull(folder, placement, trained);
    }

    /** Reads an adapter on top of the model of another folder, whatever the adapter says about where that is. */
    public static LanguageModel load(Path adapterFolder, Path baseFolder, Placement placement, boolean trained)
            throws IOException {
        DecoderFiles.requireFolder(adapterFolder);
        LanguageModel model = loadFull(baseFolder, placement, false);
        try {
            return model.with(AdapterFiles.read(
                    adapterFolder,
                    model.decoder.config(),
                    model.decoder.parameters().placement(),
                    trained));
        } catch (IOException | RuntimeException e) {
            model.close();
            throw e;
        }
    }

    /** How many ids the tokenizer of a folder or of a GGUF file makes. */
    public static int tokens(Path model) throws IOException {
        try (HuggingFaceTokenizer tokenizer = TextFiles.tokenizer(model)) {
            return tokenizer.size();
        }
    }

    private static LanguageModel loadFull(Path folder, Placement placement, boolean trained) throws IOException {
        ConfigFile config = DecoderFiles.config(folder);
        if (Files.isRegularFile(folder.resolve(AdapterFiles.CONFIG))) {
            throw new CheckpointException(folder + " has both a model's weights and an adapter (" + AdapterFiles.CONFIG
                    + "), and does not say whether the adapter is in the weights; move one of them out");
        }
        // The small files first: what is wrong with them is said before gigabytes are read.
        TextFiles text = TextFiles.read(folder, config.json());
        try {
            text.requireRoom(config.decoder().vocabulary(), folder);
            Decoder decoder = DecoderFiles.decoder(folder, config, placement, trained);
            return new LanguageModel(decoder, text, config.json(), Optional.of(folder));
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    /**
     * A decoder made here, with the tokenizer, chat template and ends that a folder or a GGUF file has.
     *
     * @param decoder owned by the model from now on, and closed where none is made
     */
    public static LanguageModel of(Decoder decoder, Path textFolder) throws IOException {
        try {
            TextFiles text = TextFiles.read(textFolder, JsonFile.MAPPER.createObjectNode());
            try {
                text.requireRoom(decoder.config().vocabulary(), textFolder);
                ObjectNode config = ConfigFile.of(decoder.config());
                text.putEnds(config);
                return new LanguageModel(decoder, text, config, Optional.empty());
            } catch (RuntimeException e) {
                text.close();
                throw e;
            }
        } catch (IOException | RuntimeException e) {
            decoder.close();
            throw e;
        }
    }

    /**
     * This model with an adapter that changes nothing yet and is trained in its weights' stead. It takes this model over, which is not
     * closed then.
     */
    public LanguageModel adapted(LowRankAdapter.Settings settings, long seed) {
        return with(LowRankAdapter.random(
                settings, decoder.config(), decoder.parameters().placement(), seed));
    }

    private LanguageModel with(LowRankAdapter adapter) {
        return new LanguageModel(decoder.adapted(adapter), text, config, base);
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
     * beginning that the tokenizer puts before it. Special tokens that a text spells out become what they spell, as they do in Hugging
     * Face's Python.
     */
    public int[] prompt(Prompt prompt) {
        return text.prompt(prompt);
    }

    /**
     * The ids of an answer as the model would write it after this prompt, its end included: those that prompt and answer have
     * together, from the border on. Where a token lies across the border, those of the answer alone.
     */
    public int[] answer(Prompt prompt, String completion) {
        return text.answer(prompt, completion);
    }

    /**
     * The ids of an answer as the model would write it after the opening of its chat template, its end included; without a template,
     * those of the text alone. The same as {@link #answer(Prompt, String)} for chats, whose openings end alike.
     */
    public int[] answer(String completion) {
        return text.answer(completion);
    }

    /**
     * Writes a folder that Hugging Face loads, in the type that the weights have; it appears whole or not at all. Under an adapter it
     * is the adapter's, in peft's form, and names the folder of the weights under it.
     *
     * @param folder must not exist, or be empty
     */
    public void save(Path folder) throws IOException {
        Optional<LowRankAdapter> adapter = decoder.adapter();
        if (adapter.isEmpty()) {
            saveFull(folder, decoder);
            return;
        }
        String name = base.orElseThrow(
                        () -> new CheckpointException("an adapter is saved for a model that is stored, but"
                                + " this one was made here; save it, load it and adapt what was loaded"))
                .toString();
        CheckpointFolder.write(folder, beside -> {
            AdapterFiles.write(beside, adapter.get(), name);
            text.write(beside);
        });
    }

    /** Writes a folder as {@link #save} does without an adapter, with the adapter's change in the weights. */
    public void saveMerged(Path folder) throws IOException {
        try (Decoder merged = decoder.merged(false)) {
            saveFull(folder, merged);
        }
    }

    RewardCheckpoint reward(boolean trained) throws IOException {
        TextFiles own = text.copy();
        try {
            return RewardCheckpoint.of(RewardModel.of(decoder, trained), own, config);
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private void saveFull(Path folder, Decoder whole) throws IOException {
        CheckpointFolder.write(folder, beside -> {
            text.write(beside);
            DecoderFiles.write(
                    beside, config, whole.parameters(), whole.config().weights().keySet());
        });
    }

    @Override
    public void close() {
        text.close();
        decoder.close();
    }
}
