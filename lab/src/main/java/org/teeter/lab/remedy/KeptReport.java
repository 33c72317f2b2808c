package org.teeter.lab.remedy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.teeter.lab.experiment.Statistic;

/** Which remedy keeps its promise, as Markdown. */
public final class KeptReport {
    private KeptReport() {}

    /** The lines of one board: what a point of the moved share does to the asked preference, promised and measured. */
    public static List<String> of(Board board, List<Kept> kept, int asked) {
        int done = kept.stream()
                .flatMap(one -> one.byShare().values().stream())
                .mapToInt(List::size)
                .sum();
        List<String> lines = new ArrayList<>();
        lines.add("## Board `" + board.name() + "`: " + board.i() + " against " + board.j());
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "Nobody judged them. One point: the share of %s over %s goes from %s to %s. %d of %d runs are in; ± is one"
                        + " standard deviation over seeds.",
                board.moved().i(),
                board.moved().j(),
                board.shares().get(0),
                board.shares().get(1),
                done,
                asked));
        lines.add("");
        lines.add("| remedy | loss | preference, promised | trained | a point moves it by, promised | trained |"
                + " kept | rewards' preference by a point, promised | trained |");
        lines.add("| --- ".repeat(9) + "|");
        for (Kept one : kept) {
            if (one.isMoved()) {
                lines.add(row(one));
            }
        }
        lines.add("");
        return lines;
    }

    private static String row(Kept one) {
        double first = one.board().shares().get(0);
        Statistic promised = one.moves(Kept::promised);
        Statistic trained = one.moves(r -> r.asked().exact());
        Statistic preference = one.moves(Kept::promisedPreference);
        Statistic implicit = one.moves(r -> r.asked().implicit());
        String loss =
                one.cure().method().loss() + ", β = " + one.cure().method().beta()
                        + (one.cure().strength() > 0 ? ", ε = " + one.cure().strength() : "");
        return "| " + one.cure().name() + " | " + loss + " | " + one.at(first, Kept::promised) + " | "
                + one.at(first, r -> r.asked().exact()) + " | " + signed(promised) + " | " + signed(trained) + " | "
                + (promised.mean() == 0
                        ? ""
                        : String.format(Locale.ROOT, "%.0f %%", 100 * trained.mean() / promised.mean()))
                + " | " + signed(preference) + " | " + signed(implicit) + " |";
    }

    private static String signed(Statistic s) {
        String mean = String.format(Locale.ROOT, "%+.3f", s.mean());
        return s.n() < 2 ? mean : mean + String.format(Locale.ROOT, " ± %.3f", s.sd());
    }
}
