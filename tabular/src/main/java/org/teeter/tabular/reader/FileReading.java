package org.teeter.tabular.reader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.teeter.data.Amount;
import org.teeter.tabular.ballot.PrefLibOrders;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.form.RowCounter;
import org.teeter.tabular.form.Sink;
import org.teeter.tabular.meaning.UnknownLabel;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.DatabaseQuery;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.row.PrefLibRecords;
import org.teeter.tabular.row.QueryRecords;
import org.teeter.tabular.row.Records;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.scan.CodedScan;
import org.teeter.tabular.scan.PlainScan;
import org.teeter.tabular.shape.Recognition;
import org.teeter.tabular.tally.BallotTally;
import org.teeter.tabular.tally.FileTally;
import org.teeter.tabular.tally.Names;
import org.teeter.tabular.tally.Witness;
import org.teeter.tabular.watch.Bystanders;
import org.teeter.tabular.watch.RowProfile;

/** One file on its way to its counts. Mutable. */
final class FileReading implements InputFiles.Reader {
    private static final int NOT_AGAIN = Integer.MAX_VALUE;

    private final Path file;
    private final ReadOptions options;
    private final Registers registers;
    private final Crew crew;
    private final Optional<Witness> witness;
    private final Optional<RowProfile> profile;
    private final BadRows bad;
    private final LateColumns late;
    private FileTally tally = new FileTally();
    private BallotTally ballots = new BallotTally();
    private Optional<Layout> layout = Optional.empty();
    private Optional<Bystanders> bystanders = Optional.empty();
    private List<String> notes = List.of();
    private List<String> header = List.of();
    private final List<byte[]> repeated = new ArrayList<>(); // what a row holds that is the header again
    private long rows;
    private boolean watchesLate; // columns that the first record does not have
    private int looked; // rows at which the bystanders have looked
    private Optional<Boolean> isShared = Optional.empty(); // once it is known
    private Optional<PartReading> abreast = Optional.empty(); // where parts of the file are counted beside each other
    private boolean isQuery; // rather than a file

    /** @param crew who counts parts of the file beside each other */
    FileReading(Path file, ReadOptions options, Registers registers, Crew crew) {
        this.file = file;
        this.options = options;
        this.registers = registers;
        this.crew = crew;
        this.witness = registers.witness();
        this.profile = registers.profile();
        this.bad = new BadRows(file, options.skipBadRows(), registers.rejects());
        this.late = new LateColumns(file, options);
        registers.texts().begin(file);
        witness.ifPresent(watching -> tally.watchedBy(watching, registers.names()));
        profile.ifPresent(tally::watchedBy);
    }

    /** Counts all rows. */
    @Override
    public void read(Records records) throws IOException {
        try {
            readRows(records);
        } catch (InputException e) {
            abreast.ifPresent(PartReading::requireOneEnd); // what is refused may have been read otherwise by one reader
            throw e;
        }
    }

    private void readRows(Records records) throws IOException {
        if (records.hasHeader()) {
            header = headerOf(records);
        }
        Optional<RowCounter> counter = layout.isPresent() ? Optional.of(counter(records)) : Optional.empty();
        while (!bad.areEnoughAt(rows)) {
            if (looked >= Bystanders.ROWS && counter.isPresent()) {
                countAbreast(records, counter.get());
            }
            if (bad.areEnoughAt(rows) || !records.next()) {
                break;
            }
            rows++;
            try {
                if (counter.isEmpty()) {
                    begin(records);
                    counter = Optional.of(counter(records));
                }
                Row row = records.row();
                row.requireOther(repeated);
                if (looked < Bystanders.ROWS) {
                    bystanders.orElseThrow().look(row);
                    looked++;
                    if (looked == Bystanders.ROWS) {
                        bystanders.orElseThrow().requirePrompts();
                        if (profile.isEmpty()) { // which looks at all columns of all rows
                            takeOwn(records);
                        }
                    }
                }
                registers.texts().at(records.number());
                if (witness.isPresent()) {
                    witness.get().at(file, records.number());
                }
                if (profile.isPresent()) {
                    profile.get().begin(row);
                    counter.get().count(row);
                    profile.get().end(row);
                } else {
                    counter.get().count(row);
                }
            } catch (UnknownLabel e) {
                bad(records, e, Optional.of(e.label()));
            } catch (BadRow e) {
                bad(records, e, Optional.empty());
            }
        }
        bad.requireLabels();
        addParts();
        if (counter.isPresent()) {
            finish(counter.get());
        }
        notes = records.notes();
        bystanders.ifPresent(Bystanders::requirePrompts);
    }

