package org.teeter.lm.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/**
 * A low-rank change of some of a decoder's matrices, trained in their stead (LoRA; Hu and others, 2022).
 *
 * <pre>{@code W x + (α / r) B A x,   A (r, in), B (out, r)}</pre>
 *
 * <p>The factors are in single precision at least, whatever the type of the matrices, as peft has them: their steps are too small for
 * a brain float. Owns native memory, which {@link #close} frees.
 */
public final class LowRankAdapter implements AutoCloseable {

    /**
     * Which matrices are changed, and how.
     *
     * @param rank r, columns of B
     * @param alpha the change is scaled by {@code α / r}
     * @param targets matrices by the last part of their names, such as {@code q_proj}
     */
    public record Settings(int rank, double alpha, Set<String> targets) {
        /** The matrices that can be changed. */
        public static final Set<String> ALL =
                Set.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

        public Settings {
            targets = Set.copyOf(targets);
            if (rank <= 0) {
                throw new IllegalArgumentException("the rank of an adapter must be positive, got " + rank);
            }
            if (!(alpha > 0 && alpha < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("alpha must be positive, got " + alpha);
            }
            if (targets.isEmpty() || !ALL.containsAll(targets)) {
                throw new IllegalArgumentException(
                        "an adapter's targets must be among " + new TreeSet<>(ALL) + ", got " + new TreeSet<>(targets));
            }
        }

        /** Names and shapes of the factors for a decoder, by peft's names without their prefix. */
        public Map<String, long[]> shapes(DecoderConfig config) {
            Map<String, long[]> shapes = new LinkedHashMap<>();
            config.weights().forEach((name, shape) -> {
                String matrix = name.endsWith(".weight") ? name.substring(0, name.length() - 7) : "";
                if (targets.contains(matrix.substring(matrix.lastIndexOf('.') + 1))) {
                    shapes.put(matrix + ".lora_A.weight", new long[] {rank, shape[1]});
                    shapes.put(matrix + ".lora_B.weight", new long[] {shape[0], rank});
                }
            });
            return shapes;
        }
    }

    private final Settings settings;
    private final Parameters factors;

    /** An adapter of these factors, which it owns from now on. */
    public LowRankAdapter(Settings settings, Parameters factors) {
        this.settings = settings;
        this.factors = factors;
    }

    /**
     * An adapter that changes nothing yet: A uniform within {@code ±1/√in}, as peft draws it, and B zero.
     *
     * @param placement of the decoder
     */
    public static LowRankAdapter random(Settings settings, DecoderConfig config, Placement placement, long seed) {
        Parameters factors = new Parameters(settings.shapes(config), placementOf(placement), true);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            var generator = Torch.generator(seed);
            factors.shapes().forEach((name, shape) -> {
                if (name.endsWith("lora_A.weight")) {
                    double bound = 1 / Math.sqrt((double) shape[1]);
                    Tensor drawn = torch.empty(shape).uniform_(-bound, bound, generator);
                    factors.get(name).copy_(drawn);
                }
            });
        }
        return new LowRankAdapter(settings, factors);
    }

    /** Where the factors of a decoder's adapter are, and in which type. */
    public static Placement placementOf(Placement decoder) {
        boolean wide = decoder.type() == ScalarType.Double || decoder.type() == ScalarType.Float;
        return wide ? decoder : new Placement(decoder.device(), ScalarType.Float);
    }

    public Settings settings() {
        return settings;
    }

    /** The factors, which training changes. */
    public Parameters factors() {
        return factors;
    }

    /**
     * What a matrix makes of {@code x}, changed by what its factors make of it, in the type that it had.
     *
     * @param unchanged which nobody else looks at
     */
    Tensor changed(Tensor unchanged, Tensor x, String matrix) {
        if (!factors.has(first(matrix))) {
            return unchanged;
        }
        Tensor narrow = narrow(x, factors.get(first(matrix)));
        return areRows(x) ? unchanged.addmm_(narrow, factors.get(second(matrix)).t()) : sum(unchanged, narrow, matrix);
    }

    /** The same of several matrices, whose results may be parts of one. */
    List<Tensor> changed(List<Tensor> unchanged, Tensor x, List<String> matrices) {
        if (!matrices.stream().allMatch(matrix -> factors.has(first(matrix)))) {
            return IntStream.range(0, matrices.size())
                    .mapToObj(k -> factors.has(first(matrices.get(k)))
                            ? sum(unchanged.get(k), narrow(x, factors.get(first(matrices.get(k)))), matrices.get(k))
                            : unchanged.get(k))
                    .toList();
        }
        TensorVector firsts = new TensorVector(
                matrices.stream().map(matrix -> factors.get(first(matrix))).toArray(Tensor[]::new));
        TensorVector narrow = narrow(x, torch.cat(firsts, 0)).split(settings.rank(), -1);
        return IntStream.range(0, matrices.size())
                .mapToObj(k -> sum(unchanged.get(k), narrow.get(k), matrices.get(k)))
                .toList();
    }

    /** {@code (α / r) A x} (…, r). */
    private Tensor narrow(Tensor x, Tensor a) {
        return torch.linear(x.to(factors.placement().type()), a).mul(new Scalar(scale()));
    }

    private Tensor sum(Tensor unchanged, Tensor narrow, String matrix) {
        Tensor b = factors.get(second(matrix));
        return areRows(unchanged)
                ? torch.addmm(unchanged, narrow, b.t())
                : unchanged.add(torch.linear(narrow, b)).to(unchanged.scalar_type());
    }

    /** Whether these are rows of the factors' type, to which a product of matrices can be added at once. */
    private boolean areRows(Tensor x) {
        return x.dim() == 2
                && x.scalar_type().intern() == factors.placement().type().intern();
    }

    private static String first(String matrix) {
        return matrix + ".lora_A.weight";
    }

    private static String second(String matrix) {
        return matrix + ".lora_B.weight";
    }

    /** Adds the change to the matrices themselves. */
    void mergeInto(Parameters weights) {
        for (String name : factors.shapes().keySet()) {
            if (name.endsWith(".lora_A.weight")) {
                String matrix = name.substring(0, name.length() - ".lora_A.weight".length());
                try (PointerScope scope = new PointerScope();
                        NoGradGuard guard = new NoGradGuard()) {
                    Tensor weight = weights.get(matrix + ".weight");
                    Tensor change = torch.mm(factors.get(matrix + ".lora_B.weight"), factors.get(name))
                            .mul(new Scalar(scale()));
                    weight.copy_(weight.add(change));
                }
            }
        }
    }

    private double scale() {
        return settings.alpha() / settings.rank();
    }

    @Override
    public void close() {
        factors.close();
    }
}
