package org.teeter.lm.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.teeter.lm.model.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The weights of a model: in one safetensors file, in several with an index, or in a GGUF file. */
final class WeightFiles implements AutoCloseable {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    /** A file beside the index: without separators of folders, and without what no file can be called. */
    private static final Pattern SHARD = Pattern.compile("[^/\\\\\\p{Cntrl}]+\\.safetensors");

    /** As large as transformers 4 makes its files. */
    static final long LARGEST_FILE = 5_000_000_000L;

    /** Without it transformers does not load a file. */
    static final Map<String, String> METADATA = Map.of("format", "pt");

    private final Path folder;
    private final Map<String, TensorFile> byName = new LinkedHashMap<>();
    private final List<TensorFile> files = new ArrayList<>();

    private final String config; // what says which there are

    private WeightFiles(Path folder, String config) {
        this.folder = folder;
        this.config = config;
    }

    /** Whether a folder has a whole model's. */
    static boolean areIn(Path folder) {
        return Files.isRegularFile(folder.resolve(INDEX)) || Files.isRegularFile(folder.resolve(SINGLE));
    }

    static WeightFiles open(Path folder) throws IOException {
        if (GgufHeader.isGguf(folder)) {
            WeightFiles weights = new WeightFiles(folder, "metadata");
            weights.add(GgufFile.open(GgufHeader.read(folder)));
            return weights;
        }
        WeightFiles weights = new WeightFiles(folder, ConfigFile.NAME);
        try {
            if (Files.isRegularFile(folder.resolve(INDEX))) {
                weights.openIndexed();
            } else if (Files.isRegularFile(folder.resolve(SINGLE))) {
                weights.add(SafetensorsFile.open(folder.resolve(SINGLE)));
            } else {
                throw missing(folder, SINGLE);
            }
            return weights;
        } catch (IOException | RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /** The tensors of one file. */
    static WeightFiles single(Path file) throws IOException {
        WeightFiles weights = new WeightFiles(file, ConfigFile.NAME);
        weights.add(SafetensorsFile.open(file));
        return weights;
    }

    /** Why there are no weights; pickled ones are named, since running them is what loading them would mean. */
    static CheckpointException missing(Path folder, String wanted) throws IOException {
        Optional<Path> pickled;
        try (Stream<Path> files = Files.list(folder)) {
            pickled = files.filter(f -> f.getFileName().toString().matches(".*\\.(bin|pt|pth|ckpt|pkl)"))
                    .sorted()
                    .findFirst();
        }
        return new CheckpointException(pickled.map(file -> file
                        + " is a pickle, which can run any program when it is loaded, and is not read; use the model's"
                        + " safetensors files, or save it again with save_pretrained(…, safe_serialization=True)")
                .orElse(folder + " must have the weights as " + wanted + ", but has no such file"));
    }

    private void openIndexed() throws IOException {
        Path index = folder.resolve(INDEX);
        JsonNode map = JsonFile.read(index).path("weight_map");
        if (!(map instanceof ObjectNode weightMap) || weightMap.isEmpty()) {
            throw new CheckpointException(index + " must have a weight_map that names a file for each tensor");
        }
        Map<String, String> declared = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : weightMap.properties()) {
            String name = entry.getValue().asString("");
            if (!SHARD.matcher(name).matches()) {
                throw new CheckpointException(index + ": weight_map must name .safetensors files beside it, but for "
                        + entry.getKey() + " names " + entry.getValue());
            }
            declared.put(entry.getKey(), name);
        }
        for (String name : new TreeSet<>(declared.values())) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new CheckpointException(
                        index + " names " + name + ", which is not there; the download is incomplete");
            }
            add(SafetensorsFile.open(folder.resolve(name)));
        }
        declared.forEach((tensor, name) -> {
            TensorFile file = byName.get(tensor);
            if (file == null || !file.path().equals(folder.resolve(name))) {
                throw new CheckpointException(index + " says that " + name + " has " + tensor + ", but it has not");
            }
        });
    }

    private void add(TensorFile file) {
        files.add(file);
        for (String name : file.names()) {
            TensorFile other = byName.put(name, file);
            if (other != null) {
                throw new CheckpointException(
                        file.path() + " has tensor " + name + ", which " + other.path() + " has too");
            }
        }
    }

    /** What says which tensors there are to be, for messages. */
    String config() {
        return config;
    }

    Set<String> names() {
        return byName.keySet();
    }

    Tensor tensor(String name) {
        TensorFile file = byName.get(name);
        if (file == null) {
            throw new CheckpointException(folder + " has no tensor " + name);
        }
        return file.tensor(name);
    }

    /**
     * Checks that the files have exactly these tensors.
     *
     * @param ignored endings of tensors that may be there beside them: what older versions stored, and what is tied to others
     */
    void requireExactly(Map<String, long[]> shapes, Set<String> ignored) {
        List<String> missing = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            TensorFile file = byName.get(name);
            if (file == null) {
                missing.add(name);
                return;
            }
            if (!file.shape(name).equals(Arrays.stream(shape).boxed().toList())) {
                throw new CheckpointException(file.path() + ": tensor " + name + " must have shape "
                        + Arrays.toString(shape) + " by " + config + ", but has " + file.shape(name));
            }
            if (!file.isFloating(name)) {
                throw new CheckpointException(file.path() + ": tensor " + name
                        + " must be of type F32, BF16, F16 or F64, but is " + file.type(name));
            }
        });
        if (!missing.isEmpty()) {
            throw new CheckpointException(folder + " has no tensor " + missing.get(0)
                    + (missing.size() > 1
                            ? " and " + (missing.size() - 1) + " others that " + config + " asks for"
                            : "")
                    + "; the checkpoint is incomplete or its " + config + " is another model's");
        }
        for (String name : byName.keySet()) {
            if (!shapes.containsKey(name) && ignored.stream().noneMatch(name::endsWith)) {
                throw new CheckpointException(folder + " has a tensor " + name + " that a model of its " + config
                        + " does not have; it would be ignored silently");
            }
        }
    }

    /** Checks that a tensor that is stored although it is tied to another is the other. */
    void requireEqual(String tied, String other) {
        try (PointerScope scope = new PointerScope()) {
            Tensor a = tensor(tied);
            Tensor b = tensor(other);
            if (!Arrays.equals(a.shape(), b.shape())
                    || !a.scalar_type().intern().equals(b.scalar_type().intern())
                    || !a.equal(b)) {
                throw new CheckpointException(folder + ": " + tied + " must be " + other
                        + " where config.json says tie_word_embeddings, but it differs, and programs disagree about which"
                        + " one counts; take the tensor out, or set tie_word_embeddings to false");
            }
        }
    }

    /**
     * Copies the tensors into the parameters of the same names, to their device and type; all their numbers must be finite. File by
     * file, and each is closed when it has been copied, so that no more than one of them is in memory beside the parameters.
     */
    void copyInto(Parameters parameters, Set<String> names, String prefix) {
        for (TensorFile file : files) {
            copyInto(
                    parameters,
                    names.stream()
                            .filter(name -> byName.get(prefix + name) == file)
                            .toList(),
                    prefix);
            file.close();
        }
    }

    private void copyInto(Parameters parameters, List<String> names, String prefix) {
        for (String name : names) {
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Tensor weight = parameters.get(name);
                weight.copy_(tensor(prefix + name));
                // Of the least and the greatest, which need no memory, one is not finite if any is.
                if (weight.numel() > 0
                        && !(Double.isFinite(weight.min().item_double())
                                && Double.isFinite(weight.max().item_double()))) {
                    throw new CheckpointException(folder + ": tensor " + prefix + name
                            + " must have finite numbers in the type "
                            + parameters.placement().type()
                            + ", but has some that are infinite, NaN or too large for it");
                }
            }
        }
    }

    /**
     * Writes weights into one file, or into several with an index where they are larger than a file may be; each tensor is written as
     * it is reached, so that no more than one is copied at a time.
     */
    static void write(Path folder, Map<String, Tensor> tensors, long largestFile) throws IOException {
        List<Map<String, Tensor>> shards = new ArrayList<>(List.of(new LinkedHashMap<>()));
        long size = 0;
        long total = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            long bytes = entry.getValue().nbytes();
            if (size > 0 && size + bytes > largestFile) {
                shards.add(new LinkedHashMap<>());
                size = 0;
            }
            shards.get(shards.size() - 1).put(entry.getKey(), entry.getValue());
            size += bytes;
            total += bytes;
        }
        if (shards.size() == 1) {
            SafetensorsWriter.write(folder.resolve(SINGLE), tensors, METADATA);
            return;
        }
        ObjectNode index = JsonFile.MAPPER.createObjectNode();
        index.putObject("metadata").put("total_size", total);
        ObjectNode map = index.putObject("weight_map");
        for (int i = 0; i < shards.size(); i++) {
            String name = String.format(Locale.ROOT, "model-%05d-of-%05d.safetensors", i + 1, shards.size());
            SafetensorsWriter.write(folder.resolve(name), shards.get(i), METADATA);
            shards.get(i).keySet().forEach(tensor -> map.put(tensor, name));
        }
        Files.writeString(folder.resolve(INDEX), index.toPrettyString() + "\n");
    }

    @Override
    public void close() {
        files.forEach(TensorFile::close);
    }
}
