package org.teeter.ledger;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.teeter.report.document.Shown;
import org.teeter.report.page.Html;
import org.teeter.report.page.PageTemplate;

/** {@code ledger.html}: a ledger as one page that needs no network, and scripts for nothing but to filter, to fold and to go dark. */
public final class LedgerPage {

    private LedgerPage() {}

    /**
     * Writes the page.
     *
     * @param version of Teeter
     */
    public static void write(Appendable out, Ledger ledger, String version) throws IOException {
        String style = PageTemplate.sharedStyle() + PageTemplate.resource(LedgerPage.class, "ledger.css");
        String script = PageTemplate.themeScript() + PageTemplate.resource(LedgerPage.class, "ledger.js");
        out.append(PageTemplate.filled(
                PageTemplate.resource(LedgerPage.class, "ledger.html"),
                Map.of(
                        "style-hash", PageTemplate.hash(style),
                        "script-hash", PageTemplate.hash(script),
                        "style", style,
                        "script", script,
                        "summary", Html.escape(LedgerText.summary(ledger)),
                        "counts", counts(ledger),
                        "rows", rows(ledger),
                        "pictures", pictures(ledger),
                        "not-judged", notJudged(),
                        "version", Html.escape(version))));
    }

    /** The name of a claim inside the page's address. */
    static String anchor(Passage statement) {
        String name = statement
                .id()
                .replace("α", "alpha")
                .replace("β", "beta")
                .replace("γ", "gamma")
                .replace("δ", "delta")
                .replace("Ω", "omega");
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static String counts(Ledger ledger) {
        Html html = new Html().open("dl", "class", "strip");
        for (Verdict verdict : Verdict.values()) {
            html.open("div")
                    .leaf("dt", verdict.words())
                    .leaf("dd", Integer.toString(ledger.count(verdict)), "class", shape(verdict))
                    .close();
        }
        return html.close().done();
    }

    private static String shape(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "holds";
            case HOLDS_WITH_FIX -> "fix";
            case FAILS -> "fails";
        };
    }

    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "✓ holds";
            case HOLDS_WITH_FIX -> "◐ holds with fix";
            case FAILS -> "✗ fails";
        };
    }

    private static String rows(Ledger ledger) {
        Html html = new Html();
        for (Line line : ledger.lines()) {
            Passage statement = line.statement();
            html.open("tr", "role", "row", "id", anchor(statement), "data-verdict", shape(line.verdict()));
            html.open("th", "role", "rowheader", "scope", "row");
            Formula.add(html.open("span", "class", "id"), statement.id()).close();
            html.leaf("span", statement.where(), "class", "where").close();
            html.open("td", "role", "cell", "data-label", "claim");
            Formula.add(html.open("p"), statement.claim()).close();
            statement
                    .printed()
                    .ifPresent(printed -> html.open("p", "class", "small")
                            .text("printed: ")
                            .leaf("code", printed)
                            .close());
            html.close();
            html.open("td", "role", "cell", "data-label", "computed");
            html.open("details", "class", "finding", "open", "").leaf("summary", "what was computed", "class", "folds");
            computed(html, line);
            html.close().close();
            html.open("td", "role", "cell", "data-label", "verdict", "class", "judged")
                    .leaf("span", sign(line.verdict()), "class", "sign " + shape(line.verdict()));
            line.erratum().ifPresent(erratum -> html.leaf("span", "erratum " + erratum, "class", "where"));
            figure(html, line);
            html.close().close();
        }
        return html.done();
    }

    private static void computed(Html html, Line line) {
        Formula.add(html.open("p"), line.asPrinted().found()).close();
        line.fix()
                .ifPresent(fix -> Formula.add(html.open("p", "class", "mended").leaf("b", "Fix: "), fix + ".")
                        .close());
        line.repaired()
                .ifPresent(finding -> Formula.add(
                                html.open("p", "class", "small").text("Checked with it: "), finding.found())
                        .close());
        html.open("details").leaf("summary", "numbers");
        html.open("div", "class", "scroll-x").open("table", "class", "plain");
        html.open("caption").text("Evidence for " + line.statement().id()).close();
        html.open("thead")
                .open("tr")
                .leaf("th", "number", "scope", "col")
                .leaf("th", "value", "scope", "col", "class", "n")
                .close()
                .close();
        html.open("tbody");
        numbers(html, "", line.asPrinted());
        line.repaired().ifPresent(finding -> numbers(html, "repaired: ", finding));
        html.close().close().close().close();
    }

    private static void numbers(Html html, String prefix, Finding finding) {
        for (Quantity quantity : finding.evidence()) {
            html.open("tr").leaf("th", prefix + quantity.name(), "scope", "row");
            html.leaf("td", value(quantity), "class", "n").close();
        }
    }

    private static String value(Quantity quantity) {
        Optional<String> error = quantity.error().map(bound -> " ± " + bound);
        return Shown.digits(quantity.value(), 25) + error.orElse("");
    }

    private static void figure(Html html, Line line) {
        if (line.plot().isPresent()) {
            html.open("a", "class", "where", "href", "#picture-" + anchor(line.statement()))
                    .text("picture below")
                    .close();
        }
        line.statement().figure().ifPresent(name -> html.leaf("span", "teeter figures: " + name, "class", "where"));
    }

    private static String pictures(Ledger ledger) {
        Html html = new Html();
        for (Line line : ledger.lines()) {
            line.plot().ifPresent(plot -> {
                html.open("article", "class", "card", "id", "picture-" + anchor(line.statement()));
                html.open("h3").open("a", "href", "#" + anchor(line.statement()));
                Formula.add(html, line.statement().id()).close();
                line.erratum().ifPresent(erratum -> html.leaf("small", " " + erratum));
                html.close();
                PlotSvg.add(html, plot);
                html.close();
            });
        }
        return html.done();
    }

    private static String notJudged() {
        Html html = new Html();
        for (NotJudged one : Paper.omitted()) {
            html.open("tr")
                    .leaf("th", one.where(), "scope", "row")
                    .leaf("td", one.value())
                    .leaf("td", one.meaning())
                    .close();
        }
        return html.done();
    }
}
