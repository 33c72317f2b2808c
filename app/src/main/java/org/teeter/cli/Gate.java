package org.teeter.cli;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.teeter.report.document.Shown;
import tools.jackson.databind.JsonNode;

/**
 * A condition under which an audit fails, for pipelines: {@code votes-to-tip<100}, {@code votes-to-tip-top10<100}, {@code
 * fragile>0}, {@code sensitivity>5}.
 *
 * @param quantity that is compared
 * @param below whether it fails below the limit; else above it
 * @param limit itself included in what passes
 */
record Gate(Quantity quantity, boolean below, double limit) {
    private static final Pattern CONDITION = Pattern.compile("\\s*([a-z0-9-]+)\\s*([<>])\\s*(\\S+)\\s*");

    /** What an audit is held to. */
    enum Quantity {
        /** The fewest votes, turned round or left out, that change who is first; 0 where two are. */
        VOTES_TO_TIP("who is first"),
        /** The fewest votes, turned round, or of rankings left out, that change which items are the first ten. */
        VOTES_TO_TIP_TOP10("which items are the first ten"),
        /** How many predictions are fragile at the smallest threshold. */
        FRAGILE(""),
        /** The largest sensitivity. */
        SENSITIVITY("");

        private final String claim;

        Quantity(String claim) {
            this.claim = claim;
        }

        private OptionalDouble of(JsonNode audit) {
            return switch (this) {
                case FRAGILE ->
                    OptionalDouble.of(audit.required("fragile").get(0).doubleValue());
                case SENSITIVITY ->
                    OptionalDouble.of(audit.required("largestSensitivity").doubleValue());
                case VOTES_TO_TIP ->
                    audit.path("order").path("first").size() > 1 ? OptionalDouble.of(0) : votes(audit.path("order"), 1);
                case VOTES_TO_TIP_TOP10 -> votes(audit.path("order"), 10);
            };
        }

        private static OptionalDouble votes(JsonNode order, int top) {
            return StreamSupport.stream(order.path("votesToTip").spliterator(), false)
                    .filter(turn -> turn.required("top").intValue() == top)
                    .mapToDouble(turn -> turn.required("votes").doubleValue())
                    .min();
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    static Gate of(String text) {
        Matcher matcher = CONDITION.matcher(text);
        if (matcher.matches()) {
            for (Quantity quantity : Quantity.values()) {
                if (quantity.word().equals(matcher.group(1))) {
                    try {
                        double limit = Double.parseDouble(matcher.group(3));
                        if (Double.isFinite(limit)) {
                            return new Gate(quantity, matcher.group(2).equals("<"), limit);
                        }
                    } catch (NumberFormatException e) {
                        break; // refused with what is not a condition
                    }
                }
            }
        }
        throw new UsageException("--fail-on must be like votes-to-tip<100, fragile>0 or sensitivity>5, got " + text);
    }

    /** What is wrong with an audit; empty if it passes. */
    Optional<String> fails(JsonNode audit) {
        OptionalDouble value = quantity.of(audit);
        if (value.isEmpty()) {
            return Optional.of(
                    "--fail-on " + this + ": this audit does not say how many votes change " + quantity.claim);
        }
        double found = value.getAsDouble();
        return (below ? found < limit : found > limit)
                ? Optional.of("--fail-on " + this + ": " + quantity.word() + " is " + Shown.number(found))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return quantity.word() + (below ? "<" : ">") + Shown.number(limit);
    }
}
