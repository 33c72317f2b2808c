package org.teeter.lm.loss;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Preference ranking optimisation: a Plackett-Luce model of mean log-probabilities, whose temperatures are the gaps between the
 * answers' rewards, and imitation of the best.
 *
 * <pre>{@code
 * −Σ_{k=1}^{K−1} [T_kk·p_k − log(exp(T_kk·p_k) + Σ_{i>k} exp(T_ki·p_i))] − w·(K−1)²·p_1    [M69]
 * p = log π_θ(y)/|y|,  T_ki = r*_k − r*_i,  T_kk = max_{i>k} T_ki;  all T = 1 where only the order is known
 * }</pre>
 *
 * <p>Song et al. (2024), Preference ranking optimization for human alignment, equations 5 to 8, in the form of its authors' code: the
 * paper writes {@code T = 1/(r*_k − r*_i)} and divides.
 *
 * @param imitation w, weight of imitating the best answer; 0.05 in the authors' runs
 */
public record Pro(double imitation) implements PreferenceLoss {
    public Pro {
        PreferenceLoss.requireWeight("the weight of imitation", imitation);
    }

    @Override
    public Tensor losses(ScoredAnswers batch) {
        Tensor p = batch.policyPerToken(); // (B, K)
        double weight = imitation * (batch.answers() - 1) * (batch.answers() - 1);
        Tensor ranking = batch.worth().map(worth -> tempered(p, worth)).orElseGet(() -> Formulas.plackettLuce(p));
        return ranking.add(Formulas.imitation(batch), new Scalar(weight));
    }

    private static Tensor tempered(Tensor p, Tensor worth) {
        long answers = p.size(1);
        Tensor loss = torch.zeros_like(p.select(1, 0)); // (B)
        for (long k = 0; k < answers - 1; k++) {
            Tensor gaps = worth.narrow(1, k, 1).sub(worth.narrow(1, k + 1, answers - k - 1)); // (B, K−1−k)
            Tensor own = gaps.amax(new long[] {1}, false).mul(p.select(1, k)); // (B)
            loss = loss.add(Formulas.choice(own, gaps.mul(p.narrow(1, k + 1, answers - k - 1))));
        }
        return loss;
    }

    @Override
    public Tensor rewards(ScoredAnswers batch) {
        return batch.policyPerToken();
    }

    @Override
    public boolean needsReference() {
        return false;
    }

    @Override
    public boolean ranks() {
        return true;
    }

    @Override
    public String name() {
        return LossName.PRO.toString();
    }
}
