package org.teeter.lm.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.checkpoint.CheckpointException;
import org.teeter.lm.checkpoint.SafetensorsFile;
import org.teeter.lm.checkpoint.SafetensorsWriter;
import org.teeter.lm.model.Parameters;

/**
 * The file from which a run goes on: weights, moments, and how far it was, in one safetensors file that is replaced as a whole. Which
 * examples come next and how the rounding falls follows from the step, so there is nothing else to keep.
 */
final class TrainingState {
    private static final String WEIGHTS = "weights";

    private TrainingState() {}

    /** Where a run was. */
    record Position(int step, long tokens) {}

    static void write(Path file, Parameters parameters, AdamW optimizer, Position position, String run)
            throws IOException {
        Map<String, Tensor> tensors = new TreeMap<>(optimizer.state());
        tensors.put(WEIGHTS, parameters.values());
        Map<String, String> about = Map.of(
                "step", Integer.toString(position.step()), "tokens", Long.toString(position.tokens()), "run", run);
        SafetensorsWriter.write(file, tensors, about);
    }

    /** Puts everything back, or changes nothing and says why not. */
    static Position read(Path file, Parameters parameters, AdamW optimizer, String run) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CheckpointException(file + " is not there; a run can go on only from a state that one has saved");
        }
        try (SafetensorsFile stored = SafetensorsFile.open(file);
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            String of = entry(stored, file, "run");
            if (!of.equals(run)) {
                throw new CheckpointException(file + " is the state of another run: model, examples, loss, plan or"
                        + " optimizer differ; give the same options and files, or start anew");
            }
            Map<String, Tensor> tensors = new TreeMap<>(optimizer.state());
            tensors.put(WEIGHTS, parameters.values());
            tensors.forEach((name, into) -> requireSame(stored, file, name, into));
            Position position = new Position(
                    Integer.parseInt(entry(stored, file, "step")), Long.parseLong(entry(stored, file, "tokens")));
            tensors.forEach((name, into) -> into.copy_(stored.tensor(name)));
            return position;
        } catch (NumberFormatException e) {
            throw new CheckpointException(file + " is damaged: its step or number of tokens is no number", e);
        }
    }

    private static String entry(SafetensorsFile stored, Path file, String name) {
        return Optional.ofNullable(stored.metadata().get(name))
                .orElseThrow(
                        () -> new CheckpointException(file + " is no state of training: it does not say its " + name));
    }

    private static void requireSame(SafetensorsFile stored, Path file, String name, Tensor into) {
        Tensor from = stored.tensor(name);
        if (!Arrays.equals(from.shape(), into.shape())
                || from.scalar_type().intern() != into.scalar_type().intern()) {
            throw new CheckpointException(file + ": " + name + " must be " + describe(into) + ", but is "
                    + describe(from) + "; go on with the options of the run that saved it");
        }
    }

    private static String describe(Tensor tensor) {
        return tensor.scalar_type().intern() + " " + Arrays.toString(tensor.shape());
    }
}
