package org.teeter.tabular.watch;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.teeter.data.Outcome;
import org.teeter.tabular.bytes.HashedInput;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.meaning.Meaning;
import org.teeter.tabular.meaning.Vocabulary;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.tally.Hashes;
import org.teeter.tabular.tally.VoteWatch;
import org.teeter.tabular.text.Answer;

/**
 * What rows of preference data have in common beyond their counts: prompts that are judged again, rows that are there twice, margins of
 * scores. Mutable; of a row its hash is kept.
 */
public final class RowProfile implements VoteWatch {
    /** What says under which prompt models were judged. */
    private static final List<String> PROMPTS =
            List.of("prompt", "prompt_id", "question_id", "question", "instruction");

    private static final int SAFE_DIGITS = 15;

    private static final List<String> SCORES = List.of("score", "rating", "reward", "avg_rating", "overall_score");

    private final MessageDigest digest = HashedInput.sha256();
    private final Hashes rows = new Hashes();
    private final Hashes prompts = new Hashes();
    private final PromptVotes votes = new PromptVotes();
    private final JudgeAgreement judges = new JudgeAgreement();
    private Optional<Margins> margins = Optional.empty();
    private Optional<String> scoredBy = Optional.empty();
    private List<String> names = List.of(); // of the columns of the file that comes
    private int[] promptSlots = {}; // of options that have names
    private int[] scoreSlots = {};
    private int slots;
    private long read;

    /** Nothing yet. */
    public RowProfile() {}

    /**
     * Begins a file.
     *
     * @param taken the columns that its rows must carry, those of its layout first
     * @return all that they are to carry
     */
    public int[] columns(Layout layout, int... taken) {
        Columns of = layout.of();
        int[] rest = IntStream.range(0, of.size())
                .filter(column -> Arrays.stream(taken).noneMatch(c -> c == column))
                .toArray();
        int[] all = IntStream.concat(Arrays.stream(taken), Arrays.stream(rest)).toArray();
        slots = all.length;
        names = Arrays.stream(all).mapToObj(of::name).toList();
        judges.begin(
                layout.form().isLabelled()
                        ? layout.columns(Role.WINNER).stream().map(of::name).toList()
                        : List.of());
        promptSlots = layout.isOfNamedPairs() ? slots(all, promptColumns(layout)) : new int[0];
        List<Integer> scores = scoreColumns(of);
        scoreSlots = slots(all, scores);
        if (!scores.isEmpty()) {
            margins = margins.or(() -> Optional.of(new Margins()));
            scoredBy = scoredBy.or(() ->
                    Optional.of(String.join(" - ", scores.stream().map(of::name).toList())));
        }
        return all;
    }

    private static int[] slots(int[] all, List<Integer> columns) {
        return columns.stream()
                .mapToInt(column -> Arrays.stream(all).boxed().toList().indexOf(column))
                .toArray();
    }

    private static List<Integer> promptColumns(Layout layout) {
        List<Integer> told = layout.columns(Role.PROMPT);
        if (!told.isEmpty()) {
            return told;
        }
        return PROMPTS.stream()
                .map(layout.of()::find)
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt)
                .limit(1)
                .toList();
    }

    /** The columns of the chosen and of the rejected answer's score, or of their difference; none where there are none. */
    private static List<Integer> scoreColumns(Columns of) {
        for (String score : SCORES) {
            for (boolean after : new boolean[] {true, false}) {
                OptionalInt chosen = of.find(after ? "chosen_" + score : score + "_chosen");
                OptionalInt rejected = of.find(after ? "rejected_" + score : score + "_rejected");
                if (chosen.isPresent() && rejected.isPresent()) {
                    return List.of(chosen.getAsInt(), rejected.getAsInt());
                }
            }
        }
        List<Integer> difference = new ArrayList<>();
        of.find("margin").ifPresent(difference::add);
        return difference;
    }

    /** Says which row's votes come next. */
    public void begin(Row row) throws BadRow {
        if (promptSlots.length > 0) {
            List<Answer> parts = new ArrayList<>();
            for (int slot : promptSlots) {
                parts.add(row.isMissing(slot) ? Answer.empty() : Answer.of(names.get(slot), row, slot));
            }
            Answer prompt = parts.size() == 1 ? parts.get(0) : Answer.joined(parts);
            votes.under(prompt.isEmpty() ? -1 : prompts.number(digest.digest(prompt.bytes())));
        } else {
            votes.under(-1);
        }
    }

    /** Takes note of a row that was counted. */
    public void end(Row row) {
        read++;
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (int slot = 0; slot < slots; slot++) {
            int size = row.isMissing(slot) ? -1 : row.to(slot) - row.from(slot);
            digest.update(length.putInt(0, size).array());
            digest.update(row.bytes(slot), row.from(slot), Math.max(0, size));
        }
        rows.number(digest.digest());
        if (scoreSlots.length > 0) {
            double chosen = number(row, scoreSlots[0]);
            margins.orElseThrow().add(scoreSlots.length == 1 ? chosen : chosen - number(row, scoreSlots[1]));
        }
    }

    private static double number(Row row, int slot) {
        int i = row.from(slot);
        int to = row.to(slot);
        long digits = 0;
        double unit = 1;
        boolean inFraction = false;
        while (i < to && to - row.from(slot) <= SAFE_DIGITS) { // as nearly all scores are written
            byte c = row.bytes(slot)[i];
            if (c >= '0' && c <= '9') {
                digits = 10 * digits + c - '0';
                unit *= inFraction ? 10 : 1;
            } else if (c == '.' && !inFraction && i + 1 < to && i > row.from(slot)) {
                inFraction = true;
            } else {
                break;
            }
            i++;
        }
        if (i == to && i > row.from(slot) && !row.isJson(slot)) {
            return digits / unit; // both are exact, so that the quotient is the nearest double
        }
        OptionalDouble number =
                row.isMissing(slot) || row.isJson(slot) ? OptionalDouble.empty() : Vocabulary.number(row.text(slot));
        return number.orElse(Double.NaN);
    }

    @Override
    public void under(int prompt) {
        votes.under(prompt);
    }

    @Override
    public void saw(int first, int second, Outcome outcome, double weight, long count) {
        votes.saw(first, second, outcome, weight, count);
    }

    @Override
    public void judged(Meaning... said) {
        judges.add(said);
    }

    /** How far several judges of a row agree, where rows have several. */
    public JudgeAgreement judges() {
        return judges;
    }

    /** Rows counted. */
    public long rows() {
        return read;
    }

    /** Rows that equal an earlier one in every column. */
    public long repeats() {
        return read - rows.size();
    }

    /** Votes of all rows. */
    public long votes() {
        return votes.votes();
    }

    /** Votes for neither. */
    public long ties() {
        return votes.ties();
    }

    /** What there is of prompts; of rows without one, nothing. */
    public PromptAgreement agreement() {
        return votes.agreement();
    }

    /** Margins of scores, if rows have them. */
    public Optional<Margins> margins() {
        return margins;
    }

    /** The columns of which the margins are. */
    public Optional<String> scoredBy() {
        return scoredBy;
    }
}
