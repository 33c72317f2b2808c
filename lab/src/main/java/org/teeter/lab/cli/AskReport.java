package org.teeter.lab.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.teeter.data.Amount;
import org.teeter.lm.ask.Inquiry;
import org.teeter.lm.ask.Interval;
import org.teeter.lm.ask.OrderReading;
import org.teeter.lm.ask.PairReading;
import org.teeter.lm.ask.SampledPreference;

/** What a model answered, as a table, and what to make of it. */
final class AskReport {
    private static final int WIDTH = 98;
    private static final String ROW = "%-36s %7s  %-15s %7s %9s %7s %6s%n";

    private AskReport() {}

    /** One line a pair; both orders apart where there are few pairs. */
    static void table(PrintWriter print, List<PairReading> readings, Inquiry inquiry, boolean compared) {
        print.printf(ROW, "preference for the first", "sampled", "95 % interval", "exact", "implicit", "valid", "none");
        for (PairReading pair : readings) {
            SampledPreference counts = pair.counts();
            row(
                    print,
                    pair.i() + " : " + pair.j(),
                    pair.frequency(),
                    pair.interval(),
                    pair.exact(),
                    pair.implicit(),
                    pair.validMass(),
                    counts);
            if (readings.size() <= 6) {
                row(print, "  asked with " + pair.i() + " first", pair.iFirst());
                row(print, "  asked with " + pair.j() + " first", pair.jFirst());
            }
        }
        String asked = inquiry.questions().size() == 1
                ? "\"" + inquiry.questions().get(0).text() + "\""
                : Amount.of(inquiry.questions().size(), "question");
        print.println();
        print(
                print,
                asked + ", asked in both orders, " + Amount.of(inquiry.samples(), "sampled answer")
                        + " each. valid: probability of an answer"
                        + " in a template; none: share of sampled answers in none."
                        + (compared ? "" : " implicit: needs the model that training began with, --reference FOLDER."));
    }

    /** Prints a paragraph in lines of at most {@link #WIDTH} characters, those after the first indented. */
    static void print(PrintWriter print, String paragraph) {
        StringBuilder line = new StringBuilder();
        for (String word : paragraph.split(" ", -1)) {
            if (line.length() + 1 + word.length() > WIDTH && !line.toString().isBlank()) {
                print.println(line);
                line.setLength(0);
                line.append(' ');
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        print.println(line);
    }

    private static void row(PrintWriter print, String label, OrderReading reading) {
        SampledPreference sampled = reading.sampled();
        row(
                print,
                label,
                sampled.frequency(),
                sampled.frequency().isPresent() ? Optional.of(sampled.interval()) : Optional.empty(),
                reading.exact().preference(),
                implicit(reading),
                reading.exact().validMass(),
                sampled);
    }

    private static void row(
            PrintWriter print,
            String label,
            OptionalDouble frequency,
            Optional<Interval> interval,
            double exact,
            OptionalDouble implicit,
            double valid,
            SampledPreference sampled) {
        print.printf(
                ROW,
                label,
                shown(frequency),
                interval.map(in -> String.format(Locale.ROOT, "%.3f … %.3f", in.low(), in.high()))
                        .orElse(""),
                shown(OptionalDouble.of(exact)),
                shown(implicit),
                shown(OptionalDouble.of(valid)),
                sampled.n() == 0 ? "" : shown(OptionalDouble.of(sampled.noneShare())));
    }

    private static String shown(OptionalDouble p) {
        return p.isPresent() ? String.format(Locale.ROOT, "%.3f", p.getAsDouble()) : "";
    }

    private static OptionalDouble implicit(OrderReading reading) {
        return reading.implicit().isPresent()
                ? OptionalDouble.of(reading.implicit().get().preference())
                : OptionalDouble.empty();
    }

    /** What is odd about the answers, and what to do next. */
    static List<String> advice(List<PairReading> readings, List<String> names, Optional<Path> out) {
        List<String> advice = new ArrayList<>();
        readings.stream()
                .filter(r -> r.validMass() < 0.5)
                .findFirst()
                .ifPresent(r -> advice.add(String.format(
                        Locale.ROOT,
                        "The model answers \"%s\" or \"%s\" in words of its own: only %.2g of its probability is on the paper's"
                                + " templates. Train it to answer in them first (teeter train sft), or read little into these"
                                + " numbers.",
                        r.i(),
                        r.j(),
                        r.validMass())));
        readings.stream()
                .filter(r -> Math.abs(r.placeEffect()) > 0.1)
                .max((a, b) -> Double.compare(Math.abs(a.placeEffect()), Math.abs(b.placeEffect())))
                .ifPresent(r -> advice.add(String.format(
                        Locale.ROOT,
                        "The place matters: \"%s\" against \"%s\" is preferred with %.3f when named first and %.3f when"
                                + " named last. The means of both orders are free of that.",
                        r.i(),
                        r.j(),
                        r.iFirst().exact().preference(),
                        r.jFirst().exact().preference())));
        long guessed = readings.stream()
                .mapToLong(r -> r.counts().guessedI() + r.counts().guessedJ())
                .sum();
        if (guessed > 0) {
            advice.add("Sampled answers in no template that name one of the options: " + guessed
                    + "; which one first is in --json and --out, as a guess, and counted nowhere.");
        }
        boolean counted =
                readings.stream().anyMatch(r -> r.counts().i() + r.counts().j() > 0);
        if (out.isPresent() && names.size() > 2 && counted) {
            advice.add(
                    "Next: teeter audit " + out.get().resolve("preferences.csv") + " (how the sampled preferences hang"
                            + " together); teeter eval bt " + out.get().resolve("triples.csv")
                            + " (what two of three predict for the third)");
        } else if (out.isEmpty()) {
            advice.add("Next: --out DIR keeps the numbers"
                    + (names.size() > 2 ? ", in files that teeter audit and teeter eval read." : "."));
        }
        return advice;
    }
}
