package org.teeter.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.fit.NoFiniteFitException;
import org.teeter.model.Hold;
import org.teeter.model.PairModel;
import org.teeter.report.document.Shown;

/** What makes a finite fit of data that have none: options to type, with the names and numbers of these data. */
final class Remedies {
    private static final int NAMED = 8;
    private static final int TRIED = 64;
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:+@%=-]+");

    private static final List<String> OF_PARAMETERS =
            List.of("fit a model without ties as an outcome: --model bradley-terry, with --ties half or drop");

    private static final List<String> OF_TIED_RANKINGS = List.of("break the ties, or leave them out");

    private Remedies() {}

    /** What helps a failed fit. */
    static List<String> of(NoFiniteFitException failure, Selectable data, ModelChoice choice) {
        if (!failure.isOfScores() && choice.prior().regression().isPresent()) {
            return List.of("leave out a feature that is named: --item-covariate with the others");
        }
        if (!failure.isOfScores()) {
            return data instanceof Selectable.Ballots ? OF_TIED_RANKINGS : OF_PARAMETERS;
        }
        List<String> remedies = new ArrayList<>();
        remedies.add("collect " + data.noun() + "s that connect the parts both ways");
        int n = data.items().size();
        int[] largest = Selection.largest(data);
        if (largest.length > 1 && data.among(largest).hasFit()) {
            int out = n - largest.length;
            remedies.add("leave out what has no finite score: --largest-component (" + Amount.of(largest.length, "item")
                    + " of " + Shown.number(n) + " stay)");
            if (out <= NAMED) {
                remedies.add("the same by name: "
                        + options(IntStream.range(0, n)
                                .filter(i -> Arrays.binarySearch(largest, i) < 0)
                                .mapToObj(data.items()::name)
                                .toList()));
            }
        }
        if (largest.length > 1 && data.isSeparable()) {
            remedies.add("keep all, each strong component on a scale of its own: teeter fit --strong-components ("
                    + Amount.of(failure.existence().components().size(), "component") + ")");
        }
        least(data).ifPresent(remedies::add);
        if (remedies.stream().noneMatch(r -> r.startsWith("leave out"))) {
            remedies.add("drop or pool the items named");
        }
        if (data.allowsFirth() && failure.existence().isConnected()) {
            remedies.add("take the first order off the bias, by which all is finite: teeter fit --prior firth");
        }
        remedies.add(
                "set a prior: --prior normal:2 (each score N(0, 2²)) or --prior pseudo:0.5 (half a win and half a loss"
                        + " against a ghost)");
        return remedies;
    }

    /** What helps effects that have no finite value: each that is named may be left out. */
    static List<String> ofEffects(NoFiniteFitException failure, ModelChoice choice) {
        List<String> remedies = new ArrayList<>();
        if (choice.prior().regression().isPresent()) {
            remedies.add("leave out what is named: --home, --covariate, --item-covariate");
            return remedies;
        }
        Matcher named = Pattern.compile("\"([^\"]*)\"").matcher(failure.reason());
        named.results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(name -> remedies.add(
                        switch (name) {
                            case "home" -> "leave out the side: the same without --home";
                            case PairModel.TIE ->
                                "fit a model without ties as an outcome: --model bradley-terry, with --ties half or drop";
                            default -> "leave out what is named: the same without --covariate " + quoted(name);
                        }));
        boolean isOfTies = failure.reason().contains("the tie parameter");
        if (isOfTies) {
            remedies.addAll(OF_PARAMETERS);
        }
        if (remedies.isEmpty()) {
            remedies.add("leave out --home or --covariate");
        }
        boolean isPenalisable = choice.model().isSelfConcordant() || !isOfTies; // else the penalty outweighs few ties
        if (!failure.reason().startsWith("no judgement tells")
                && isPenalisable
                && choice.prior().hold() != Hold.INFORMATION) {
            remedies.add("take the first order off the bias, by which all is finite: --prior firth");
        }
        return remedies;
    }

    /** The fewest judgements of an item to ask for, where that gives a fit. */
    private static Optional<String> least(Selectable data) {
        double[] levels = Arrays.stream(data.judgements())
                .sorted()
                .distinct()
                .limit(TRIED)
                .toArray();
        for (double level : levels) {
            double least = Math.floor(level) + 1;
            int[] left = Selection.frequent(data, least);
            if (left.length > 1 && data.among(left).hasFit()) {
                return Optional.of("leave out items with few " + data.noun() + "s: --min-comparisons "
                        + Shown.shortest(least) + " (" + Amount.of(left.length, "item") + " of "
                        + Shown.number(data.items().size()) + " stay)");
            }
        }
        return Optional.empty();
    }

    /** Names with commas in them stand alone; names that a shell would take apart are quoted. */
    private static String options(List<String> names) {
        List<String> words = new ArrayList<>();
        String plain = names.stream().filter(name -> !name.contains(",")).collect(Collectors.joining(","));
        if (!plain.isEmpty()) {
            words.add("--drop " + quoted(plain));
        }
        names.stream().filter(name -> name.contains(",")).forEach(name -> words.add("--drop " + quoted(name)));
        return String.join(" ", words);
    }

    private static String quoted(String word) {
        boolean isPlain = Arrays.stream(word.split(",", -1))
                .allMatch(part -> PLAIN.matcher(part).matches());
        return isPlain ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
