package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;

/** A ledger for a terminal: one line a claim, at most 120 columns wide. */
public final class LedgerText {
    private static final int WIDTH = 120;

    private LedgerText() {}

    /** The lines of all claims: number, verdict, what is claimed or, where that fails, what to do about it. */
    public static List<String> lines(Ledger ledger) {
        int widest = ledger.lines().stream()
                .mapToInt(line -> line.statement().id().length())
                .max()
                .orElse(0);
        List<String> text = new ArrayList<>();
        for (Line line : ledger.lines()) {
            String start = pad(line.statement().id(), widest) + "  " + pad(word(line.verdict()), 5) + "  "
                    + pad(line.erratum().orElse(""), 3) + "  ";
            text.add(start + cut(told(line), WIDTH - start.length()));
        }
        return text;
    }

    /** All that was found of each claim, a block a claim. */
    public static List<String> details(Ledger ledger) {
        List<String> text = new ArrayList<>();
        for (Line line : ledger.lines()) {
            Passage statement = line.statement();
            text.add(statement.id() + " (" + statement.where() + "): " + word(line.verdict())
                    + line.erratum()
                            .map(erratum -> ", see " + erratum + " in docs/MATH.md")
                            .orElse(""));
            text.add("  claims: " + statement.claim());
            statement.printed().ifPresent(printed -> text.add("  printed: " + printed));
            text.add("  found: " + line.asPrinted().found());
            quantities(line.asPrinted(), text);
            line.fix().ifPresent(fix -> text.add("  fix: " + fix));
            line.repaired().ifPresent(repaired -> {
                text.add("  found of the fix: " + repaired.found());
                quantities(repaired, text);
            });
            text.add("");
        }
        return text;
    }

    private static void quantities(Finding finding, List<String> text) {
        finding.evidence().forEach(quantity -> text.add("    " + quantity.name() + ": " + quantity.value()));
    }

    /** The counts of the verdicts, in a sentence's half. */
    public static String summary(Ledger ledger) {
        return ledger.lines().size() + " claims: " + ledger.count(Verdict.HOLDS) + " hold, "
                + ledger.count(Verdict.HOLDS_WITH_FIX) + " hold with a fix, " + ledger.count(Verdict.FAILS) + " fail";
    }

    private static String told(Line line) {
        return switch (line.verdict()) {
            case HOLDS -> line.statement().claim();
            case HOLDS_WITH_FIX -> line.fix().orElseThrow();
            case FAILS -> line.asPrinted().found();
        };
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "holds";
            case HOLDS_WITH_FIX -> "fix";
            case FAILS -> "FAILS";
        };
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String cut(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int space = text.lastIndexOf(' ', width - 2);
        return text.substring(0, space > width / 2 ? space : width - 2) + " …";
    }
}
