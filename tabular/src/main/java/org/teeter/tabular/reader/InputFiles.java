package org.teeter.tabular.reader;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.teeter.tabular.bytes.DatabaseName;
import org.teeter.tabular.bytes.HashedInput;
import org.teeter.tabular.bytes.InputException;
import org.teeter.tabular.bytes.Progress;
import org.teeter.tabular.bytes.StandardInput;
import org.teeter.tabular.row.Content;
import org.teeter.tabular.row.Database;
import org.teeter.tabular.row.DatabaseQuery;
import org.teeter.tabular.row.DuckDb;
import org.teeter.tabular.row.Engine;
import org.teeter.tabular.row.Format;
import org.teeter.tabular.row.ParquetFile;
import org.teeter.tabular.row.PrefLibRecords;
import org.teeter.tabular.row.Records;

/**
 * Opens files of rows, of whatever format, one after the other, and hashes each as it is read. Text and plain Parquet are read here, other
 * Parquet by DuckDB, which is started for the first such file.
 */
public final class InputFiles implements AutoCloseable {
    private final Optional<Format> told;
    private final boolean several; // of which some may be empty
    private final List<Database> databases;
    private final Progress progress;
    private Optional<DuckDb> duckDb = Optional.empty();
    private boolean hashing = true;
    private boolean readsPlain = true;

    /**
     * @param told the format of every file, or empty to take it from content and name of each
     * @param several whether there are several files, some of which may be empty
     */
    public InputFiles(Optional<Format> told, boolean several, Progress progress) {
        this(told, several, List.of(), progress);
    }

    /**
     * @param told the format of every file, or empty to take it from content and name of each
     * @param several whether there are several files, some of which may be empty
     * @param databases those that inputs name
     */
    public InputFiles(Optional<Format> told, boolean several, List<Database> databases, Progress progress) {
        this.told = told;
        this.several = several;
        this.databases = List.copyOf(databases);
        this.progress = progress;
    }

    /** The same, without a hash of what is read. */
    public InputFiles unhashed() {
        hashing = false;
        return this;
    }

    /** The same, with plain Parquet files read as others are. */
    InputFiles byDuckDb() {
        readsPlain = false;
        return this;
    }

    /** Whether some file could not be read without DuckDB. */
    boolean hasDuckDb() {
        return duckDb.isPresent();
    }

    /** Takes the rows of one file. */
    public interface Reader {
        /** Whether a table of these columns would mean something. */
        boolean makesSenseOf(List<String> columns);

        void read(Records records) throws IOException;

        void read(PrefLibRecords rankings) throws IOException;

        void read(ParquetFile parquet) throws IOException;

        /** Takes the rows of a database one by one, unless it can have them counted there. */
        default void read(DatabaseQuery query) throws IOException {
            try (Records records = query.records(Long.MAX_VALUE)) {
                read(records);
            }
        }
    }

    /**
     * A file that was read.
     *
     * @param format what it is, e.g. {@code CSV, gzipped}
     * @param bytes its size
     * @param sha256 its hash, 64 hexadecimal digits, if it was wanted
     */
    public record Opened(String format, long bytes, Optional<String> sha256) {}

    /**
     * Hands all rows of a file to a reader.
     *
     * @throws InputException if it cannot be read
     */
    public Opened read(Path file, Reader reader) {
        return read(file, reader, true);
    }

    /** Hands rows of a file that was read to a reader that may have enough of them before its end. */
    void readAgain(Path file, Reader reader) {
        read(file, reader, false);
    }

    private Opened read(Path file, Reader reader, boolean isWhole) {
        try {
            return open(file, reader, isWhole);
        } catch (IOException e) {
            throw InputException.unreadable(file, e);
        }
    }

    private Opened open(Path file, Reader reader, boolean isWhole) throws IOException {
        if (DatabaseName.isMeantBy(file)) {
            return readDatabase(file, reader);
        }
        long size = StandardInput.isFile(file) ? Files.size(file) : 0;
        HashedInput hashed = new HashedInput(StandardInput.open(file), file, size, hashing, progress);
        try (InputStream in = new BufferedInputStream(hashed, 1 << 16)) {
            in.mark(8);
            byte[] head = in.readNBytes(8);
            in.reset();
            if (ParquetFile.isMagic(head)) {
                Content.requireParquet(file, told);
                return readParquet(file, reader, isWhole);
            }
            Content content = Content.of(file, in, head, told, several);
            if (content.isEmpty()) {
                return new Opened("nothing", hashed.bytes(), hashed.hash());
            }
            if (content.isPrefLib()) {
                reader.read(content.rankings());
            } else {
                try (Records records = content.records(reader::makesSenseOf)) {
                    reader.read(records);
                }
            }
            if (isWhole) {
                hashed.drain();
            }
            return new Opened(content.words(), hashed.bytes(), hashed.hash());
        }
    }

    private Opened readDatabase(Path name, Reader reader) throws IOException {
        Database database = databases.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> InputException.of(
                        name,
                        "this names a database, which is read where --query can say what of it; a file of this name is"
                                + " ./" + StandardInput.shown(name)));
        return read(DatabaseQuery.open(database, progress), reader);
    }

    private static Opened read(DatabaseQuery rows, Reader reader) throws IOException {
        try (DatabaseQuery query = rows) {
            reader.read(query);
            return new Opened("rows of " + query.product(), query.bytes(), Optional.of(query.checksum()));
        }
    }

    /** Hands all rows that an engine holds to a reader. */
    static Opened read(Engine engine, Reader reader, Progress progress) {
        try {
            return read(DatabaseQuery.open(engine, progress), reader);
        } catch (IOException e) {
            throw InputException.unreadable(engine.name(), e);
        }
    }

    private Opened readParquet(Path file, Reader reader, boolean isWhole) throws IOException {
        ParquetFile.requireWhole(file);
        long changed = Files.getLastModifiedTime(file).toMillis();
        // How far DuckDB has come is not known: the bytes are those of this look at them, so no share of the work is
        // told.
        HashedInput hashed = new HashedInput(Files.newInputStream(file), file, 0, hashing, progress);
        FutureTask<Optional<String>> hash = new FutureTask<>(() -> {
            if (isWhole) {
                hashed.drain();
            }
            return hashed.hash();
        });
        Thread aside = new Thread(hash, "hash");
        aside.setDaemon(true);
        try (hashed) {
            aside.start();
            reader.read(readsPlain ? ParquetFile.open(file, () -> duckDb(file)) : new ParquetFile(file, duckDb(file)));
            Optional<String> sha256 = hash.get();
            if (changed != Files.getLastModifiedTime(file).toMillis()) {
                throw InputException.of(file, "the file was changed while it was read; read it again");
            }
            return new Opened(Format.PARQUET.title(), hashed.bytes(), sha256);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while " + file + " was read");
        } catch (ExecutionException e) {
            throw InputException.of(file, "the file cannot be read (" + e.getCause() + ")");
        } finally {
            hash.cancel(true);
        }
    }

    private DuckDb duckDb(Path file) {
        if (duckDb.isEmpty()) {
            duckDb = Optional.of(DuckDb.open(file));
        }
        return duckDb.get();
    }

    @Override
    public void close() {
        duckDb.ifPresent(DuckDb::close);
    }
}
