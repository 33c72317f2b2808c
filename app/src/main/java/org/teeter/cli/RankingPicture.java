package org.teeter.cli;

import java.util.ArrayList;
import java.util.List;
import org.teeter.data.Amount;
import org.teeter.report.document.ItemTotals;
import org.teeter.report.document.Scale;
import org.teeter.report.document.Shown;
import org.teeter.report.figure.Label;
import org.teeter.report.figure.RankingFigure;
import org.teeter.tabular.bytes.Visible;

/** The published table as a picture. */
final class RankingPicture {
    private RankingPicture() {}

    /**
     * Draws a ranking.
     *
     * @param quantile so many standard errors to either side are an interval of 95 %
     * @param warnings what else a reader must know, for the caption
     * @throws UsageException where items have no common scale
     */
    static RankingFigure of(List<ItemTotals> ranking, Scale scale, double quantile, List<String> warnings) {
        if (ItemTotals.inParts(ranking) || ItemTotals.inComponents(ranking)) {
            throw new UsageException("--format svg draws one scale, and items of different parts have none in common;"
                    + " --largest-component keeps one part, --format html has a table of all");
        }
        int decimals = Math.max(1, scale.decimals() - 2);
        boolean ranked = ranking.stream().anyMatch(item -> item.standing().isPresent());
        boolean errors = ranking.stream().anyMatch(item -> item.standardError().isPresent());
        String axis = (scale.name().equals("elo") ? "points" : "score")
                + scale.anchor()
                        .map(item -> ", " + Label.markup(Visible.of(item)) + " fixed")
                        .orElse("");
        StringBuilder caption = new StringBuilder(ranking.size() + " items by score");
        caption.append(errors ? ", with intervals of 95 %" : "");
        caption.append(
                ranked
                        ? ", ranks that are consistent with the data for all items together, and tiers in turn white and shaded."
                        : ".");
        warnings.forEach(warning -> caption.append(' ').append(warning));
        return new RankingFigure(
                "Ranking of " + ranking.size() + " items",
                Visible.of(caption.toString()),
                axis,
                ranking.stream()
                        .map(item -> new RankingFigure.Row(
                                item.standing()
                                        .map(s -> s.low() == s.high()
                                                ? Integer.toString(s.low())
                                                : s.low() + "–" + s.high())
                                        .orElse(Integer.toString(item.rank())),
                                Visible.of(item.name()),
                                item.score(),
                                item.standardError().map(error -> quantile * error),
                                Shown.decimals(decimals, item.score())
                                        + item.standardError()
                                                .map(error -> " ± " + Shown.decimals(decimals, quantile * error))
                                                .orElse(""),
                                item.standing().map(ItemTotals.Standing::tier).orElse(0)))
                        .toList());
    }

    /** What a reader must know who sees the picture alone. */
    static List<String> notes(RankingFigure picture, int beside) {
        List<String> notes = new ArrayList<>();
        long unwritten = picture.rows().stream().filter(row -> !row.isWritten()).count();
        if (unwritten > 0) {
            notes.add("the picture's font lacks letters of " + Amount.of(unwritten, "name")
                    + ", for which boxes stand; --format html has them");
        }
        if (beside > 0) {
            notes.add("the picture shows the first ranking alone; --format html has the others beside it");
        }
        return notes;
    }
}
