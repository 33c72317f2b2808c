package org.teeter.tabular.shape;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.teeter.tabular.ballot.RankingForms;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.meaning.FirstRow;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.meaning.Word;

/**
 * What a person would perhaps say of columns that are no known shape, as options that can be typed. It is a proposal in a refusal and
 * never taken by itself.
 */
public final class Proposal {
    /** Words that tell two sides apart, of which neither is the better. */
    private static final List<List<String>> SIDES =
            words("a/b 1/2 0/1 i/j j/k x/y left/right home/away home/visitor h/v team/opponent"
                    + " player/opponent visitor/opponent white/black red/blue r/b");

    /** What comes next, where there are more than two. */
    private static final Map<String, String> THIRD = Map.of("b", "c", "2", "3", "1", "2", "j", "k", "k", "l", "y", "z");

    /** Words of which the first says that it is the better. */
    private static final List<List<String>> ORDERED =
            words("winner/loser win/lose won/lost w/l chosen/rejected accepted/rejected"
                    + " preferred/dispreferred preferred/non_preferred better/worse positive/negative");

    private static final Pattern PROMPT = ending("prompt|" + String.join("|", PromptElsewhere.NAMES));
    private static final Pattern TEXT = side(String.join("|", Shape.TEXT_STEMS) + "|human_ref|conversation|content");
    private static final Pattern VALUE = side("score|point|pt|goal|run|rating|elo|rank|prob|token|len|length"
            + "|time|date|utc|level|safe|source|sha\\d*|quote|id|url|lat|long");
    private static final Pattern SCORE = side("score|point|pt|goal|run|rating");
    private static final Pattern WINS = side("win|won|vote|count|n");
    private static final Pattern TIES = ending("(tie|draw)s?|tied|drawn|n_(tie|draw)s?|(tie|draw)_count");
    private static final Pattern BOTH_BAD = ending("both_?bad|bad|neither");
    private static final Pattern NAME =
            Pattern.compile("(.*_)?(model|player|team|fighter|item|option|name|system|id|school"
                    + "|candidate|agent|object|stim|home|away|white|black|winner|loser).*"
                    + "|[wl](team|player).*");
    private static final Pattern MEDIUM = side("image|img|picture|photo|audio|clip|video|sample|file|path|uid");
    private static final Pattern VERDICT = side("winning|preference|pref|preferred|label|better|choice|verdict|vote"
            + "|result|outcome|judgment|judgement|decision|chosen|selected|comparison|y|target");
    /** What experiments call what was pressed or answered. */
    private static final Pattern ANSWERED =
            ending("resp|response|answer|button_pressed|button|key|keys|key_press(ed)?");

    private static final Pattern LEANING = ending("margin|strength|score|rating|scale|diff|difference|degree|[cds]mos");
    /** Judges with a column each. */
    private static final Pattern JUDGE =
            Pattern.compile("((.*_)?(ann|annot|annotator|annotation|annotated|rater|judge|judgment"
                    + "|evaluator|expert|worker|coder|voter|vote|label|verdict|preference|choice)s?_?)\\d+");

    /** Of two, what did not win. */
    private static final Pattern WORSE = side("loser|lost|loses|worse|worst|rejected|dispreferred|inferior");

    private static final Pattern WINNER = Pattern.compile("win|(.*_)?winner(_.*)?");
    private static final Pattern PART = Pattern.compile(
            "(.*_)?(prob|probability|p|share|win|won|win_?rate)_a|a_(win|won|is_better|better|preferred)s?");
    private static final Pattern RANK = ending("rank|ranking|position|place|positionorder|finish");
    private static final Pattern RATING = ending("score|rating|grade|points|stars");
    private static final Pattern CHOICE = ending("choice|chosen|selected|res");
    private static final Pattern THING = Pattern.compile("(.*_)?("
            + "model|item|brand|product|option|candidate|alternative|alt|driver|player|team"
            + "|movie|stimulus|image|object|method|system|horse|wine|dish|song" + ")(s|_?id|_?name)?");

    private final Columns columns;
    private final Map<String, Pattern> places = new HashMap<>(); // in a name, of each word
    private final FirstRow row;
    private final List<Integer> paired = new ArrayList<>();

    public Proposal(Columns columns) {
        this(columns, FirstRow.none());
    }

    public Proposal(Columns columns, FirstRow row) {
        this.columns = columns;
        this.row = row;
    }

    /** Options for the columns in which the preferred and the other text may be, where none are called so. */
    public static Optional<String> ofTexts(Columns columns) {
        return columns.find(Role.CHOSEN.word()).isPresent()
                ? Optional.empty()
                : new Proposal(columns).options().filter(options -> options.contains(" " + Role.CHOSEN.word() + "="));
    }

