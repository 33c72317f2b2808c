package org.teeter.report.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.teeter.tabular.bytes.Visible;

/** A ranking as a table that people read: on a terminal, or to be pasted into a page, a model card or a paper. */
public final class Leaderboard {
    private static final int LONGEST_NAME = 72; // a prompt and an answer, with what tells those apart that begin alike
    private final List<Column> columns = new ArrayList<>();
    private final int rows;

    /**
     * The fit of a group of judgements by itself, a column beside those of all.
     *
     * @param rows of its items, by name; empty where it has no finite fit
     * @param quantile so many standard errors to either side are an interval of 95 %
     */
    public record Group(String name, Map<String, ItemTotals> rows, double quantile) {
        public Group {
            rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows)); // in their order
        }

        private String cell(String item, int decimals) {
            return Optional.ofNullable(rows.get(item))
                    .map(t -> Shown.decimals(decimals, t.score())
                            + t.standardError()
                                    .map(e -> " ± " + Shown.decimals(decimals, quantile * e))
                                    .orElse("")
                            + " (" + t.rank() + ")")
                    .orElse("–");
        }
    }

    private record Column(String head, boolean isName, List<String> cells) {}

    private Leaderboard(List<ItemTotals> ranking) {
        this.rows = ranking.size();
    }

    private void add(String head, List<ItemTotals> ranking, Function<ItemTotals, String> cell) {
        columns.add(
                new Column(head, head.equals("item"), ranking.stream().map(cell).toList()));
    }

    private static Leaderboard begun(List<ItemTotals> ranking, UnaryOperator<String> shown) {
        Leaderboard table = new Leaderboard(ranking);
        table.add("rank", ranking, t -> Shown.number((long) t.rank()));
        if (ranking.stream().anyMatch(t -> t.standing().isPresent())) {
            table.add(
                    "ranks",
                    ranking,
                    t -> t.standing().map(s -> s.low() + "-" + s.high()).orElse(""));
            table.add(
                    "tier",
                    ranking,
                    t -> t.standing().map(s -> Shown.number((long) s.tier())).orElse(""));
        }
        table.add("item", ranking, t -> shown.apply(t.name()));
        return table;
    }

    /** For a terminal; {@code quantile} standard errors to either side are an interval of 95 %. */
    public static String text(List<ItemTotals> ranking, Scale scale, double quantile, List<Group> groups) {
        Leaderboard table = begun(ranking, stubs(ranking));
        int coarser = Math.max(1, scale.decimals() - 1);
        table.add("score", ranking, t -> Shown.decimals(scale.decimals(), t.score()));
        table.add(
                "se",
                ranking,
                t -> t.standardError()
                        .map(e -> Shown.decimals(scale.decimals(), e))
                        .orElse(""));
        table.addQuasiErrors(ranking, scale.decimals());
        table.add(
                "95 % interval",
                ranking,
                t -> t.standardError()
                        .map(e -> Shown.decimals(coarser, t.score() - quantile * e) + " … "
                                + Shown.decimals(coarser, t.score() + quantile * e))
                        .orElse(""));
        table.add("judgements", ranking, t -> Shown.number(t.comparisons()));
        table.add("wins", ranking, t -> Shown.number(t.wins()));
        table.add("losses", ranking, t -> Shown.number(t.losses()));
        table.add("ties", ranking, t -> Shown.number(t.ties()));
        table.addParts(ranking);
        table.addGroups(ranking, coarser, groups);
        return table.text();
    }

    /** Names as a terminal has room for them. */
    private static UnaryOperator<String> stubs(List<ItemTotals> ranking) {
        boolean areShort = ranking.stream().allMatch(t -> Visible.width(Visible.of(t.name())) <= LONGEST_NAME);
        return areShort
                ? UnaryOperator.identity()
                : new Stubs(ranking.stream().map(ItemTotals::name).toList(), LONGEST_NAME)::of;
    }

    private void addQuasiErrors(List<ItemTotals> ranking, int decimals) {
        if (ItemTotals.haveQuasiErrors(ranking)) {
            add(
                    "quasi se",
                    ranking,
                    t -> t.quasiError().map(e -> Shown.decimals(decimals, e)).orElse(""));
        }
    }

    private void addParts(List<ItemTotals> ranking) {
        if (ItemTotals.inParts(ranking)) {
            add("part", ranking, t -> Integer.toString(t.part()));
        }
        if (ItemTotals.inComponents(ranking)) {
            add("component", ranking, t -> Integer.toString(t.component()));
        }
    }

    private void addGroups(List<ItemTotals> ranking, int decimals, List<Group> groups) {
        groups.forEach(group -> add(group.name, ranking, t -> group.cell(t.name(), decimals)));
    }

    private String text() {
        List<Integer> widths = columns.stream()
                .map(c -> Stream.concat(Stream.of(c.head), c.cells.stream())
                        .mapToInt(cell -> Visible.width(Visible.of(cell)))
                        .max()
                        .orElse(0))
                .toList();
        return lines(
                cells -> {
                    StringBuilder line = new StringBuilder();
                    for (int k = 0; k < columns.size(); k++) {
                        String cell = Visible.of(cells.get(k));
                        String space = " ".repeat(widths.get(k) - Visible.width(cell));
                        line.append(k == 0 ? "" : "  ").append(columns.get(k).isName ? cell + space : space + cell);
                    }
                    return line.toString().stripTrailing();
                },
                Optional.empty());
    }

    /** What is published: rank, item, score, half of its interval of 95 %, judgements. */
    private static Leaderboard published(List<ItemTotals> ranking, Scale scale, double quantile, List<Group> groups) {
        Leaderboard table = begun(ranking, UnaryOperator.identity());
        int decimals = Math.max(1, scale.decimals() - 2);
        table.add("score", ranking, t -> Shown.decimals(decimals, t.score()));
        if (ranking.stream().anyMatch(t -> t.standardError().isPresent())) {
            table.add(
                    "± 95 %",
                    ranking,
                    t -> t.standardError()
                            .map(e -> Shown.decimals(decimals, quantile * e))
                            .orElse(""));
        }
        table.addQuasiErrors(ranking, decimals);
        table.add("judgements", ranking, t -> Shown.number(t.comparisons()));
        table.addParts(ranking);
        table.addGroups(ranking, decimals, groups);
        return table;
    }

    /** In Markdown, as GitHub and Hugging Face read it; what warns of it stands beneath. */
    public static String markdown(
            List<ItemTotals> ranking, Scale scale, double quantile, List<Group> groups, List<String> warnings) {
        Leaderboard table = published(ranking, scale, quantile, groups);
        return table.lines(
                        cells -> cells.stream().map(Markdown::text).collect(Collectors.joining(" | ", "| ", " |")),
                        Optional.of(table.columns.stream()
                                .map(c -> c.isName ? ":--" : "--:")
                                .collect(Collectors.joining(" | ", "| ", " |"))))
                + warnings.stream().map(line -> "\n\n" + Markdown.text(line)).collect(Collectors.joining());
    }

    /** In HTML: the table alone, without a style; what warns of it is its foot. */
    public static String html(
            List<ItemTotals> ranking, Scale scale, double quantile, List<Group> groups, List<String> warnings) {
        Leaderboard table = published(ranking, scale, quantile, groups);
        StringBuilder html = new StringBuilder("<table>\n<thead><tr>");
        table.columns.forEach(
                c -> html.append("<th scope=\"col\">").append(escaped(c.head)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (int row = 0; row < table.rows; row++) {
            html.append("<tr>");
            for (Column column : table.columns) {
                String cell = escaped(Visible.of(column.cells.get(row)));
                html.append(
                        column.isName
                                ? "<th scope=\"row\" align=\"left\"><bdi>" + cell + "</bdi></th>"
                                : "<td align=\"right\">" + cell + "</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n");
        if (!warnings.isEmpty()) {
            html.append("<tfoot>\n");
            for (String line : warnings) {
                html.append("<tr><td colspan=\"" + table.columns.size() + "\">")
                        .append(escaped(Visible.of(line)))
                        .append("</td></tr>\n");
            }
            html.append("</tfoot>\n");
        }
        return html.append("</table>").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** In LaTeX: a tabular that needs no package, and what warns of it. */
    public static String latex(
            List<ItemTotals> ranking, Scale scale, double quantile, List<Group> groups, List<String> warnings) {
        Leaderboard table = published(ranking, scale, quantile, groups);
        String places = table.columns.stream().map(c -> c.isName ? "l" : "r").collect(Collectors.joining());
        return "\\begin{tabular}{" + places + "}\n\\hline\n"
                + table.lines(
                        cells -> cells.stream().map(Leaderboard::inLatex).collect(Collectors.joining(" & ")) + " \\\\",
                        Optional.of("\\hline"))
                + "\n\\hline\n\\end{tabular}"
                + warnings.stream()
                        .map(line -> "\n\n\\noindent " + inLatex(line))
                        .collect(Collectors.joining());
    }

    private static String inLatex(String text) {
        StringBuilder latex = new StringBuilder();
        for (char c : Visible.of(text).toCharArray()) {
            latex.append(
                    switch (c) {
                        case '\\' -> "\\textbackslash{}";
                        case '~' -> "\\textasciitilde{}";
                        case '^' -> "\\textasciicircum{}";
                        case '<' -> "\\textless{}"; // in LaTeX's own encoding of fonts these three are other characters
                        case '>' -> "\\textgreater{}";
                        case '|' -> "\\textbar{}";
                        case '±' -> "$\\pm$";
                        case '&', '%', '$', '#', '_', '{', '}' -> "\\" + c;
                        default -> String.valueOf(c);
                    });
        }
        return latex.toString().replaceAll("-(?=-)|'(?=')|`(?=`)", "$0{}"); // of two it would make one
    }

    private String lines(Function<List<String>, String> line, Optional<String> beneathHead) {
        List<String> lines = new ArrayList<>();
        lines.add(line.apply(columns.stream().map(Column::head).toList()));
        beneathHead.ifPresent(lines::add);
        for (int row = 0; row < rows; row++) {
            int at = row;
            lines.add(line.apply(columns.stream().map(c -> c.cells.get(at)).toList()));
        }
        return String.join("\n", lines);
    }
}
