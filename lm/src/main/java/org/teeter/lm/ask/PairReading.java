package org.teeter.lm.ask;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a model prefers of two options, asked with i first and with j first. Both readings are of i over j, and what is said of the
 * pair is the plain mean of the two, so that a preference for the first place cancels.
 *
 * @param iFirst questions that name i first
 * @param jFirst questions that name j first
 */
public record PairReading(String i, String j, OrderReading iFirst, OrderReading jFirst) {

    /** The sampled frequency; empty where one order has no answer that is a template. */
    public OptionalDouble frequency() {
        OptionalDouble p = iFirst.sampled().frequency();
        OptionalDouble q = jFirst.sampled().frequency();
        return p.isPresent() && q.isPresent()
                ? OptionalDouble.of((p.getAsDouble() + q.getAsDouble()) / 2)
                : OptionalDouble.empty();
    }

    /** The 95 % interval of the frequency. */
    public Optional<Interval> interval() {
        OptionalDouble p = iFirst.sampled().frequency();
        OptionalDouble q = jFirst.sampled().frequency();
        return p.isPresent() && q.isPresent()
                ? Optional.of(Interval.ofMean(
                        p.getAsDouble(),
                        iFirst.sampled().interval(),
                        q.getAsDouble(),
                        jFirst.sampled().interval()))
                : Optional.empty();
    }

    /** The exact preference. */
    public double exact() {
        return (iFirst.exact().preference() + jFirst.exact().preference()) / 2;
    }

    /** The implicit preference, where there is a reference model. */
    public OptionalDouble implicit() {
        return iFirst.implicit().isPresent() && jFirst.implicit().isPresent()
                ? OptionalDouble.of((iFirst.implicit().get().preference()
                                + jFirst.implicit().get().preference())
                        / 2)
                : OptionalDouble.empty();
    }

    /** How probable an answer in a template is. */
    public double validMass() {
        return (iFirst.exact().validMass() + jFirst.exact().validMass()) / 2;
    }

    /** All sampled answers, of both orders. */
    public SampledPreference counts() {
        return iFirst.sampled().plus(jFirst.sampled());
    }

    /** How much the exact preference for an option gains from its being named first rather than last; negative: it loses. */
    public double placeEffect() {
        return iFirst.exact().preference() - jFirst.exact().preference();
    }
}
