package org.teeter.lm.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.lm.loss.Kto;
import org.teeter.lm.model.AnswerScores;
import org.teeter.lm.model.Decoder;

/**
 * {@link Kto} of answers judged one by one.
 *
 * <p>The mismatched answer of an example is that of the nearest example before it, in the order of the data and round its end, that has
 * another prompt. TRL takes the neighbour in the batch whatever its prompt, which in data sorted by prompt is no mismatch at all; fixed
 * partners also let the reference score them once. The mean over mismatched answers is over the examples that go through the model
 * together, as in TRL: keep batches large.
 */
public final class KtoObjective implements Objective<Example.Labelled> {
    private static final List<Metric> METRICS = Metric.means(
            "rewards/chosen", "rewards/rejected", "rewards/margins", "logps/chosen", "logps/rejected", "kl");

    private final Decoder decoder;
    private final Kto loss;
    private final Map<Example.Labelled, Example.Shown> mismatched;
    private final ReferenceTable reference;
    private final boolean recomputed;

    private KtoObjective(
            Decoder decoder,
            Kto loss,
            Map<Example.Labelled, Example.Shown> mismatched,
            ReferenceTable reference,
            boolean recomputed) {
        this.decoder = decoder;
        this.loss = loss;
        this.mismatched = mismatched;
        this.reference = reference;
        this.recomputed = recomputed;
    }

    /** For these examples, which are measured in this order. */
    public static KtoObjective of(
            Decoder decoder, Kto loss, List<Example.Labelled> examples, int batch, boolean recomputed) {
        return of(decoder, loss, examples, examples, batch, recomputed);
    }

    /**
     * For these examples, with the decoder as it is now for reference.
     *
     * @param measured the same in the order in which they are measured first ({@link ReferenceTable#add})
     * @param batch examples that are measured at a time
     * @param recomputed whether the decoder's blocks are computed again for the gradient instead of being kept
     */
    public static KtoObjective of(
            Decoder decoder,
            Kto loss,
            List<Example.Labelled> examples,
            List<Example.Labelled> measured,
            int batch,
            boolean recomputed) {
        Map<Example.Labelled, Example.Shown> mismatched = mismatched(examples);
        ReferenceTable reference = ReferenceTable.of(decoder, measured, batch);
        reference.add(decoder, measured.stream().map(mismatched::get).toList(), batch);
        return new KtoObjective(decoder, loss, mismatched, reference, recomputed);
    }

    static Map<Example.Labelled, Example.Shown> mismatched(List<Example.Labelled> examples) {
        int n = examples.size();
        int begin = 0; // of a stretch of one prompt
        while (begin < n && continues(examples, begin)) {
            begin++;
        }
        if (begin == n) {
            throw new IllegalArgumentException(
                    "KTO compares with answers to other prompts, but all examples have the same prompt");
        }
        int[] partner = new int[n]; // the same for a whole stretch
        for (int k = 0; k < n; k++) {
            int i = (begin + k) % n;
            int before = Math.floorMod(i - 1, n);
            partner[i] = continues(examples, i) ? partner[before] : before;
        }
        Map<Example.Labelled, Example.Shown> partners = new LinkedHashMap<>();
        for (int i = 0; i < n; i++) {
            Example.Labelled example = examples.get(i);
            partners.putIfAbsent(
                    example,
                    new Example.Shown(example.prompt(), examples.get(partner[i]).answer()));
        }
        return partners;
    }

    /** Whether an example has the prompt of the one before it, that of the first being the last. */
    private static boolean continues(List<Example.Labelled> examples, int i) {
        Example.Labelled before = examples.get(Math.floorMod(i - 1, examples.size()));
        return before.prompt().equals(examples.get(i).prompt());
    }

    @Override
    public double weight(Example.Labelled example) {
        return 1;
    }

    @Override
    public Measured measure(List<Example.Labelled> examples) {
        AnswerScores scores = Answers.read(decoder, examples, recomputed);
        Tensor logps = scores.logProbabilities();
        Tensor ratios = logps.sub(known(examples, logps));
        Tensor apart = apart(examples);
        Tensor sign = constant(examples.size(), logps, i -> examples.get(i).desirable() ? 1 : -1);
        Tensor total = loss.losses(ratios, sign, apart).sum();
        Tensor good = sign.gt(torch.zeros_like(sign)).to(logps.scalar_type());
        Tensor bad = torch.ones_like(good).sub(good);
        Tensor rewards = loss.rewards(ratios.detach());
        Tensor constant = logps.detach();
        int chosen = (int) examples.stream().filter(Example.Labelled::desirable).count();
        int rejected = examples.size() - chosen;
        Tensor gains = rewards.mul(good).sum();
        Tensor losses = rewards.mul(bad).sum();
        Tensor sums = torch.stack(new TensorVector(
                gains,
                losses,
                gains.div(new Scalar((double) chosen)).sub(losses.div(new Scalar((double) rejected))),
                constant.mul(good).sum(),
                constant.mul(bad).sum(),
                torch.relu(apart.mean())));
        int both = chosen > 0 && rejected > 0 ? 1 : 0;
        List<Integer> counts = List.of(chosen, rejected, both, chosen, rejected, 1);
        Measured measured = new Measured(total, METRICS, sums, counts, scores::backward);
        return TokenMetrics.of(
                        scores.readings(),
                        Answers.of(examples),
                        i -> examples.get(i).desirable(),
                        decoder.parameters().placement())
                .logits()
                .entropy()
                .after(measured);
    }

    /** Log-ratios of the mismatched answers; no gradient flows into them. */
    private Tensor apart(List<Example.Labelled> examples) {
        List<Example.Shown> partners = examples.stream().map(this::partner).toList();
        try (NoGradGuard guard = new NoGradGuard()) {
            Tensor logps = Answers.score(decoder, partners, false).logProbabilities();
            return logps.sub(known(partners, logps));
        }
    }

    private Example.Shown partner(Example.Labelled example) {
        Example.Shown partner = mismatched.get(example);
        if (partner == null) {
            throw new IllegalArgumentException("the objective was made for other examples than " + example);
        }
        return partner;
    }

    private Tensor known(List<? extends Example> examples, Tensor like) {
        return constant(examples.size(), like, i -> {
            Example example = examples.get(i);
            return reference.get(example.prompt(), example.answers().get(0));
        });
    }

    private interface Entry {
        double at(int i);
    }

    private Tensor constant(int count, Tensor like, Entry entry) {
        ScalarType type = like.scalar_type().intern();
        return new Table(count, 1, decoder.parameters().placement(), type)
                .fill((i, k) -> entry.at(i))
                .view(-1);
    }

    @Override
    public String description() {
        return loss + ", " + RunIdentity.of(decoder) + (recomputed ? ", recomputed" : "");
    }
}