    /** Whether each side has a column of its own that says how often, or whether, it won. */
    boolean hasWins() {
        return options()
                .filter(options -> options.contains(" " + Role.WINS_FIRST.word() + "="))
                .isPresent();
    }

    /** Whether a column of this normal name may count rows of which both options were bad. */
    static boolean isBothBad(String name) {
        return BOTH_BAD.matcher(name).matches();
    }

    /** Whether a column holds a score of a side, and so no option. */
    public boolean isScore(int column) {
        return matches(SCORE, column);
    }

    /** Whether a column is called as texts are. */
    public boolean isText(int column) {
        return matches(TEXT, column);
    }

    /** Whether two columns may be the two options of a row. */
    boolean hasTwo() {
        return likeliest(SIDES).isPresent();
    }

    /** Whether two columns are called as the two options of a row are. */
    boolean hasSides() {
        return pairs(SIDES).stream().anyMatch(pair -> matches(NAME, pair[0]));
    }

    /** Lists of words, with a stroke between those of one. */
    static List<List<String>> words(String lists) {
        return Stream.of(lists.split(" ", -1))
                .map(list -> List.of(list.split("/", -1)))
                .toList();
    }

    private static Pattern ending(String words) {
        return Pattern.compile("(.*_)?(" + words + ")");
    }

    private static Pattern side(String words) {
        return Pattern.compile("(.*_)?(" + words + ")s?(_.*)?[012ab]?");
    }

    /** Options for the columns that a person would perhaps name; empty if their names give no idea. */
    Optional<String> options() {
        Optional<int[]> ordered = likeliest(ORDERED);
        Optional<int[]> sides = likeliest(SIDES);
        if (ordered.isPresent() && sides.isEmpty()) {
            return Optional.of(ordered(ordered.get()));
        }
        return sides.map(this::sides).or(this::rows).or(this::ranks);
    }

    private String ordered(int[] pair) {
        OptionalInt prompt = first(column -> matches(PROMPT, column));
        if (prompt.isPresent() || matches(TEXT, pair[0])) {
            return promptOption(prompt) + both(Role.CHOSEN, Role.REJECTED, pair);
        }
        return both(Role.WINNER, Role.LOSER, pair);
    }

    private String sides(int[] pair) {
        boolean texts = matches(TEXT, pair[0]) || Word.isSentence(row.text(pair[0]));
        String options = (texts ? promptOption(first(column -> matches(PROMPT, column))) : "")
                + both(Role.FIRST, Role.SECOND, pair) + " ";
        Optional<int[]> wins = pairOf(WINS).or(() -> named("wins", "losses")).or(() -> ofEachSide("winner", pair));
        Optional<int[]> labels = ofEachSide("label|preference|preferred|choice|chosen|selected", pair);
        OptionalInt part = first(column -> matches(PART, column));
        List<Integer> judges = judges();
        OptionalInt verdict = verdict(pair);
        Optional<int[]> scores = pairOf(SCORE);
        if (!texts && wins.isPresent()) {
            OptionalInt bad = first(column -> matches(BOTH_BAD, column));
            OptionalInt ties = first(column -> matches(TIES, column) && !matches(BOTH_BAD, column));
            return options
                    + both(Role.WINS_FIRST, Role.WINS_SECOND, wins.get())
                    + (ties.isPresent() ? " " + flag(Role.TIES, ties.getAsInt()) : "")
                    + (bad.isPresent() ? " " + flag(Role.BOTH_BAD, bad.getAsInt()) : "");
        } else if (!texts && part.isPresent()) {
            return options + flag(Role.WINS_FIRST, part.getAsInt());
        } else if (judges.size() > 1 && labels.isEmpty()) {
            return options + Role.WINNER.flag(joined(judges));
        } else if (labels.isPresent()
                && first(column -> matches(WINNER, column)).isEmpty()) {
            return options
                    + (row.text(labels.get()[0]).matches("(?i)true|false")
                            ? both(Role.WINS_FIRST, Role.WINS_SECOND, labels.get())
                            : both(Role.SCORE_FIRST, Role.SCORE_SECOND, labels.get()) + " (the larger wins)");
        } else if (verdict.isPresent()) {
            return options + flag(Role.WINNER, verdict.getAsInt());
        } else if (scores.isPresent()) {
            return options + both(Role.SCORE_FIRST, Role.SCORE_SECOND, scores.get()) + " (the larger wins)";
        }
        OptionalInt leaning = first(column -> matches(LEANING, column) && !paired.contains(column));
        return options + (leaning.isPresent() ? flag(Role.WINNER, leaning.getAsInt()) : Role.WINNER.flag("…"));
    }

