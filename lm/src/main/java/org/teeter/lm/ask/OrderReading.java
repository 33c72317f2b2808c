package org.teeter.lm.ask;

import java.util.List;
import java.util.Optional;

/**
 * The preference of i over j as read when the questions name one of them first.
 *
 * @param sampled from sampled answers; {@link SampledPreference#n} is 0 where none were asked for
 * @param exact from the scores of all templates, masses averaged over the questions
 * @param implicit against a reference model, the mean over questions and templates; empty without one
 */
public record OrderReading(SampledPreference sampled, ExactPreference exact, Optional<ImplicitPreference> implicit) {

    /** The readings of several questions together: counts are summed, masses and implicit preferences averaged. */
    static OrderReading of(List<OrderReading> readings) {
        int n = readings.size();
        SampledPreference sampled = SampledPreference.NOTHING;
        double[] logI = new double[n];
        double[] logJ = new double[n];
        double preference = 0;
        double ofMeanReward = 0;
        for (int q = 0; q < n; q++) {
            OrderReading reading = readings.get(q);
            sampled = sampled.plus(reading.sampled);
            logI[q] = reading.exact.logMassI() - Math.log(n);
            logJ[q] = reading.exact.logMassJ() - Math.log(n);
            preference += reading.implicit.map(ImplicitPreference::preference).orElse(0.0) / n;
            ofMeanReward +=
                    reading.implicit.map(ImplicitPreference::ofMeanReward).orElse(0.0) / n;
        }
        boolean compared = readings.stream().allMatch(reading -> reading.implicit.isPresent());
        return new OrderReading(
                sampled,
                new ExactPreference(ExactPreference.logSum(logI, 0, n), ExactPreference.logSum(logJ, 0, n)),
                compared ? Optional.of(new ImplicitPreference(preference, ofMeanReward)) : Optional.empty());
    }
}
