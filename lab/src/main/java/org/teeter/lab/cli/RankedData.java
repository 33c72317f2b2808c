package org.teeter.lab.cli;

import java.util.List;
import java.util.Optional;
import org.teeter.lm.checkpoint.LanguageModel;
import org.teeter.lm.dataset.ExampleKind;
import org.teeter.lm.dataset.Examples;
import org.teeter.lm.dataset.PreferencePair;
import org.teeter.lm.dataset.RankedAnswers;
import org.teeter.lm.train.Example;
import org.teeter.lm.train.ExampleEncoder;

/** Pairs or rankings of files as rankings. */
final class RankedData {
    private RankedData() {}

    /** The examples to train on. */
    static Examples<RankedAnswers> read(RunOptions run, boolean rankings) {
        return rankings ? run.read(ExampleKind.RANKINGS) : asRankings(run.read(ExampleKind.PAIRS));
    }

    /** A pair is a ranking of two. */
    static Examples<RankedAnswers> asRankings(Examples<PreferencePair> pairs) {
        return new Examples<>(
                pairs.examples().stream()
                        .map(pair -> new RankedAnswers(pair.prompt(), List.of(pair.chosen(), pair.rejected())))
                        .toList(),
                pairs.places(),
                pairs.sources());
    }

    /** The examples to measure on, in ids. */
    static Optional<List<Example.Ranked>> evaluated(RunOptions run, boolean rankings, LanguageModel model) {
        return rankings
                ? run.evaluated(ExampleKind.RANKINGS, model, ExampleEncoder::rankings)
                : run.evaluated(ExampleKind.PAIRS, model, (encoder, pairs) -> {
                    ExampleEncoder.Encoded<RankedAnswers, Example.Ranked> encoded = encoder.rankings(asRankings(pairs));
                    return new ExampleEncoder.Encoded<>(List.<PreferencePair>of(), encoded.ids(), encoded.leftOut());
                });
    }
}
