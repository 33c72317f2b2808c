package org.teeter.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.teeter.audit.Finding;
import org.teeter.audit.VoteEffects;
import org.teeter.data.ComparisonGraph;
import org.teeter.fit.Fit;
import org.teeter.tabular.bytes.Progress;
import org.teeter.tabular.reader.PreferenceFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.tally.Witness;

/**
 * In which rows of the files the votes are that the worst findings hang on, and what one of them does there.
 *
 * <p>Votes of one kind do the same, so that there is one refit for each kind and not for each row.
 */
final class FindingRows {
    static final List<String> HEADER = List.of(
            "file",
            "row",
            "item_a",
            "item_b",
            "outcome",
            "target_i",
            "target_j",
            "effect",
            "drop_effect",
            "flip_effect");

    private final Fit<ComparisonGraph> fit;
    private final ComparisonGraph data;
    private final List<Path> files;
    private final ReadOptions options;
    private final Progress progress;

    /** The rest of a line behind file and row. */
    private record Kind(int kind, double votes, List<? extends @Nullable Object> cells) {}

    FindingRows(Fit<ComparisonGraph> fit, List<Path> files, ReadOptions options, Progress progress) {
        this.fit = fit;
        this.data = fit.data();
        this.files = files;
        this.options = options;
        this.progress = progress;
    }

    /**
     * A line for each row, as they come in the files.
     *
     * @param findings the worst first
     * @param pairs of so many judged pairs that findings hang on
     * @param most so many lines: each kind of vote has the same part of them, and leaves what it does not need to the next
     * @param called what a file is called
     */
    List<List<? extends @Nullable Object>> of(
            List<Finding> findings, int pairs, long most, Function<Path, String> called) {
        Map<Integer, Finding> worst = new LinkedHashMap<>(); // of each pair
        for (int k = 0; k < findings.size() && worst.size() < pairs; k++) {
            Finding finding = findings.get(k);
            finding.source().ifPresent(source -> worst.putIfAbsent(source.edge(), finding));
        }
        List<Kind> kinds = new ArrayList<>();
        VoteEffects effects = new VoteEffects(fit);
        worst.forEach((e, finding) -> {
            for (int outcome = 0; outcome < data.alternatives(); outcome++) {
                int kind = e * data.alternatives() + outcome;
                if (data.weight(kind) > 0) {
                    kinds.add(new Kind(kind, data.weight(kind), cells(finding, kind, effects)));
                }
            }
        });
        Map<Witness.Vote, Long> wanted = new LinkedHashMap<>();
        Map<Witness.Vote, Kind> byVote = new LinkedHashMap<>();
        kinds.sort(Comparator.comparingDouble(Kind::votes)); // what the rarer ones leave goes to the others
        long left = most;
        for (int k = 0; k < kinds.size(); k++) {
            Kind kind = kinds.get(k);
            long here = Math.min(Math.round(kind.votes), left / (kinds.size() - k));
            left -= here;
            Witness.Vote vote = TippedRows.vote(data, kind.kind);
            wanted.put(vote, here);
            byVote.put(vote, kind);
        }
        List<List<? extends @Nullable Object>> lines = new ArrayList<>();
        for (Witness.Seen seen : PreferenceFiles.rowsOf(wanted, files, options, progress)) {
            List<@Nullable Object> line = new ArrayList<>(Arrays.asList(called.apply(seen.file()), seen.row()));
            Kind kind = byVote.get(seen.vote());
            if (kind != null) {
                line.addAll(kind.cells);
            }
            lines.add(line);
        }
        return lines;
    }

    private List<@Nullable Object> cells(Finding finding, int kind, VoteEffects effects) {
        Finding.Source source = finding.source().orElseThrow();
        int outcome = kind % data.alternatives();
        boolean turned = source.a() != data.first(source.edge());
        boolean aWon = (outcome == 0) != turned;
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                data.items().name(source.a()),
                data.items().name(source.b()),
                outcome > 1 ? "tie" : aWon ? "a" : "b",
                data.items().name(finding.i()),
                data.items().name(finding.j())));
        double share = source.sensitivity() / source.n(); // of one vote
        cells.add(outcome > 1 ? null : aWon ? -share : share);
        effects.dropped(kind, finding.i(), finding.j()).ifPresentOrElse(cells::add, () -> cells.add(null));
        effects.flipped(kind, finding.i(), finding.j()).ifPresentOrElse(cells::add, () -> cells.add(null));
        return cells;
    }
}
