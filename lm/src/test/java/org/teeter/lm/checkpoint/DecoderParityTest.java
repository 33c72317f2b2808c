package org.teeter.lm.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.HiddenStates;
import org.teeter.lm.model.KeyValueCache;
import org.teeter.lm.model.Sampling;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/**
 * Tiny random models against transformers 5.23.0 (golden/decoders.py). The bounds are those of single precision with sums of 32 to 48
 * terms and logits around 1; measured: docs/ALIGNMENT-MEASURED.md.
 */
class DecoderParityTest {
    static final Path FIXTURES = Path.of("src/test/resources/org/teeter/lm/fixtures");

    static Stream<String> models() {
        return Stream.of(
                "llama", "llama3_rope", "mistral", "qwen2", "linear_rope", "yarn_rope", "qwen2_window", "qwen3");
    }

    static Decoder load(String name, Placement placement, boolean trained) throws IOException {
        Path folder = FIXTURES.resolve(name);
        return DecoderFiles.decoder(folder, ConfigFile.read(folder.resolve("config.json")), placement, trained);
    }

    static double worst(Tensor a, Tensor b) {
        return a.to(ScalarType.Double).sub(b.to(ScalarType.Double)).abs().max().item_double();
    }

    @ParameterizedTest
    @MethodSource("models")
    void logitsLossAndGradientsAreThoseOfTransformers(String name) throws IOException {
        try (Decoder decoder = load(name, Placement.CPU, true);
                SafetensorsFile expected = SafetensorsFile.open(FIXTURES.resolve(name + "/expected.safetensors"));
                PointerScope scope = new PointerScope()) {
            for (boolean recomputed : new boolean[] {false, true}) {
                Tensor ids = expected.tensor("ids").unsqueeze(0);
                long length = ids.size(1);
                HiddenStates states = HiddenStates.of(decoder, ids, recomputed);
                Tensor logits = decoder.logits(states.last());
                double logitsDiffer = worst(logits.squeeze(0), expected.tensor("logits"));
                Tensor loss = torch.cross_entropy_loss(
                        logits.squeeze(0).narrow(0, 0, length - 1),
                        ids.squeeze(0).narrow(0, 1, length - 1));
                decoder.parameters().clearGradient();
                states.backward(loss);
                double gradientsDiffer = 0;
                for (String weight : decoder.parameters().shapes().keySet()) {
                    gradientsDiffer = Math.max(
                            gradientsDiffer,
                            worst(decoder.parameters().get(weight).grad(), expected.tensor("gradient." + weight)));
                }
                String found = name + ": logits " + logitsDiffer + ", gradients " + gradientsDiffer;
                assertTrue(logitsDiffer <= 1e-5 && gradientsDiffer <= 1e-6, found);
                assertEquals(expected.tensor("loss").item_double(), loss.item_double(), 2e-6);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void greedyAnswersAreThoseOfTransformers(String name) throws IOException {
        try (Decoder decoder = load(name, Placement.CPU, false);
                SafetensorsFile expected = SafetensorsFile.open(FIXTURES.resolve(name + "/expected.safetensors"))) {
            int[] prompt = ints(expected, "ids", 40);
            int[] greedy = ints(expected, "greedy", 24);
            List<int[]> answers = Sampling.greedy(24).draw(decoder, prompt, Set.of(), 3, 0);
            for (int[] answer : answers) {
                assertArrayEquals(greedy, answer);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void whatIsReadInPiecesIsWhatIsReadAtOnce(String name) throws IOException {
        try (Decoder decoder = load(name, Placement.CPU, false);
                SafetensorsFile expected = SafetensorsFile.open(FIXTURES.resolve(name + "/expected.safetensors"));
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard();
                KeyValueCache cache = new KeyValueCache(decoder.config(), Placement.CPU, 1, 80)) {
            Tensor ids = expected.tensor("ids").unsqueeze(0);
            Tensor logits = expected.tensor("logits");
            int from = 0;
            for (int pieces : new int[] {5, 1, 30, 2, 1, 1, 20, 20}) {
                Tensor piece = decoder.logits(decoder.hidden(ids.narrow(1, from, pieces), cache));
                double differs = worst(piece.squeeze(0), logits.narrow(0, from, pieces));
                assertTrue(differs <= 1e-5, name + " from " + from + ": " + differs);
                from += pieces;
            }
        }
    }

    /** Brain floats have three digits, so two correct programs differ; but neither may be further from the truth than the other. */
    @ParameterizedTest
    @MethodSource("models")
    void brainFloatsAreAsCloseToSinglePrecisionAsThoseOfTransformers(String name) throws IOException {
        Placement half = new Placement("cpu", ScalarType.BFloat16);
        try (Decoder decoder = load(name, half, false);
                SafetensorsFile expected = SafetensorsFile.open(FIXTURES.resolve(name + "/expected.safetensors"));
                PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor logits = decoder.logits(decoder.hidden(expected.tensor("ids").unsqueeze(0)));
            Tensor single = expected.tensor("logits");
            double ours = rootMeanSquare(logits.squeeze(0), single);
            double theirs = rootMeanSquare(expected.tensor("logits_bf16"), single);
            assertTrue(ours <= 1.1 * theirs, name + ": " + ours + " and " + theirs);
        }
    }

    private static double rootMeanSquare(Tensor a, Tensor b) {
        Tensor difference = a.to(ScalarType.Double).sub(b.to(ScalarType.Double));
        return Math.sqrt(difference.mul(difference).mean().item_double());
    }

    private static int[] ints(SafetensorsFile file, String name, int first) {
        try (PointerScope scope = new PointerScope()) {
            long[] all = Torch.toLongs(file.tensor(name).narrow(0, 0, first));
            return java.util.stream.LongStream.of(all).mapToInt(id -> (int) id).toArray();
        }
    }
}
