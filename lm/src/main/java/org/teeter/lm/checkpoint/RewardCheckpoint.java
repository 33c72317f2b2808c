package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import org.teeter.lm.model.RewardModel;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.text.Prompt;
import org.teeter.lm.text.Tokenizer;
import tools.jackson.databind.node.ObjectNode;

/**
 * A reward model with the words around it, in Hugging Face's form of a sequence classifier with one label. Owns native memory, which
 * {@link #close} frees.
 */
public final class RewardCheckpoint implements AutoCloseable {
    private final RewardModel model;
    private final TextFiles text;
    private final ObjectNode config;

    private RewardCheckpoint(RewardModel model, TextFiles text, ObjectNode config) {
        this.model = model;
        this.text = text;
        this.config = config;
    }

    /** Reads a folder as {@link LanguageModel#load} does, whose architecture is a sequence classifier with one label. */
    public static RewardCheckpoint load(Path folder, Placement placement, boolean trained) throws IOException {
        DecoderFiles.requireFolder(folder);
        ConfigFile config = DecoderFiles.config(folder);
        TextFiles text = TextFiles.read(folder, config.json());
        try {
            text.requireRoom(config.decoder().vocabulary(), folder);
            return new RewardCheckpoint(DecoderFiles.reward(folder, config, placement, trained), text, config.json());
        } catch (IOException | RuntimeException e) {
            text.close();
            throw e;
        }
    }

    /** A reward model over a copy of a language model's decoder; every answer scores 0 until it is trained. */
    public static RewardCheckpoint of(LanguageModel base, boolean trained) throws IOException {
        return base.reward(trained);
    }

    static RewardCheckpoint of(RewardModel model, TextFiles text, ObjectNode config) {
        return new RewardCheckpoint(model, text, ConfigFile.asReward(config, model.config(), text.padding()));
    }

    public RewardModel model() {
        return model;
    }

    public Tokenizer tokenizer() {
        return text.tokenizer();
    }

    /** See {@link LanguageModel#prompt}. */
    public int[] prompt(Prompt prompt) {
        return text.prompt(prompt);
    }

    /** See {@link LanguageModel#answer(Prompt, String)}; the score is read at the end that this puts after the answer. */
    public int[] answer(Prompt prompt, String completion) {
        return text.answer(prompt, completion);
    }

    /** See {@link LanguageModel#answer(String)}. */
    public int[] answer(String completion) {
        return text.answer(completion);
    }

    /**
     * Writes a folder that Hugging Face loads; it appears whole or not at all.
     *
     * @param folder must not exist, or be empty
     */
    public void save(Path folder) throws IOException {
        CheckpointFolder.write(folder, beside -> {
            text.write(beside);
            DecoderFiles.write(
                    beside,
                    config,
                    model.parameters(),
                    model.parameters().shapes().keySet());
        });
    }

    @Override
    public void close() {
        text.close();
        model.close();
    }
}
