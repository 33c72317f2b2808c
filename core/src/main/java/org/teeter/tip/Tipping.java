package org.teeter.tip;

import java.util.Optional;
import java.util.OptionalLong;
import org.teeter.audit.Sources;
import org.teeter.link.Probability;

/**
 * The smallest change of one observed share that carries a prediction across a threshold, every step a refit.
 *
 * @param outcome whether some share does
 * @param deltaY by how much the share must move; 0 where none does, or where the prediction is at the threshold as it is
 * @param votes so many votes of that pair changing hands do, by a refit; empty where none do, or where all of them would have to and no
 *     finite fit is left
 * @param proven whether no smaller change does, and none at all where none is found; else a lead that vanishes and comes back between two refits
 *     would have been missed
 */
public record Tipping(Outcome outcome, double deltaY, OptionalLong votes, boolean proven) {
    /** Less than this part of a vote is rounding. */
    private static final double ROUNDING = 1e-9;

    /** How many votes more are tried. */
    private static final int MOST_MORE = 20;

    private static final Probability HALF = new Probability(0.5, 0.5);

    /** What was found. */
    public enum Outcome {
        /** The prediction crosses the threshold at {@link #deltaY}. */
        TIPS,
        /** No share from 0 to 1 carries it across. */
        OUT_OF_REACH,
        /** None carries it across, up to a millionth of the way from an end at which there is no finite fit. */
        NO_FINITE_FIT
    }

    /** For the prediction of i over j across 1/2, by the share of a source. */
    public static Tipping of(Sources sources, int i, int j, int source) {
        return of(sources, i, j, source, HALF);
    }

    /** The same across another threshold. */
    public static Tipping of(Sources sources, int i, int j, int source, Probability threshold) {
        return of(new MovedSource(sources, source), i, j, threshold);
    }

    /** For the prediction of i over j across 1/2, with the refits that are known of the source. */
    static Tipping of(MovedSource moved, int i, int j) {
        return of(moved, i, j, HALF);
    }

    private static Tipping of(MovedSource moved, int i, int j, Probability threshold) {
        Sources sources = moved.sources();
        int source = moved.source();
        double lead = sources.fit().model().link().quantile(threshold);
        return of(
                Shares.of(sources.fit())
                        .<Lead>map(shares -> new LeadOfShare<>(shares, sources, i, j, source, lead))
                        .orElseGet(() -> new LeadOfSource(moved, i, j, lead)),
                sources.n(source));
    }

    private static Tipping of(Lead lead, double n) {
        Lead.Point data = lead.at(lead.y()).orElseThrow(); // there is a fit
        if (Math.abs(data.lead()) <= FirstCrossing.NOTHING) {
            return new Tipping(Outcome.TIPS, 0, OptionalLong.of(0), true);
        }
        boolean upFirst = !(data.transfer() * data.lead() > 0);
        Side first = Side.of(lead, data, upFirst ? lead.high() : lead.low());
        double reach = first.crossing().map(p -> Math.abs(p.y() - data.y())).orElse(2.0);
        double end = upFirst ? Math.max(lead.low(), data.y() - reach) : Math.min(lead.high(), data.y() + reach);
        Side second = Side.of(lead, data, end);
        Optional<Lead.Point> nearer = second.crossing().isPresent() ? second.crossing() : first.crossing();
        boolean proven = first.proven() && second.proven();
        if (nearer.isEmpty()) {
            return new Tipping(
                    first.finite() && second.finite() ? Outcome.OUT_OF_REACH : Outcome.NO_FINITE_FIT,
                    0,
                    OptionalLong.empty(),
                    proven);
        }
        double delta = nearer.get().y() - data.y();
        return new Tipping(Outcome.TIPS, delta, votes(lead, data, delta, n), proven);
    }

    /** What was found on one side of the data. */
    private record Side(Optional<Lead.Point> crossing, boolean proven, boolean finite) {
        static Side of(Lead lead, Lead.Point data, double end) {
            FirstCrossing search = new FirstCrossing(lead);
            Optional<Lead.Point> crossing = search.towards(end, data);
            return new Side(crossing, search.isProven(), search.isFinite());
        }
    }

    /** The fewest that do, from those that the change asks for: a lead that comes back within a vote may take more. */
    private static OptionalLong votes(Lead lead, Lead.Point data, double delta, double n) {
        long fewest = (long) Math.ceil(Math.abs(delta) * n - ROUNDING);
        for (long votes = fewest; votes <= fewest + MOST_MORE; votes++) {
            double to = Math.max(lead.low(), Math.min(lead.high(), data.y() + Math.copySign(votes / n, delta)));
            Optional<Lead.Point> there = lead.at(to);
            if (there.isEmpty()) {
                break;
            }
            if (there.get().lead() * data.lead() <= 0) {
                return OptionalLong.of(votes);
            }
        }
        return OptionalLong.empty();
    }
}
