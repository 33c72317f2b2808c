package org.teeter.lab.experiment;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.OptimizerSettings;
import org.teeter.lm.train.Rounding;
import org.teeter.lm.train.Schedule;
import org.teeter.lm.train.SupervisedObjective;
import org.teeter.lm.train.Trainer;
import org.teeter.lm.train.TrainingPlan;
import org.teeter.tabular.bytes.Leftovers;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The base model as a folder that Hugging Face loads, made once for a recipe and kept. */
public final class BaseModel {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String RECIPE = "recipe.json";

    private BaseModel() {}

    /** Where models are kept unless told otherwise: the user's cache folder. */
    public static Path cache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path home = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return home.resolve("teeter");
    }

    /** The recipe's folder in the cache, whether it is there yet or not. */
    public static Path folder(BaseRecipe recipe, Path cache) {
        return cache.resolve("base-" + recipe.hash());
    }

    /**
     * The folder of the recipe's model; made if it is not there, which takes a minute or two of one core.
     *
     * @param progress is told the share that is done
     */
    public static Path make(BaseRecipe recipe, Path cache, DoubleConsumer progress) throws IOException {
        Path folder = folder(recipe, cache);
        if (Files.exists(folder.resolve(RECIPE))) {
            return folder;
        }
        Files.createDirectories(cache);
        Path beside = Files.createTempDirectory(cache, ".base-");
        try {
            Path text = Files.createDirectory(beside.resolve("text"));
            BaseText words = new BaseText(recipe);
            words.write(text);
            Path made = beside.resolve("model");
            try (LanguageModel model = LanguageModel.of(
                    Decoder.random(recipe.shape(words.size()), Placement.CPU, true, recipe.seed()), text)) {
                train(model, recipe, progress);
                model.save(made);
            }
            Files.writeString(made.resolve(RECIPE), JSON.writeValueAsString(recipe));
            move(made, folder);
        } finally {
            Leftovers.delete(beside);
        }
        return folder;
    }

    private static void train(LanguageModel model, BaseRecipe recipe, DoubleConsumer progress) {
        BaseExamples source = new BaseExamples(recipe, model.tokenizer());
        List<Example.Shown> examples = source.draw(Math.multiplyExact(recipe.steps(), recipe.batch()));
        TrainingPlan plan = new TrainingPlan(
                recipe.steps(),
                recipe.batch(),
                1,
                recipe.learningRate(),
                Schedule.COSINE,
                recipe.warmup(),
                1,
                recipe.seed());
        OptimizerSettings settings =
                new OptimizerSettings(false, 0.9, 0.999, 1e-8, recipe.weightDecay(), Rounding.STOCHASTIC);
        Decoder decoder = model.decoder();
        try (Trainer<Example.Shown> trainer =
                new Trainer<>(decoder.parameters(), new SupervisedObjective(decoder), examples, plan, settings)) {
            trainer.run(step -> progress.accept(step.step() / (double) recipe.steps()));
        }
    }

    /** Another process may have made the same model meanwhile: then its folder, which is equal, stays. */
    private static void move(Path made, Path folder) throws IOException {
        try {
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(folder.resolve(RECIPE))) {
                throw e;
            }
        }
    }
}