    /** Columns of a number for each side, called as the sides are: label_0 and label_1 beside model_0 and model_1. */
    private Optional<int[]> ofEachSide(String words, int[] sides) {
        String begin = "(.*_)?(" + words + ")_?";
        return pairs(SIDES).stream()
                .filter(pair -> pair[0] != sides[0]
                        && normal(pair[0]).matches(begin + word(sides[0], sides[1]))
                        && normal(pair[1]).matches(begin + word(sides[1], sides[0])))
                .findFirst();
    }

    /** The word of a column's name, or its number, that another one does not have. */
    private String word(int column, int other) {
        List<String> others = List.of(normal(other).split("_", -1));
        return Stream.of(normal(column).split("_", -1))
                .filter(word -> !others.contains(word))
                .findFirst()
                .orElse("")
                .replaceFirst(".*\\D(?=\\d)", "");
    }

    /** Columns of one stem with a number each, which judges may be. */
    private List<Integer> judges() {
        Map<String, List<Integer>> byStem = new LinkedHashMap<>();
        for (int column = 0; column < columns.size(); column++) {
            Matcher judge = JUDGE.matcher(normal(column));
            if (judge.matches()) {
                byStem.computeIfAbsent(judge.group(1), stem -> new ArrayList<>())
                        .add(column);
            }
        }
        return byStem.values().stream().max(Comparator.comparingInt(List::size)).orElse(List.of());
    }

    /** A column that is called as a verdict is, or in the first row holds one. */
    private OptionalInt verdict(int[] sides) {
        OptionalInt winner = first(column -> matches(WINNER, column) && !row.isNested(column));
        OptionalInt named = winner.isPresent() ? winner : first(column -> matches(VERDICT, column) && isFree(column));
        OptionalInt held = named.isPresent() ? named : first(column -> isFree(column) && holdsVerdict(column, sides));
        return held.isPresent() || matches(TEXT, sides[0])
                ? held
                : first(column -> matches(ANSWERED, column) && isFree(column));
    }

    /** Whether a column may hold a label. */
    private boolean isFree(int column) {
        return !paired.contains(column) && !row.isNested(column) && !matches(WORSE, column);
    }

    private boolean holdsVerdict(int column, int[] sides) {
        String text = row.text(column);
        Vocabulary labels = Vocabulary.anySides().withHeaders(columns.name(sides[0]), columns.name(sides[1]), false);
        return !text.isEmpty()
                && !row.isNumber(column)
                && (text.equals(row.text(sides[0]))
                        || text.equals(row.text(sides[1]))
                        || labels.plain(text).isPresent()
                        || (!text.matches("(?i)true|false")
                                && labels.implied(text).isPresent()));
    }

    private String promptOption(OptionalInt prompt) {
        return prompt.isPresent() ? flag(Role.PROMPT, prompt.getAsInt()) + " " : "";
    }

    /** A row for each option that was ranked, rated or chosen from those of a set. */
    private Optional<String> rows() {
        OptionalInt rank = first(column -> matches(RANK, column));
        OptionalInt rating = rank.isPresent() ? rank : first(column -> matches(RATING, column));
        OptionalInt value = rating.isPresent() ? rating : first(column -> matches(CHOICE, column));
        OptionalInt thing = first(column -> matches(THING, column) && !RankingForms.isVoter(plain(column)));
        List<Integer> ballot = all(column -> !row.isNested(column)
                && !row.text(column).contains(" ") // the prompt itself, beside its number
                && (RankingForms.isVoter(plain(column))
                        || (rating.isEmpty() && normal(column).equals("id"))));
        if (value.isEmpty() || ballot.isEmpty() || (rating.isEmpty() && !row.isNumber(value.getAsInt()))) {
            return Optional.empty();
        }
        List<Integer> others = all(column -> column != value.getAsInt() && !ballot.contains(column));
        OptionalInt item = thing.isEmpty() && others.size() == 1 ? OptionalInt.of(others.get(0)) : thing;
        return Optional.of(Role.BALLOT.flag(joined(ballot)) + " "
                + (item.isPresent() ? flag(Role.ITEM, item.getAsInt()) : Role.ITEM.flag("…")) + " "
                + flag(rank.isPresent() ? Role.RANK : Role.SCORE, value.getAsInt())
                + (rank.isPresent() ? "" : " (the more the better)"));
    }