    /** Has parts of what comes next counted beside each other, where that may be and is worth it. */
    private void countAbreast(Records records, RowCounter counter) throws IOException {
        if (isShared.isEmpty()) {
            boolean shared = mayShare(counter);
            isShared = Optional.of(shared);
            abreast = records.parts(crew.part())
                    .filter(parts -> shared)
                    .map(parts -> new PartReading(parts, crew, layout(), registers, repeated, bad, late, counter));
        }
        if (abreast.isPresent() && abreast.get().isDueAt(rows)) {
            rows = abreast.get().count(rows);
        }
    }

    private boolean mayShare(RowCounter counter) throws IOException {
        return !registers.isWatched()
                && layout().isOfNamedPairs()
                && layout().form().countsEachRow()
                && !counter.hangsOnOrder()
                && StandardInput.isFile(file) // and can be read again
                && crew.shares(Files.size(file));
    }

    /** Adds what was counted beside each other. */
    private void addParts() {
        abreast.ifPresent(PartReading::requireOneEnd);
        try {
            for (FileTally part : abreast.map(PartReading::tallies).orElse(List.of())) {
                tally.addPart(part);
            }
        } catch (BadRow e) {
            throw new ReadAgain(); // one reader finds the row at which they are too many
        }
    }

    /** Counts the rankings of a PrefLib file. */
    @Override
    public void read(PrefLibRecords records) throws IOException {
        layout = Optional.of(PrefLibOrders.layout(records, new Columns(file, records.columns()), options.told())
                .requireTimes());
        bystanders = Optional.of(new Bystanders(layout(), column -> true));
        read((Records) records);
    }

    private void finish(RowCounter counter) {
        try {
            counter.finish();
        } catch (BadRow e) {
            throw InputException.of(file, e.reason());
        }
    }

    private static List<String> headerOf(Records records) {
        try {
            return records.columns();
        } catch (BadRow e) {
            throw new IllegalStateException("a header is no row", e);
        }
    }

    private void begin(Records records) throws BadRow {
        Columns columns = new Columns(file, records.columns());
        Layout found = recognised(columns, records).requireTimes();
        layout = Optional.of(found);
        bystanders = Optional.of(new Bystanders(found, column -> true));
    }

    /** The layout by the names of the columns, or else by the row reached, which may be one of ranks. */
    private Layout recognised(Columns columns, Records records) {
        return Recognition.of(columns, options.told(), () -> {
            records.take(IntStream.range(0, columns.size()).toArray(), 0, column -> Records.NOT_TAKEN);
            try {
                return Optional.of(records.row());
            } catch (BadRow bad) {
                return Optional.empty(); // the columns are told of first
            }
        });
    }

    private RowCounter counter(Records records) {
        return counter(records, registers.voters());
    }

    private RowCounter counter(Records records, Names ballotNames) {
        if (records.hasHeader()) {
            for (int column : layout().slotColumns()) {
                repeated.add(layout().of().name(column).strip().getBytes(StandardCharsets.UTF_8));
            }
        }
        if (looked == NOT_AGAIN) {
            takeOwn(records);
        } else {
            int[] watched = bystanders.orElseThrow().columns();
            watchesLate = !records.hasHeader() && profile.isEmpty();
            int[] all = Arrays.copyOf(watched, watched.length + (watchesLate ? Bystanders.MOST_LATE : 0));
            Arrays.fill(all, watched.length, all.length, Records.NOT_TAKEN);
            take(records, all);
        }
        return layout().form().counter(layout(), registers.sink(tally, ballots, ballotNames));
    }

    private void takeOwn(Records records) {
        take(records, layout().slotColumns());
    }

