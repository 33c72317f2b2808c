package org.teeter.lab.cli;

import java.nio.file.Path;
import java.util.List;
import org.teeter.lm.dataset.ExampleFile;
import org.teeter.lm.dataset.PreferencePair;
import org.teeter.lm.dataset.RankedAnswers;

/** Pairs or rankings of a file as rankings. */
final class RankedData {
    private RankedData() {}

    /** A pair is a ranking of two. */
    static List<RankedAnswers> read(Path file, boolean rankings) {
        return Choices.checked(() -> rankings
                ? ExampleFile.rankings(file)
                : ExampleFile.pairs(file).stream().map(RankedData::of).toList());
    }

    private static RankedAnswers of(PreferencePair pair) {
        return new RankedAnswers(pair.prompt(), List.of(pair.chosen(), pair.rejected()));
    }
}
