package org.teeter.tabular.export;

import java.io.IOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.teeter.data.Sha256;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Packing;
import org.teeter.tabular.bytes.Progress;
import org.teeter.tabular.bytes.Quoted;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Layout;
import org.teeter.tabular.reader.InputFiles;
import org.teeter.tabular.reader.ReadOptions;
import org.teeter.tabular.reader.Shards;
import org.teeter.tabular.reader.Source;
import org.teeter.tabular.row.BadRow;
import org.teeter.tabular.row.Format;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.row.ParquetWriter;
import org.teeter.tabular.row.PrefLibRecords;
import org.teeter.tabular.row.Records;
import org.teeter.tabular.row.Row;
import org.teeter.tabular.shape.Recognition;
import org.teeter.tabular.watch.Turning;

/**
 * A copy of preference files with all of their columns, of which some rows are turned round, weighted or left out. The originals are only
 * read.
 */
public final class Export {
    private static final int LATE = 256; // columns that the first record of JSON does not have
    private static final String SOFT = "label_soft";
    private static final String WEIGHT = "weight";

    private final ReadOptions options;
    private final Treatment treatment;
    private final Optional<Format> format;
    private final boolean asArena;
    private final UnaryOperator<Path> folder;
    private final Changes changes;
    private final Set<String> written = new HashSet<>();
    private final Set<Treatment.Place> found = new HashSet<>();

    /** Told of each row that is not as it was. */
    public interface Changes {
        /** What became of a row: {@code flipped}, {@code dropped}, or {@code without a vote}, of which an arena has no row. */
        void changed(Path file, long row, String what) throws IOException;
    }

    /**
     * A file of the copy.
     *
     * @param name of the file
     * @param of what it is a copy of
     * @param layout how its rows were understood, where they had to be
     * @param format of the copy
     * @param flipped rows that were turned round
     * @param dropped rows that were left out
     */
    public record Copy(String name, Source of, Optional<Layout> layout, Format format, long flipped, long dropped) {}

    private Export(
            ReadOptions options,
            Treatment treatment,
            Optional<Format> format,
            boolean asArena,
            UnaryOperator<Path> folder,
            Changes changes) {
        this.asArena = asArena;
        this.options = options;
        this.treatment = treatment;
        this.format = format;
        this.folder = folder;
        this.changes = changes;
    }

    /**
     * Copies files.
     *
     * @param format of the copies; that of each file where nothing is said
     * @param asArena whether the copies are CSV with the columns that an arena has, model_a, model_b and winner, and all others behind
     * @param folder where a file of some name is written
     * @throws InputException if a file cannot be copied so, or a row that is to be left out is not there
     */
    public static List<Copy> copy(
            List<Path> inputs,
            ReadOptions options,
            Treatment treatment,
            Optional<Format> format,
            boolean asArena,
            UnaryOperator<Path> folder,
            Changes changes,
            Progress progress) {
        Export export = new Export(options, treatment, format, asArena, folder, changes);
        List<Path> files = Shards.of(inputs);
        List<Copy> copies = new ArrayList<>();
        try (InputFiles opened = new InputFiles(options.format(), false, progress)) {
            for (Path file : files) {
                copies.add(export.copy(file, opened));
            }
        }
        for (Treatment.Place place : treatment.dropped()) {
            if (!export.found.contains(place)) {
                throw InputException.of(
                        place.file(), "there is no row " + place.row() + " to leave out; is the list of these files?");
            }
        }
        return copies;
    }

    private Copy copy(Path file, InputFiles opened) {
        Copying copying = new Copying(file);
        InputFiles.Opened as = opened.read(file, copying);
        if (copying.rows == 0) {
            throw InputException.of(file, "there are no rows to copy");
        }
        copying.finish();
        Source source = new Source(
                file,
                as.format(),
                copying.layout.map(Layout::words).orElse("copied as they are"),
                as.bytes(),
                as.sha256(),
                copying.rows,
                0,
                copying.layout.map(Layout::named).orElse(Map.of()),
                List.of(),
                List.of());
        return new Copy(copying.name, source, copying.layout, copying.as, copying.flipped, copying.dropped);
    }

    /** One file on its way. */
    private final class Copying implements InputFiles.Reader {
        private final Path file;
        private final MessageDigest digest = Sha256.digest();
        private Optional<Layout> layout = Optional.empty();
        private Optional<Turning> turning = Optional.empty();
        private Optional<ArenaRows> arena = Optional.empty();
        private List<Integer> pair = List.of(); // columns of the names of options
        private final List<String> names = new ArrayList<>(); // of the columns, then of the added ones
        private int known; // columns of the header or of the first record
        private Format as = Format.JSONL;
        private String name = "";
        private Optional<Map<String, String>> types = Optional.empty(); // of a Parquet file's columns
        private long rows;
        private long flipped;
        private long dropped;