    private void take(Records records, int... columns) {
        int[] all = profile.map(asked -> asked.columns(layout(), columns)).orElse(columns);
        records.take(all, layout().slotColumns().length, this::meet);
    }

    /** Counts all rows of a Parquet file: in codes where every value is in order, row by row as text where not. */
    @Override
    public void read(ParquetFile parquet) throws IOException {
        header = parquet.columns();
        if (parquet.isEmpty()) {
            return;
        }
        Layout found = recognised(parquet.records(1)).requireTimes();
        layout = Optional.of(found);
        Sink sink = registers.sink(tally, ballots, registers.voters());
        Optional<PlainScan> plain = registers.isWatched() ? Optional.empty() : PlainScan.of(parquet, found, sink);
        long longest = plain.isPresent() ? 0 : parquet.longestText(found.slotColumns());
        look(parquet, found);
        if (!registers.isWatched()) {
            try {
                rows = plain.isPresent() ? plain.get().count() : CodedScan.run(parquet, found, sink, longest);
                return;
            } catch (BadRow e) {
                tally = new FileTally(); // the other way of reading says which row, and why
            }
        }
        plain.ifPresent(bounded -> parquet.longestText(found.slotColumns())); // which are fetched only now
        parquet.restrain(true);
        try (Records records = parquet.records(Long.MAX_VALUE)) {
            read(records);
        }
        parquet.restrain(false);
    }

    /**
     * Counts all rows of a query: those that are alike at once, as the database has counted them, where every row is in order and is
     * counted by itself; row by row where not.
     */
    @Override
    public void read(DatabaseQuery query) throws IOException {
        isQuery = true;
        header = query.columns();
        if (query.isEmpty()) {
            return;
        }
        Layout found = recognised(query.first(1)).requireTimes();
        layout = Optional.of(found);
        look(query.first(Bystanders.ROWS), new Bystanders(found, column -> true));
        if (registers.isWatched() || !query.canGroup(found.slotColumns()) || !readGrouped(query)) {
            try (Records records = query.records(Long.MAX_VALUE)) {
                read(records);
            }
        }
    }

    /** Whether all rows were in order; nothing is counted if not, and the other way of reading says which row, and why. */
    private boolean readGrouped(DatabaseQuery query) {
        Form form = layout().form();
        int keys = form.together().stream()
                .mapToInt(role -> layout().columns(role).size())
                .sum();
        Optional<QueryRecords> grouped = form.countsEachRow()
                ? Optional.of(query.grouped())
                : keys > 0 ? query.gathered(keys, layout().slotColumns()) : Optional.empty();
        return grouped.isPresent() && readGrouped(query, grouped.get());
    }

    private boolean readGrouped(DatabaseQuery query, QueryRecords grouped) {
        long different = 0;
        try (QueryRecords records = grouped) {
            RowCounter counter =
                    counter(records, new Names("ballot")); // groups are numbered, whatever ballots are called
            while (records.next()) {
                Row row = records.row();
                row.requireOther(repeated);
                tally.alike(records.times());
                ballots.alike(records.times());
                counter.count(row);
                rows += records.times();
                different++;
            }
            counter.finish();
        } catch (BadRow e) {
            tally = new FileTally();
            ballots = new BallotTally();
            rows = 0;
            repeated.clear();
            return false;
        }
        tally.alike(1);
        ballots.alike(1);
        if (different < rows) {
            notes = List.of(query.product() + " counted " + Amount.of(rows, "row") + ", of which "
                    + Amount.of(different, "is different", "are different") + ", before they were sent");
        }
        return true;
    }

    private Layout recognised(Records one) throws IOException {
        Columns columns = new Columns(file, header);
        Optional<Layout> named = late.wouldBe(header);
        try (Records first = one) {
            first.take(IntStream.range(0, columns.size()).toArray(), 0, column -> Records.NOT_TAKEN);
            return named.isEmpty() && first.next()
                    ? recognised(columns, first)
                    : named.orElseGet(() -> Recognition.of(columns, options.told()));
        }
    }

    /** Looks at the columns of numbers that play no role, and at texts only where options are texts. */
    private void look(ParquetFile parquet, Layout found) throws IOException {
        look(parquet.records(Bystanders.ROWS), Bystanders.of(found, parquet));
    }

