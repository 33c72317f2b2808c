package org.teeter.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.teeter.link.Link;
import org.teeter.link.Logistic;
import org.teeter.link.Probability;
import org.teeter.paper.BradleyTerryRegion;
import org.teeter.paper.Chain;
import org.teeter.paper.PairInRanking;
import org.teeter.paper.PairRegion;
import org.teeter.paper.RankingProbability;
import org.teeter.paper.SensitiveRegion;
import org.teeter.paper.Sensitivity;
import org.teeter.paper.Swing;
import org.teeter.paper.TreeSensitivity;
import org.teeter.paper.Witness;

/** What {@code teeter eval} can evaluate: the columns each needs, the columns it appends, and the formula between them. */
enum Evaluation {
    BT("bt", "p_ik,p_kj", "", "p_ij,q_ij,dpij_dpik,dpij_dpkj,log_dpij_dpik,log_dpij_dpkj") {
        @Override
        void apply(Cells in, Results out) {
            Sensitivity s = Sensitivity.of(BRADLEY_TERRY, in.probability(0), in.probability(1));
            out.add(s.p().p());
            out.add(s.p().q());
            out.add(s.toIk());
            out.add(s.toKj());
            out.add(s.logToIk());
            out.add(s.logToKj());
        }
    },
    GAMMA0("gamma0", "m,p_kj", "", "case,gamma0,one_minus_gamma0") {
        @Override
        void apply(Cells in, Results out) {
            BradleyTerryRegion region = new BradleyTerryRegion(in.number(0));
            Probability kj = in.probability(1);
            BradleyTerryRegion.Case which = region.caseOf(kj);
            switch (which) {
                case ABOVE, BELOW -> {
                    out.add(which == BradleyTerryRegion.Case.ABOVE ? "1" : "2");
                    Probability gamma0 = region.gamma0(kj);
                    out.add(gamma0.p());
                    out.add(gamma0.q());
                }
                case NONE, ALL -> {
                    out.add(which == BradleyTerryRegion.Case.NONE ? "none" : "all");
                    out.skip(2);
                }
            }
        }
    },
    AREA("area", "m", "link", "area,pstar,one_minus_pstar") {
        @Override
        void apply(Cells in, Results out) {
            SensitiveRegion region = new SensitiveRegion(in.link(1), in.number(0));
            out.add(region.area().value());
            if (region.hasTip()) {
                Probability tip = region.tip();
                out.add(tip.p());
                out.add(tip.q());
            } else {
                out.skip(2);
            }
        }
    },
    LINK("link", "link,p_ik,p_kj", "", "ginv_pik,ginv_pkj,p_ij,q_ij,s_ik,s_kj,log_s_ik,log_s_kj") {
        @Override
        void apply(Cells in, Results out) {
            Link link = in.link(0);
            Probability ik = in.probability(1);
            Probability kj = in.probability(2);
            Sensitivity s = Sensitivity.of(link, ik, kj);
            out.add(link.quantile(ik));
            out.add(link.quantile(kj));
            out.add(s.p().p());
            out.add(s.p().q());
            out.add(s.toIk());
            out.add(s.toKj());
            out.add(s.logToIk());
            out.add(s.logToKj());
        }
    },
    SWING("swing", "link,p_ik_lo,p_ik_hi", "p_kj", "max_swing,argmax_pkj,swing") {
        @Override
        List<String> outputs(Cells in) {
            return super.outputs(in).subList(0, in.has(3) ? 3 : 2);
        }

        @Override
        void apply(Cells in, Results out) {
            Link link = in.link(0);
            Probability low = in.probability(1);
            Probability high = in.probability(2);
            if (low.minus(high) > 0) {
                throw new IllegalArgumentException(
                        "p_ik_lo must not be above p_ik_hi, got " + in.text(1) + " and " + in.text(2));
            }
            Swing.Worst worst = Swing.worst(link, low, high);
            out.add(worst.size());
            out.add(worst.kj().p());
            if (in.has(3)) {
                out.add(Swing.of(link, low, high, in.probability(3)));
            }
        }
    },
    CHAIN("chain", "p_chain", "link", "p_ij,sensitivities,sum") {
        @Override
        void apply(Cells in, Results out) {
            Chain chain = Chain.of(in.link(1), in.probabilities(0));
            out.add(chain.p().p());
            out.add(chain.sensitivities().stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray());
            out.add(chain.sum());
        }
    },
    WITNESS("witness", "link,m,delta,p_ik", "", "x0,p0,p_kj,p_ij,s_ik") {
        @Override
        void apply(Cells in, Results out) {
            Witness witness = Witness.of(in.link(0), in.number(1), in.number(2), in.probability(3));
            out.add(witness.x0());
            out.add(witness.p0().p());
            out.add(witness.kj().p());
            out.add(witness.ij().p());
            out.add(witness.slope());
        }
    },
    PL("pl", "scores", "", "log_p,p,dlogp_ds") {
        @Override
        void apply(Cells in, Results out) {
            RankingProbability ranking = RankingProbability.of(in.numbers(0));
            out.add(ranking.logP());
            out.add(ranking.p());
            out.add(ranking.gradient());
        }
    },
    PL_PAIR(
            "pl-pair",
            "scores,u,v",
            "",
            "alpha,beta,log_alpha,log_beta,p_uv,p_vu,dp_dpuv,dp_dpvu,log_p_uv,log_p_vu,log_dp_dpuv,log_abs_dp_dpvu") {
        @Override
        void apply(Cells in, Results out) {
            PairInRanking pair = PairInRanking.of(in.numbers(0), in.whole(1), in.whole(2));
            out.add(pair.alpha());
            out.add(pair.beta());
            out.add(pair.logAlpha());
            out.add(pair.logBeta());
            out.add(pair.puv());
            out.add(pair.pvu());
            out.add(pair.toPuv());
            out.add(pair.toPvu());
            out.add(pair.logPuv());
            out.add(pair.logPvu());
            out.add(pair.logToPuv());
            out.add(pair.logToPvu());
        }
    },
    PL_REGION("pl-region", "alpha,beta,m,p_fixed", "", "limit,gamma_minus,gamma_plus,eta_minus,eta_plus") {
        @Override
        void apply(Cells in, Results out) {
            PairRegion region = new PairRegion(in.number(0), in.number(1), in.number(2));
            double p = in.probability(3).p();
            out.add(region.limit());
            if (region.isBelowLimit(p)) {
                PairRegion.Bounds gamma = region.gamma(p);
                PairRegion.Bounds eta = region.eta(p);
                out.add(gamma.lower());
                out.add(gamma.upper());
                out.add(eta.lower());
                out.add(eta.upper());
            } else {
                out.skip(4);
            }
        }
    },
    PL_AREA("pl-area", "alpha,beta,m", "", "area_uv,area_vu,area_bt,ratio") {
        @Override
        void apply(Cells in, Results out) {
            PairRegion region = new PairRegion(in.number(0), in.number(1), in.number(2));
            out.add(region.areaUv());
            out.add(region.areaVu());
            out.add(new BradleyTerryRegion(region.m()).area().value());
            out.add(region.bradleyTerryOverUv());
        }
    },
    PL_TREE("pl-tree", "scores,tree_edges,edge", "", "p_edge,p_omega,dp_omega_dp_edge") {
        @Override
        void apply(Cells in, Results out) {
            TreeSensitivity s = TreeSensitivity.of(in.numbers(0), in.edges(1), in.edge(2));
            out.add(s.pEdge());
            out.add(s.pRanking());
            out.add(s.slope());
        }
    };

