package org.teeter.tabular.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** A Parquet file that describes itself as plain files do; whether its pages are plain too shows when they are read. */
public final class PlainFile {
    private static final int TAIL = 8; // the length of the footer, and the four bytes that end the file
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final int LARGEST_FOOTER = 1 << 26;
    private static final int MOST_THREADS = 8;
    /** Until code is compiled for the second time, several who run it cost more than they save. */
    private static final long WORTH = 1 << 22; // rows

    /** What a thread may hold of a column: a page as it is and unpacked. */
    private static final long HELD = 1 << 26;

    /** The different texts among the first values of a column may have so many together, those of a dictionary included. */
    private static final int FIRST_BYTES = 1 << 22;

    private final Path file;
    private final long most;
    private final Footer footer;

    private PlainFile(Path file, long most, Footer footer) {
        this.file = file;
        this.most = most;
        this.footer = footer;
    }

    /**
     * Reads what a file says of itself.
     *
     * @param most bytes that it may unfold to
     */
    public static PlainFile open(Path file, long most) throws NotPlain {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < MAGIC.length + TAIL) {
                throw new NotPlain("a file that is too short");
            }
            byte[] head = bytes(channel, 0, MAGIC.length);
            byte[] tail = bytes(channel, size - TAIL, TAIL);
            int length = Plain.int32(tail, 0);
            if (!Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                    || !Arrays.equals(tail, Integer.BYTES, TAIL, MAGIC, 0, MAGIC.length)
                    || length < 0
                    || length > Math.min(LARGEST_FOOTER, size - TAIL - MAGIC.length)) {
                throw new NotPlain("a file without a footer");
            }
            long end = size - TAIL - length;
            return new PlainFile(file, most, Footer.read(bytes(channel, end, length), end));
        } catch (IOException e) {
            throw new NotPlain("the file cannot be read: " + e.getMessage());
        }
    }

    private static byte[] bytes(FileChannel channel, long from, int length) throws IOException, NotPlain {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) <= 0) {
                throw new NotPlain("the file ends too early");
            }
        }
        return buffer.array();
    }

    /** The names of the columns. */
    public List<String> columns() {
        return footer.columns().stream().map(Column::name).toList();
    }

    /** DuckDB's name of a column's type, if it is one that is read here. */
    public Optional<String> type(int column) {
        return footer.columns().get(column).kind().title();
    }

    /** Whether a column certainly holds no numbers, though its type may be none that is read here. */
    public boolean isNoNumber(int column) {
        Kind kind = footer.columns().get(column).kind();
        return kind == Kind.OTHER || kind == Kind.VARCHAR || kind == Kind.BOOLEAN;
    }

    public long rows() {
        return footer.rows();
    }

    /** Bytes that the pages of some columns unfold to, as the file says. */
    public long unfolded(int... columns) {
        long sum = 0;
        for (int column : columns) {
            int leaf = footer.columns().get(column).leaf();
            for (RowGroup group : footer.groups()) {
                sum += leaf < 0 ? 0 : Math.min(group.chunks().get(leaf).unfolded(), Long.MAX_VALUE - sum);
            }
        }
        return sum;
    }

    /**
     * Looks at all rows of some columns.
     *
     * @param isNumber of each, whether its values are numbers that are taken as they are
     * @param longest bytes that a text may have
     */
    public Scan scan(int[] columns, boolean[] isNumber, int longest) throws NotPlain {
        int cores = footer.rows() < WORTH ? 1 : Runtime.getRuntime().availableProcessors();
        long held = Runtime.getRuntime().maxMemory() / 2 / HELD / Math.max(1, columns.length);
        long threads = Math.min(
                Math.min(cores, MOST_THREADS), Math.min(held, footer.groups().size()));
        return scan(columns, isNumber, longest, (int) Math.max(1, threads));
    }

    /** The same by so many threads. */
    Scan scan(int[] columns, boolean[] isNumber, int longest, int threads) throws NotPlain {
        List<Column> wanted =
                Arrays.stream(columns).mapToObj(footer.columns()::get).toList();
        for (Column column : wanted) {
            if (!column.kind().isRead()) {
                throw new NotPlain("a column that is not read here");
            }
        }
        return new Scan(file, footer, wanted, isNumber, longest, most, threads);
    }

    /**
     * The first values of a column as text, empty where one is missing; all if there are no more than so many. They are held in memory,
     * so that long texts are not plain.
     */
    public List<Optional<byte[]>> first(int column, int count) throws NotPlain {
        Column wanted = footer.columns().get(column);
        if (!wanted.kind().isRead()) {
            throw new NotPlain("a column that is not read here");
        }
        List<Optional<byte[]>> first = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file)) {
            AtomicLong room = new AtomicLong(most);
            Numbering numbering = new Numbering(wanted.kind(), FIRST_BYTES, FIRST_BYTES);
            Held held = new Held();
            int[] numbers = new int[Math.max(0, count)];
            for (RowGroup group : footer.groups()) {
                int some = (int) Math.min(count - first.size(), group.rows());
                if (some > 0) {
                    new Cursor(channel, wanted, group, room, held, numbering, true, true).numbers(numbers, some);
                    for (int i = 0; i < some; i++) {
                        first.add(
                                numbers[i] == Cursor.MISSING
                                        ? Optional.empty()
                                        : Optional.of(numbering.text(numbers[i]).getBytes(StandardCharsets.UTF_8)));
                    }
                }
            }
        } catch (IOException e) {
            throw new NotPlain("the file cannot be read: " + e.getMessage());
        }
        return first;
    }
}