        Copying(Path file) {
            this.file = file;
        }

        @Override
        public boolean makesSenseOf(List<String> columns) {
            try {
                Recognition.of(new Columns(file, columns), options.told());
                return true;
            } catch (InputException e) {
                return false;
            }
        }

        @Override
        public void read(PrefLibRecords rankings) {
            throw InputException.of(file, "export is of judgements of pairs, and these are rankings");
        }

        @Override
        public void read(ParquetFile parquet) throws IOException {
            Map<String, String> known = new LinkedHashMap<>();
            for (int c = 0; c < parquet.columns().size(); c++) {
                known.put(parquet.columns().get(c), parquet.types().get(c));
            }
            types = Optional.of(known);
            parquet.restrain(true);
            try (Records records = parquet.records(Long.MAX_VALUE)) {
                read(records);
            }
            parquet.restrain(false);
        }

        @Override
        public void read(Records records) throws IOException {
            try {
                boolean begun = records.hasHeader();
                if (begun) {
                    begin(records);
                } else if (records.next()) {
                    begin(records);
                } else {
                    return;
                }
                try (Writer out = Files.newBufferedWriter(folder.apply(Path.of(rowsName())))) {
                    RowWriter writer = as == Format.CSV || as == Format.TSV
                            ? RowWriter.separated(out, as == Format.TSV ? '\t' : ',', header())
                            : RowWriter.json(out);
                    if (!begun) {
                        copy(records, writer);
                    }
                    while (records.next()) {
                        copy(records, writer);
                    }
                }
            } catch (BadRow e) {
                throw InputException.at(file, records.number(), records.place() + e.reason());
            }
        }

        private void begin(Records records) throws BadRow {
            Columns columns = new Columns(file, records.columns());
            names.addAll(columns.names());
            known = names.size();
            as = format.orElse(
                    types.isPresent()
                            ? Format.PARQUET
                            : !records.hasHeader()
                                    ? Format.JSONL
                                    : Format.named(file)
                                            .filter(f -> f == Format.TSV)
                                            .orElse(Format.CSV));
            if (as == Format.PARQUET && types.isEmpty()) {
                throw InputException.of(
                        file, "Parquet is written of Parquet, whose columns have types; use --format jsonl");
            }
            as = asArena ? Format.CSV : as;
            String plain = Packing.withoutEnding(file.getFileName().toString());
            int dot = plain.lastIndexOf('.');
            name = (dot > 0 ? plain.substring(0, dot) : plain) + "." + as.word();
            if (!written.add(name)) {
                throw InputException.of(file, "another file is copied to " + name + "; export one of them apart");
            }
            if (asArena) {
                Layout read = Recognition.of(columns, options.told());
                layout = Optional.of(read);
                arena = Optional.of(new ArenaRows(read, !treatment.weights().isEmpty()));
                if (treatment.soft()) {
                    throw InputException.of(file, "soft labels are of chosen texts, and arena rows have none");
                }
                names.clear();
                int[] order = arena.get().order();
                Arrays.stream(order).forEach(c -> names.add(columns.name(c)));
                pair = List.of(0, 1);
                records.take(order, known, this::meet);
                return;
            }
            if (treatment.needsLayout()) {
                Layout read = Recognition.of(columns, options.told());
                layout = Optional.of(read);
                if (treatment.smooths() && !treatment.soft()) {
                    turning = Optional.of(Turning.of(read));
                }
                pair = Turning.options(read);
                if (treatment.isOfPairs() && pair.isEmpty()) {
                    throw InputException.of(
                            file,
                            (treatment.weights().isEmpty() ? "smoothing of pairs is" : "weights are")
                                    + " of pairs of options that have names, and these are texts");
                }
                if (treatment.soft() && read.form().required().get(0) != Role.CHOSEN) {
                    throw InputException.of(
                            file,
                            "soft labels are the probability of a chosen text, and the rows are read as "
                                    + read.words());
                }
            }
            for (String added : added()) {
                if (columns.find(added).isPresent()) {
                    throw InputException.of(file, "there is a column " + Quoted.of(added) + " already; rename it");
                }
            }
            int late = records.hasHeader() ? 0 : LATE;
            int[] taken = IntStream.range(0, known + late)
                    .map(c -> c < known ? c : Records.NOT_TAKEN)
                    .toArray();
            records.take(taken, known, this::meet);
        }

        private int meet(String column) throws BadRow {
            if (names.size() == known + LATE || as == Format.CSV || as == Format.TSV || added().contains(column)) {
                throw new BadRow("the key " + Quoted.of(column)
                        + " is missing in the first record, and there is no place for it; write it in every record");
            }
            names.add(column);
            return names.size() - 1;
        }

