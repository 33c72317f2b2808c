package org.teeter.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.teeter.data.ComparisonGraph;
import org.teeter.report.document.Order;
import org.teeter.report.document.TipDocument;
import org.teeter.tabular.bytes.Progress;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.tally.Witness;
import org.teeter.votes.Change;

/** In which rows of the files the votes are that change an order, the first of each kind. */
final class TippedRows {
    static final List<String> HEADER =
            List.of("top", "change", "file", "row", "winner", "loser", "tie", "votes", "out", "in");

    private final ComparisonGraph data;
    private final List<Path> files;
    private final ReadOptions options;
    private final Progress progress;

    TippedRows(ComparisonGraph data, List<Path> files, ReadOptions options, Progress progress) {
        this.data = data;
        this.files = files;
        this.options = options;
        this.progress = progress;
    }

    /** A line for each row of each change; added votes are in no row. */
    List<List<String>> of(TipDocument document) {
        List<List<String>> lines = new ArrayList<>();
        for (Order.Turn turn : document.turns()) {
            if (turn.change() == Change.ADD) {
                continue;
            }
            Map<Witness.Vote, Long> wanted = new HashMap<>();
            turn.parts().forEach(part -> wanted.put(vote(data, part.kind()), Math.round(part.votes())));
            for (Witness.Seen seen : PreferenceFiles.rowsOf(wanted, files, options, progress)) {
                lines.add(List.of(
                        Integer.toString(turn.k()),
                        turn.change().name().toLowerCase(Locale.ROOT),
                        seen.file().toString(),
                        Long.toString(seen.row()),
                        seen.vote().winner(),
                        seen.vote().loser(),
                        Boolean.toString(seen.vote().tie()),
                        Long.toString(seen.votes()),
                        document.items().name(turn.ahead()),
                        document.items().name(turn.behind())));
            }
        }
        return lines;
    }

    /** The votes of a kind, as rows have them. */
    static Witness.Vote vote(ComparisonGraph data, int kind) {
        int e = kind / data.alternatives();
        String first = data.items().name(data.first(e));
        String second = data.items().name(data.second(e));
        return switch (kind % data.alternatives()) {
            case 0 -> new Witness.Vote(first, second, false);
            case 1 -> new Witness.Vote(second, first, false);
            default -> Witness.Vote.tie(first, second);
        };
    }
}
