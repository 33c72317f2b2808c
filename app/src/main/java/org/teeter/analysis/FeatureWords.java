package org.teeter.analysis;

import org.teeter.audit.FeatureInfluence;
import org.teeter.data.Items;
import org.teeter.fit.Fit;
import org.teeter.report.document.Shown;
import org.teeter.tabular.bytes.Quoted;

/** What a feature of an item does, in a sentence. */
final class FeatureWords {
    private FeatureWords() {}

    static String of(Fit<?> fit, Items items, FeatureInfluence worst) {
        String feature =
                fit.prior().regression().orElseThrow().features().names().get(worst.feature());
        return "Of what is known of the items, the " + feature + " of " + Quoted.of(items.name(worst.item()))
                + " (" + Shown.significant(worst.value()) + ") moves a prediction most: one standard deviation ("
                + Shown.significant(worst.deviation()) + ") more of it would move the probability that "
                + Quoted.of(items.name(worst.first())) + " is preferred to " + Quoted.of(items.name(worst.second()))
                + " (" + Shown.significant(worst.probability().p()) + ") by about "
                + Shown.significant(worst.perDeviation())
                + "; features.csv has others.";
    }
}