        private List<String> added() {
            List<String> added = new ArrayList<>();
            if (treatment.soft()) {
                added.add(SOFT);
            }
            if (!treatment.weights().isEmpty()) {
                added.add(WEIGHT);
            }
            return added;
        }

        private List<String> header() {
            if (arena.isPresent()) {
                return arena.get().header();
            }
            List<String> header = new ArrayList<>(names);
            header.addAll(added());
            return header;
        }

        private String rowsName() {
            return as == Format.PARQUET ? name + ".rows" : name;
        }

        private void copy(Records records, RowWriter writer) throws IOException, BadRow {
            Row row = records.row();
            rows++;
            Treatment.Place place = new Treatment.Place(file, records.number());
            if (treatment.dropped().contains(place)) {
                found.add(place);
                dropped++;
                changes.changed(file, place.row(), "dropped");
                return;
            }
            if (arena.isPresent()) {
                copyVotes(row, place, arena.get(), writer);
                return;
            }
            int[] slots = IntStream.range(0, names.size()).toArray();
            int labelAt = -1;
            String label = "";
            if (turning.isPresent() && isDrawn(row)) {
                if (turning.get().label().isPresent()) {
                    String turned = turning.get().turned(row);
                    int column = turning.get().label().get();
                    if (!turned.equals(row.text(column).strip())) {
                        labelAt = column;
                        label = turned;
                    }
                }
                for (List<Integer> exchanged : turning.get().exchanged()) {
                    slots[exchanged.get(0)] = exchanged.get(1);
                    slots[exchanged.get(1)] = exchanged.get(0);
                }
                if (labelAt >= 0 || turning.get().label().isEmpty()) {
                    flipped++;
                    changes.changed(file, place.row(), "flipped");
                }
            }
            List<Double> more = new ArrayList<>();
            if (treatment.soft()) {
                more.add(1 - smoothing(row));
            }
            if (!treatment.weights().isEmpty()) {
                more.add(treatment.weights().getOrDefault(options(row), 1.0));
            }
            writer.write(row, header(), slots, labelAt, label, more, known);
        }

        private void copyVotes(Row row, Treatment.Place place, ArenaRows rows, RowWriter writer)
                throws IOException, BadRow {
            boolean turned = treatment.smooths() && isDrawn(row);
            double times =
                    treatment.weights().isEmpty() ? 1 : treatment.weights().getOrDefault(options(row), 1.0);
            List<List<String>> votes = rows.of(row, turned, times);
            if (votes.isEmpty()) {
                dropped++;
                changes.changed(file, place.row(), "without a vote");
            }
            boolean decided = votes.stream().anyMatch(vote -> !vote.get(2).startsWith("tie"));
            if (turned && decided) {
                flipped++;
                changes.changed(file, place.row(), "flipped");
            }
            for (List<String> vote : votes) {
                writer.write(vote);
            }
        }

        private Set<String> options(Row row) {
            return Set.copyOf(Arrays.asList(
                    row.text(pair.get(0)).strip(), row.text(pair.get(1)).strip()));
        }

        private double smoothing(Row row) {
            return treatment.smoothingOf().isEmpty()
                    ? treatment.smoothing()
                    : treatment.smoothingOf().getOrDefault(options(row), treatment.smoothing());
        }

        /** By the content of the row and the seed alone: its columns in the order of their names, without those that are missing. */
        private boolean isDrawn(Row row) {
            digest.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(treatment.seed()).array());
            IntStream.range(0, names.size())
                    .filter(slot -> !row.isMissing(slot))
                    .boxed()
                    .sorted((a, b) -> names.get(a).compareTo(names.get(b)))
                    .forEach(slot -> {
                        part(names.get(slot).getBytes(StandardCharsets.UTF_8));
                        part(Arrays.copyOfRange(row.bytes(slot), row.from(slot), row.to(slot)));
                    });
            long bits = ByteBuffer.wrap(digest.digest()).getLong() >>> 11;
            return bits * 0x1p-53 < smoothing(row);
        }

        private void part(byte[] bytes) {
            digest.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            digest.update(bytes);
        }

        /** Makes Parquet of the rows, where that is asked for. */
        void finish() {
            if (as == Format.PARQUET) {
                Map<String, String> columns = new LinkedHashMap<>(types.orElseThrow());
                added().forEach(column -> columns.put(column, "DOUBLE"));
                Path lines = folder.apply(Path.of(rowsName()));
                ParquetWriter.write(lines, columns, folder.apply(Path.of(name)));
                try {
                    Files.delete(lines);
                } catch (IOException e) {
                    throw InputException.of(lines, "the rows could not be deleted (" + e.getMessage() + ")");
                }
            }
        }
    }
}
