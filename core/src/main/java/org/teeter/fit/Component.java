package org.teeter.fit;

import java.util.Arrays;
import java.util.List;
import org.teeter.graph.Graph;
import org.teeter.link.Link;
import org.teeter.model.Contributions;
import org.teeter.model.Derivatives;
import org.teeter.model.Existence;
import org.teeter.model.Hold;
import org.teeter.model.Likelihood;
import org.teeter.model.Model;

/**
 * A model of one component of some data whose parameters τ are shared with others: what those know of τ is added, to second order at the fit of all,
 * which stays the fit of the component, and makes its information what is known of its scores while τ is not.
 *
 * <pre>{@code -log L + gᵀ(τ - τ̂) + ½ (τ - τ̂)ᵀ K (τ - τ̂),  K = Σ_others D - B L⁺ Bᵀ    [M128]}</pre>
 */
final class Component<D> implements Model<D> {
    private final Model<D> base;
    private final List<String> extras;
    private final double[] at; // τ̂
    private final double[] slope; // g
    private final double[][] curvature; // K

    Component(Model<D> base, List<String> extras, double[] at, double[] slope, double[][] curvature) {
        this.base = base;
        this.extras = extras;
        this.at = at;
        this.slope = slope;
        this.curvature = curvature;
    }

    @Override
    public String name() {
        return base.name();
    }

    @Override
    public Link link() {
        return base.link();
    }

    @Override
    public Likelihood likelihood(D data) {
        return new WithOthers(base.likelihood(data, extras));
    }

    @Override
    public boolean hasMaximum(D data, Hold hold) {
        return true; // that of all was found
    }

    @Override
    public Existence existence(D data) {
        return base.existence(data);
    }

    private final class WithOthers implements Likelihood {
        private final Likelihood own;
        private final int n;

        WithOthers(Likelihood own) {
            this.own = own;
            this.n = own.graph().size();
        }

        @Override
        public Graph graph() {
            return own.graph();
        }

        @Override
        public List<String> extras() {
            return own.extras();
        }

        @Override
        public double[] start() {
            double[] start = Arrays.copyOf(own.start(), n + at.length);
            System.arraycopy(at, 0, start, n, at.length);
            return start;
        }

        @Override
        public double reach(int k) {
            return own.reach(k);
        }

        @Override
        public double judgements(int i) {
            return own.judgements(i);
        }

        @Override
        public double logLikelihood(double[] theta) {
            double sum = own.logLikelihood(theta);
            for (int p = 0; p < at.length; p++) {
                double off = theta[n + p] - at[p];
                sum -= slope[p] * off;
                for (int q = 0; q < at.length; q++) {
                    sum -= off * curvature[p][q] * (theta[n + q] - at[q]) / 2;
                }
            }
            return sum;
        }

        @Override
        public void derivatives(double[] theta, Derivatives into) {
            own.derivatives(theta, into);
            for (int p = 0; p < at.length; p++) {
                into.gradient()[n + p] += slope[p];
                for (int q = 0; q < at.length; q++) {
                    into.gradient()[n + p] += curvature[p][q] * (theta[n + q] - at[q]);
                    into.corner()[p][q] += curvature[p][q];
                }
                into.scale()[n + p] = Math.max(into.scale()[n + p], into.corner()[p][p]);
            }
        }

        @Override
        public void contributions(double[] theta, Contributions into) {
            own.contributions(theta, into);
        }

        @Override
        public boolean isSelfConcordant() {
            return false;
        }
    }
}
