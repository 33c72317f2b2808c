package org.teeter.tabular.parquet;

/** The values of a page that are there, one after the other, where they are no places in a dictionary. Mutable. */
final class PageValues {
    private static final int MOST_DELTAS = 1 << 22; // of a page, which may have none of their bits

    private final Kind kind;
    private final Runs runs = new Runs();
    private final int[] one = new int[1];
    private Pages.Encoding encoding = Pages.Encoding.PLAIN;
    private byte[] bytes = {};
    private int at; // of the next value, or of the first one
    private int to;
    private int count;
    private int next;
    private long[] deltas = {};
    private int start;
    private int end;

    PageValues(Kind kind) {
        this.kind = kind;
    }

    /** @param there how many values there are */
    void begin(Pages page, int there) throws NotPlain {
        begin(page.encoding(), page.page(), page.from(), page.to(), there);
    }

    private void begin(Pages.Encoding as, byte[] page, int from, int until, int there) throws NotPlain {
        encoding = as;
        bytes = page;
        at = from;
        to = until;
        count = there;
        next = 0;
        switch (as) {
            case PLAIN -> {
                if (kind != Kind.VARCHAR) {
                    requireSize(kind == Kind.BOOLEAN ? (there + 7L) / 8 : (long) there * size());
                }
            }
            case SPLIT -> requireSize((long) there * size());
            case RUNS -> {
                if (to - at < Integer.BYTES || Plain.int32(bytes, at) != to - at - Integer.BYTES) {
                    throw new NotPlain("runs of another length");
                }
                runs.begin(bytes, at + Integer.BYTES, to, 1);
            }
            case DELTAS, LENGTHS -> {
                if (there > MOST_DELTAS) {
                    throw new NotPlain("too many values of a page");
                }
                deltas = deltas.length < there ? new long[there] : deltas;
                at = Deltas.read(bytes, at, to, deltas, there).at();
                if (as == Pages.Encoding.DELTAS && at != to) {
                    throw new NotPlain("something behind the values");
                }
            }
            case PLACES -> throw new IllegalArgumentException("places are numbers already");
        }
    }

    private int size() {
        return kind.physical().bytes();
    }

    private void requireSize(long size) throws NotPlain {
        if (to - at != size) {
            throw new NotPlain("a page of other values");
        }
    }

    /** Makes sure that nothing is left behind the last value. */
    void requireEnd() throws NotPlain {
        boolean texts = kind == Kind.VARCHAR;
        if (next != count || (texts && to - at > ChunkBytes.BEHIND)) {
            throw new NotPlain("something behind the values");
        }
        if (encoding == Pages.Encoding.RUNS) {
            runs.requireEnd();
        }
    }

    /** Goes to the next text, which is then {@link #bytes} from {@link #start} to {@link #end}. */
    private void text() throws NotPlain {
        long length;
        if (encoding == Pages.Encoding.LENGTHS) {
            length = deltas[next];
        } else if (to - at >= Integer.BYTES) {
            length = Plain.int32(bytes, at);
            at += Integer.BYTES;
        } else {
            throw new NotPlain("texts that end too early");
        }
        if (length < 0 || length > to - at) {
            throw new NotPlain("a text longer than its page");
        }
        next++;
        start = at;
        at += (int) length;
        end = at;
    }

    /** The next whole number or truth value, or the bits of the next number as a double. */
    private long bits() throws NotPlain {
        int k = next++;
        return switch (encoding) {
            case PLAIN ->
                kind == Kind.BOOLEAN
                        ? bytes[at + (k >>> 3)] >>> (k & 7) & 1
                        : meaning(
                                size() == Integer.BYTES
                                        ? Plain.int32(bytes, at + k * Integer.BYTES)
                                        : Plain.int64(bytes, at + k * Long.BYTES));
            case SPLIT -> meaning(split(k));
            case RUNS -> {
                runs.read(one, 0, 1);
                yield one[0];
            }
            case DELTAS -> meaning(deltas[k]);
            default -> throw new NotPlain("an encoding of other values");
        };
    }

    private long split(int k) {
        long bits = 0;
        for (int b = 0; b < size(); b++) {
            bits |= (bytes[at + b * count + k] & 0xFFL) << (8 * b);
        }
        return bits;
    }

    private long meaning(long raw) throws NotPlain {
        return switch (kind) {
            case FLOAT -> Double.doubleToRawLongBits(Float.intBitsToFloat((int) raw));
            case DOUBLE, BIGINT -> raw;
            default -> kind.whole((int) raw);
        };
    }

    /** Reads the numbers of so many values. */
    void numbers(Numbering numbering, int[] into, int from, int n) throws NotPlain {
        for (int i = from; i < from + n; i++) {
            if (kind == Kind.VARCHAR) {
                text();
                into[i] = numbering.number(bytes, start, end);
            } else {
                into[i] = numbering.number(bits());
            }
        }
    }

    /** Reads so many numbers as they are. */
    void decimals(double[] into, int from, int n) throws NotPlain {
        boolean whole = kind.isWhole();
        for (int i = from; i < from + n; i++) {
            long bits = bits();
            into[i] = whole ? bits : Double.longBitsToDouble(bits);
        }
    }
}