    private static final Link BRADLEY_TERRY = new Logistic();

    final String label;
    private final String required; // comma-separated, like the others
    private final String optional;
    private final String appended;

    Evaluation(String label, String required, String optional, String appended) {
        this.label = label;
        this.required = required;
        this.optional = optional;
        this.appended = appended;
    }

    private static List<String> names(String commaSeparated) {
        return commaSeparated.isEmpty() ? List.of() : List.of(commaSeparated.split(",", -1));
    }

    /** The evaluation of this name. */
    static Evaluation labelled(String label) {
        for (Evaluation e : values()) {
            if (e.label.equals(label)) {
                return e;
            }
        }
        throw new IllegalArgumentException("WHAT must be one of "
                + String.join(", ", Arrays.stream(values()).map(e -> e.label).toList()) + ", got " + label);
    }

    /** Columns that must be there. */
    List<String> required() {
        return names(required);
    }

    /** Columns that are read: those that must be there, then those that may. */
    List<String> inputs() {
        List<String> inputs = new ArrayList<>(required());
        inputs.addAll(names(optional));
        return inputs;
    }

    /** Columns that are appended, given which of the optional ones are there. */
    List<String> outputs(Cells in) {
        return names(appended);
    }

    /**
     * Appends the results for one row.
     *
     * @throws IllegalArgumentException if the row is not in the formula's domain, naming the column
     */
    abstract void apply(Cells in, Results out);
}