    private void look(Records first, Bystanders watched) throws IOException {
        bystanders = Optional.of(watched);
        looked = NOT_AGAIN;
        try (Records records = first) {
            records.take(watched.columns(), layout().slotColumns().length, this::meet);
            while (records.next()) {
                watched.look(records.row());
            }
            watched.requirePrompts();
        } catch (BadRow e) {
            return; // the row is read again, and told of then
        }
    }

    /** Meets a column that the first record does not have. */
    private int meet(String column) throws BadRow {
        late.require(column, layout());
        late.add(column);
        if (abreast.isPresent() && late.areTooMany(layout())) {
            throw new ReadAgain();
        }
        return watchesLate && looked < Bystanders.ROWS
                ? bystanders.orElseThrow().meet(column)
                : Records.NOT_TAKEN;
    }

    @Override
    public boolean makesSenseOf(List<String> columns) {
        return late.wouldBe(columns).isPresent();
    }

    private void bad(Records records, BadRow e, Optional<String> label) {
        bad.add(
                new BadRows.Bad(
                        rows,
                        records.number(),
                        records.place() + e.reason(),
                        label,
                        () -> records.found(Rejects.MOST_RAW + 1)),
                layout.isEmpty());
    }

    private Layout layout() {
        return layout.orElseThrow();
    }

    FileTally tally() {
        return tally;
    }

    BallotTally ballots() {
        return ballots;
    }

    /** How rows say who was preferred; empty where there was no row. */
    Optional<Form> form() {
        return layout.filter(known -> rows > bad.rejected()).map(Layout::form);
    }

    long rows() {
        return rows;
    }

    /** Whether there were columns or nothing at all, and in any case no row. */
    boolean isEmpty() {
        return rows == 0;
    }

    /** Refuses a file without rows, as it is if it is the only one. */
    InputException empty() {
        if (header.isEmpty()) {
            return InputException.of(file, "there is no record in the file");
        }
        Recognition.of(new Columns(file, header), options.told());
        return InputException.of(
                file,
                isQuery
                        ? "the query has no rows; is a condition in it never met?"
                        : "the file has columns and no rows; is it complete?");
    }

    Source source(InputFiles.Opened opened) {
        if (rows > 0 && layout.isEmpty()) {
            throw InputException.of(
                    file,
                    "no record could be read; the first that was left out is "
                            + registers.rejects().first());
        }
        List<String> told = new ArrayList<>(layout.map(Layout::notes).orElse(List.of()));
        told.addAll(notes);
        bystanders.ifPresent(watched -> told.addAll(watched.notes(rows)));
        told.addAll(ballots.notes());
        if (rows == 0) {
            told.add("there are no rows in " + StandardInput.shown(file));
        }
        options.decay()
                .flatMap(decay -> tally.span(decay).or(() -> ballots.span(decay)))
                .ifPresent(span -> told.add("times in " + layout().named().get(Role.TIME) + ": " + span));
        if (tally.trimmed() > 0) {
            told.add(Amount.of(
                    tally.trimmed(),
                    "name had white space around it, which was left out",
                    "names had white space around them, which was left out"));
        }
        if (tally.skipped() > 0) {
            told.add(Amount.of(tally.skipped(), "verdict says", "verdicts say") + " that nobody judged, and "
                    + (tally.skipped() == 1 ? "was" : "were") + " left out");
        }
        if (tally.zeros() > 0) {
            told.add(Amount.of(tally.zeros(), "row has", "rows have")
                    + " 0 in all counts, and so no judgement; if neither"
                    + " won there, give ties a column of their own");
        }
        List<String> ignored = new ArrayList<>();
        layout.ifPresent(known ->
                known.ignored().forEach(column -> ignored.add(known.of().name(column))));
        ignored.addAll(late.names());
        return new Source(
                file,
                opened.format(),
                layout.map(Layout::words).orElse("no rows"),
                opened.bytes(),
                opened.sha256(),
                rows,
                bad.rejected(),
                layout.map(Layout::named).orElse(Map.of()),
                ignored,
                told);
    }
}
