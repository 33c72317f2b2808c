package org.teeter.tabular.meaning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.data.Outcome;
import org.teeter.tabular.bytes.Visible;
import org.teeter.tabular.column.Columns;

/**
 * What the labels of a verdict column mean: those of its shape, those that a person told, and no others, since an unknown label taken
 * for a tie would be a judgement that nobody made.
 *
 * @param listed the labels that messages list, in lower case
 * @param words what each of them says, by its {@link #normal} form
 * @param implied labels in use that leave no doubt either, unless an option has such a name
 * @param ranges what numbers say that are no label
 */
public record Vocabulary(
        List<String> listed, Map<String, Meaning> words, Map<String, Meaning> implied, List<LabelRule> ranges) {
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,9})?");
    private static final Pattern GAPS = Pattern.compile("[\\s._()-]+");

    private static final Pattern GAP = Pattern.compile("[_:/]");

    /** What options are called before what tells them apart, whatever their columns are called. */
    public static final List<String> STEMS =
            List.of("response", "answer", "output", "completion", "model", "assistant", "system", "image", "item");

    private static final Pattern DASHES = Pattern.compile("[‐‑‒–—−]");

    /** What every verdict column may say, whatever its two sides are called; no two of these mean different things anywhere. */
    private static final Map<String, Outcome> ANYWHERE = anywhere();

    private static final Vocabulary EMPTY = new Vocabulary(List.of(), Map.of(), Map.of(), List.of());

    private static final Vocabulary ARENA = sides("model_a", "model_b")
            .with(Outcome.BOTH_BAD, "tie (bothbad)", "both_bad")
            .withGrades();

    public Vocabulary {
        listed = List.copyOf(listed);
        words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
        implied = Collections.unmodifiableMap(new LinkedHashMap<>(implied));
        ranges = List.copyOf(ranges);
    }

    private static Map<String, Outcome> anywhere() {
        Map<String, Outcome> words = new LinkedHashMap<>();
        for (String tie : ("tie tied ties draw drawn equal tievote bothgood botharegood "
                        + "tiebothgood nopreference nodifference same thesame aboutthesame equallygood")
                .split(" ", -1)) {
            words.put(tie, Outcome.TIE);
        }
        for (String bad : List.of("bothbad", "tiebothbad", "bothbadvote", "botharebad", "bothbadtie", "equallybad")) {
            words.put(bad, Outcome.BOTH_BAD);
        }
        words.put("leftvote", Outcome.FIRST);
        words.put("rightvote", Outcome.SECOND);
        return words;
    }

    /** The two sides by these words, and {@code tie}. */
    public static Vocabulary sides(String first, String second) {
        return EMPTY.with(Outcome.FIRST, first).with(Outcome.SECOND, second).with(Outcome.TIE, "tie");
    }

    /** Those of the chatbot arenas, or the name of the model that won. */
    public static Vocabulary arena() {
        return ARENA;
    }

    /** Those of every shape, for columns that a person named. */
    public static Vocabulary anySides() {
        return sides("first", "second")
                .with(Outcome.FIRST, "left")
                .with(Outcome.SECOND, "right")
                .with(Outcome.FIRST, "model_a")
                .with(Outcome.SECOND, "model_b")
                .with(Outcome.BOTH_BAD, "tie (bothbad)", "both_bad")
                .withGrades()
                .unlisted(Meaning.of(Outcome.FIRST), "1-0", "1:0")
                .unlisted(Meaning.of(Outcome.SECOND), "0-1", "0:1")
                .unlisted(Meaning.of(Outcome.TIE), "1/2-1/2", "½-½", "0.5-0.5");
    }

    /** Results of games as chess writes them, the side with White first. */
    public static Vocabulary games() {
        return new Vocabulary(List.of("1-0", "0-1", "1/2-1/2"), Map.of(), Map.of(), List.of())
                .unlisted(Meaning.of(Outcome.FIRST), "1-0", "1:0", "w")
                .unlisted(Meaning.of(Outcome.SECOND), "0-1", "0:1", "b")
                .unlisted(Meaning.of(Outcome.TIE), "1/2-1/2", "½-½", "0.5-0.5", ".5-.5", "1/2", "½", "=")
                .unlisted(Meaning.SKIPPED, "*");
    }

    /** Home win, draw, away win, as tables of football have them. */
    public static Vocabulary homeAway() {
        return new Vocabulary(List.of("h", "d", "a"), Map.of(), Map.of(), List.of())
                .unlisted(Meaning.of(Outcome.FIRST), "h", "home")
                .unlisted(Meaning.of(Outcome.TIE), "d", "draw")
                .unlisted(Meaning.of(Outcome.SECOND), "a", "away");
    }

    /** Numbers by their sign: below zero the first, above it the second, zero a tie. */
    public static Vocabulary signs(double most) {
        return new Vocabulary(List.of("-" + (int) most + " to " + (int) most), Map.of(), Map.of(), List.of())
                .withRange(LabelRule.range(-most, -Double.MIN_VALUE, Outcome.FIRST))
                .withRange(LabelRule.range(0, 0, Outcome.TIE))
                .withRange(LabelRule.range(Double.MIN_VALUE, most, Outcome.SECOND));
    }

    /** Nothing but the names of the options and what a person tells. */
    public static Vocabulary names() {
        return EMPTY;
    }

    private Vocabulary with(Outcome outcome, String... labels) {
        List<String> more = new ArrayList<>(listed);
        more.addAll(List.of(labels));
        return new Vocabulary(more, and(words, Meaning.of(outcome), labels), implied, ranges);
    }

    private Vocabulary unlisted(Meaning meaning, String... labels) {
        return new Vocabulary(listed, words, and(implied, meaning, labels), ranges);
    }

    private static Map<String, Meaning> and(Map<String, Meaning> known, Meaning meaning, String... labels) {
        Map<String, Meaning> more = new LinkedHashMap<>(known);
        add(more, meaning, labels);
        return more;
    }

    private static void add(Map<String, Meaning> words, Meaning meaning, String... labels) {
        for (String label : labels) {
            words.putIfAbsent(normal(label), meaning);
        }
    }

    /** These labels, where what is missing says that nobody judged. */
    public Vocabulary orNothing() {
        return unlisted(Meaning.SKIPPED, "null", "nan", "none", "");
    }

    Vocabulary withRange(LabelRule rule) {
        List<LabelRule> more = new ArrayList<>(ranges);
        more.add(rule);
        return new Vocabulary(listed, words, implied, more);
    }

    /** The verdicts of judges that are models: A, B, C for a tie, in brackets or not, and A>>B, which counts three times. */
    private Vocabulary withGrades() {
        Map<String, Meaning> graded = new LinkedHashMap<>(implied);
        for (boolean first : new boolean[] {true, false}) {
            String a = first ? "a" : "b";
            String b = first ? "b" : "a";
            Outcome won = first ? Outcome.FIRST : Outcome.SECOND;
            Outcome lost = first ? Outcome.SECOND : Outcome.FIRST;
            add(graded, Meaning.of(won), bracketed(a));
            add(graded, Meaning.of(won), "assistant_" + a, "response_" + a, "answer_" + a);
            add(graded, Meaning.of(won), bracketed(a + ">" + b));
            add(graded, Meaning.of(won, 3), bracketed(a + ">>" + b));
            add(graded, Meaning.of(lost), bracketed(a + "<" + b));
            add(graded, Meaning.of(lost, 3), bracketed(a + "<<" + b));
            add(graded, Meaning.of(Outcome.TIE), bracketed(a + "=" + b));
            add(graded, Meaning.of(Outcome.TIE), bracketed(a + "~=" + b));
        }
        add(graded, Meaning.of(Outcome.TIE), bracketed("c"));
        return new Vocabulary(listed, words, graded, ranges);
    }

    private static String[] bracketed(String label) {
        return new String[] {label, "[" + label + "]", "[[" + label + "]]"};
    }

    /**
     * These labels and the headers of the two columns, which come first: a column called left may be the second one. What tells the
     * headers apart is a label too: {@code a} and {@code b} of model_a and model_b, 1 and 2 of item1 and item2.
     *
     * @param numbers whether numbers that tell them apart are labels, and those between them parts of a vote; they are none where
     *     these labels have numbers of their own
     */
    public Vocabulary withHeaders(String first, String second, boolean numbers) {
        Map<String, Meaning> extended = new LinkedHashMap<>();
        extended.put(normal(first), Meaning.of(Outcome.FIRST));
        extended.put(normal(second), Meaning.of(Outcome.SECOND));
        words.forEach(extended::putIfAbsent);
        List<String> shown = new ArrayList<>(List.of(lower(first), lower(second)));
        listed.stream().filter(label -> !shown.contains(label)).forEach(shown::add);
        Vocabulary all = new Vocabulary(shown, extended, implied, ranges);
        String one = Columns.normal(first);
        String two = Columns.normal(second);
        int from = 0;
        while (from < Math.min(one.length(), two.length()) && one.charAt(from) == two.charAt(from)) {
            from++;
        }
        int end = 0;
        while (end < Math.min(one.length(), two.length()) - from
                && one.charAt(one.length() - 1 - end) == two.charAt(two.length() - 1 - end)) {
            end++;
        }
        from = from > 0 && one.lastIndexOf('_', from - 1) >= 0 ? one.lastIndexOf('_', from - 1) + 1 : from;
        int gap =
                one.indexOf('_', one.length() - end); // whole words are alike: left_model and right_model end in _model
        end = gap >= 0 ? one.length() - gap : end;
        String a = one.substring(from, one.length() - end).replace("_", "");
        String b = two.substring(from, two.length() - end).replace("_", "");
        OptionalDouble low = number(a);
        OptionalDouble high = number(b);
        if (a.isEmpty()
                || b.isEmpty()
                || (low.isPresent() != high.isPresent())
                || (low.isPresent() && !(numbers && ranges.isEmpty()))) {
            return all;
        }
        for (Matcher before = GAP.matcher(one.substring(0, from)); before.find(); ) { // image_a of INPUT:image_a
            all = all.unlisted(Meaning.of(Outcome.FIRST), one.substring(before.end()))
                    .unlisted(Meaning.of(Outcome.SECOND), two.substring(before.end()));
        }
        all = all.unlisted(Meaning.of(Outcome.FIRST), a, "option " + a, "[[" + a + "]]", "[" + a + "]")
                .unlisted(Meaning.of(Outcome.SECOND), b, "option " + b, "[[" + b + "]]", "[" + b + "]");
        if (a.equals("a") && b.equals("b")) {
            all = all.withGrades();
        }
        for (String stem : STEMS) { // Response 1
            all = all.unlisted(Meaning.of(Outcome.FIRST), stem + "_" + a)
                    .unlisted(Meaning.of(Outcome.SECOND), stem + "_" + b);
        }
        all = all.unlisted(Meaning.of(Outcome.FIRST), "model_a").unlisted(Meaning.of(Outcome.SECOND), "model_b");
        boolean rising = low.isPresent() && low.getAsDouble() < high.getAsDouble();
        return rising ? all.withRange(LabelRule.sliding(low.getAsDouble(), high.getAsDouble(), false)) : all;
    }

    /** These labels and what a person told, which comes first. */
    public Vocabulary told(List<LabelRule> rules) {
        if (rules.isEmpty()) {
            return this;
        }
        Map<String, Meaning> extended = new LinkedHashMap<>();
        List<String> shown = new ArrayList<>(listed);
        List<LabelRule> numbers = new ArrayList<>();
        for (LabelRule rule : rules) {
            if (rule.isRange()) {
                numbers.add(rule);
            } else {
                extended.put(normal(rule.label()), rule.meaning());
                shown.add(lower(rule.label()));
            }
        }
        words.forEach(extended::putIfAbsent);
        boolean otherNumbers = rules.stream().anyMatch(this::isOtherNumber);
        Map<String, Meaning> unsaid = new LinkedHashMap<>(implied);
        unsaid.keySet()
                .removeIf(label -> number(label).isPresent()
                        && (otherNumbers
                                || numbers.stream()
                                        .anyMatch(rule -> rule.of(number(label).getAsDouble())
                                                .isPresent())));
        if (!otherNumbers) {
            numbers.addAll(ranges);
        }
        return new Vocabulary(shown, extended, unsaid, numbers);
    }

    /**
     * Whether a rule gives a number to one of the two that was not its number before. Then the numbers of the headers say nothing: who
     * tells that 0 is the first would not have 1, of item1, be the first too.
     */
    private boolean isOtherNumber(LabelRule rule) {
        return rule.numbers().stream().anyMatch(number -> {
            Meaning told = rule.isRange() ? rule.of(number).orElseThrow() : rule.meaning();
            Optional<Outcome> before = implied(Double.toString(number)).map(Meaning::outcome);
            boolean isSided = told.outcome() == Outcome.FIRST || told.outcome() == Outcome.SECOND;
            return isSided && !before.equals(Optional.of(told.outcome()));
        });
    }

    private static String lower(String label) {
        return Visible.trimmed(label).toLowerCase(Locale.ROOT);
    }

    /** A label as it is looked up: upper and lower case are the same, and so are 1, 1.0 and 1e0, and dashes of any length. */
    public static String normal(String label) {
        OptionalDouble number = number(label);
        return number.isPresent()
                ? Double.toString(number.getAsDouble() + 0.0)
                : DASHES.matcher(lower(label)).replaceAll("-");
    }

    /** A number as tables write it. */
    public static OptionalDouble number(String label) {
        String text = Visible.trimmed(label);
        return !text.isEmpty() && text.charAt(0) <= '9' && DECIMAL.matcher(text).matches()
                ? OptionalDouble.of(Double.parseDouble(text))
                : OptionalDouble.empty();
    }

    /** What a label says that is one of those listed or told; {@code "null"} stands for one that is missing. */
    public Optional<Meaning> plain(String label) {
        String normal = normal(label);
        return Optional.ofNullable(words.get(normal.isEmpty() && !words.containsKey("") ? "null" : normal));
    }

    /** What a label says otherwise, if it says anything. */
    public Optional<Meaning> implied(String label) {
        String normal = normal(label);
        Meaning meant = implied.get(normal);
        if (meant != null) {
            return Optional.of(meant);
        }
        OptionalDouble number = number(label);
        if (number.isPresent()) {
            double d = number.getAsDouble();
            for (LabelRule range : ranges) {
                Optional<Meaning> found = range.of(d);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.ofNullable(words.get(d == 1 ? "true" : d == 0 ? "false" : " "));
        }
        if (normal.equals("true") || normal.equals("false")) {
            return Optional.ofNullable(words.get(normal(normal.equals("true") ? "1" : "0")));
        }
        String bare = bare(normal);
        if (bare.length() < 2) {
            return Optional.empty();
        }
        for (Map<String, Meaning> known : List.of(words, implied)) {
            for (Map.Entry<String, Meaning> word : known.entrySet()) {
                if (bare.equals(bare(word.getKey())) && number(word.getKey()).isEmpty()) {
                    return Optional.of(word.getValue());
                }
            }
        }
        return Optional.ofNullable(ANYWHERE.get(bare)).map(Meaning::of);
    }

    /** A label without what stands between its words: Model A, model-a and model_a are the same. */
    private static String bare(String normal) {
        return GAPS.matcher(normal).replaceAll("");
    }

    /** The labels as a sentence lists them. */
    public String list() {
        String own = "the name of one of the two";
        return listed.isEmpty() ? own : String.join(", ", listed) + " or " + own;
    }

    /** The accepted label that looks most like the given one, if any looks like it at all. */
    public Optional<String> nearest(String label) {
        String normal = lower(label);
        int least = Math.max(1, normal.length() / 3) + 1;
        Optional<String> nearest = Optional.empty();
        for (String accepted : listed) {
            int edits = Edits.between(normal, accepted, least);
            if (edits < least) {
                least = edits;
                nearest = Optional.of(accepted);
            }
        }
        return nearest;
    }
}