    /** Columns of one name but for a number at its end, of which each holds a rank. */
    private Optional<String> ranks() {
        Map<String, List<Integer>> byStem = new LinkedHashMap<>();
        all(row::isNumber)
                .forEach(column -> byStem.computeIfAbsent(
                                normal(column).replaceFirst("\\d+$", ""), stem -> new ArrayList<>())
                        .add(column));
        return byStem.values().stream()
                .filter(several -> several.size() > 2
                        && several.stream()
                                .map(row::text)
                                .sorted()
                                .toList()
                                .equals(IntStream.rangeClosed(1, several.size())
                                        .mapToObj(Integer::toString)
                                        .sorted()
                                        .toList()))
                .findFirst()
                .map(several -> Role.RANK.flag(joined(several)) + " (1 the best)");
    }

    private String joined(List<Integer> several) {
        return several.stream().map(columns::name).collect(Collectors.joining("+"));
    }

    private Optional<int[]> pairOf(Pattern kind) {
        return pairs(SIDES).stream()
                .filter(pair -> matches(kind, pair[0]))
                .min(Comparator.comparingInt(pair -> normal(pair[0]).length())); // score1 rather than proj_score1
    }

    private Optional<int[]> named(String one, String two) {
        OptionalInt first = columns.find(one);
        OptionalInt second = columns.find(two);
        return first.isPresent() && second.isPresent()
                ? Optional.of(new int[] {first.getAsInt(), second.getAsInt()})
                : Optional.empty();
    }

    /** The two columns of one stem that are likeliest the options: those of names, else of texts, else of anything but values. */
    private Optional<int[]> likeliest(List<List<String>> words) {
        List<int[]> pairs = pairs(words);
        pairs.forEach(pair -> paired.addAll(List.of(pair[0], pair[1])));
        List<IntPredicate> kinds = List.of(
                column -> normal(column).endsWith("name"),
                column -> matches(NAME, column) && !matches(VALUE, column) && !matches(TEXT, column),
                column -> matches(TEXT, column) && !matches(VALUE, column) && !matches(VERDICT, column),
                column -> matches(NAME, column) && normal(column).matches(".*id(_?[012abijxy]|_left|_right)?"),
                column -> matches(MEDIUM, column) && !matches(VALUE, column),
                column -> !matches(VALUE, column) && !matches(WINS, column));
        for (IntPredicate kind : kinds) {
            for (int[] pair : pairs) {
                if (kind.test(pair[0])) {
                    return Optional.of(pair);
                }
            }
        }
        return Optional.empty();
    }

    /** All pairs of columns whose names differ in one of the words, where no third one has the next. */
    private List<int[]> pairs(List<List<String>> words) {
        List<int[]> pairs = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            for (List<String> word : words) {
                OptionalInt second = other(column, word.get(0), word.get(1));
                boolean goesOn = THIRD.containsKey(word.get(1))
                        && other(column, word.get(0), THIRD.getOrDefault(word.get(1), ""))
                                .isPresent();
                if (second.isPresent() && !goesOn && normal(column).length() > 1) {
                    pairs.add(new int[] {column, second.getAsInt()});
                }
            }
        }
        return pairs;
    }

    /** The column whose name has the second word where this has the first: a number behind anything, others where a word begins. */
    public OptionalInt other(int column, String one, String two) {
        String name = normal(column);
        String second =
                places.computeIfAbsent(one, Proposal::place).matcher(name).replaceFirst("$1" + two + "$2");
        return second.equals(name) ? OptionalInt.empty() : columns.find(second);
    }

    private static Pattern place(String word) {
        String before = word.matches("\\d") ? "(^|\\D)" : "(^|_|response|answer|output|model|player|team|item)";
        return Pattern.compile(before + word + "($|_|s$|team|player|model|score)");
    }

    private List<Integer> all(IntPredicate wanted) {
        return IntStream.range(0, columns.size()).filter(wanted).boxed().toList();
    }

    private OptionalInt first(IntPredicate wanted) {
        return IntStream.range(0, columns.size()).filter(wanted).findFirst();
    }

    private boolean matches(Pattern pattern, int column) {
        return pattern.matcher(plain(column)).matches();
    }

    private String plain(int column) {
        return normal(column).replace(':', '_').replaceFirst("[?!]+$", ""); // OUTPUT:result, which is better?
    }

    private String normal(int column) {
        return Columns.normal(columns.name(column));
    }

    private String both(Role first, Role second, int[] pair) {
        return flag(first, pair[0]) + " " + flag(second, pair[1]);
    }

    private String flag(Role role, int column) {
        return role.flag(columns.name(column));
    }
}
