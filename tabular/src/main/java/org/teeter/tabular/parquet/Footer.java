package org.teeter.tabular.parquet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a Parquet file says of itself at its end.
 *
 * @param rows of all groups together
 * @param columns in their order, nested ones too
 * @param groups in their order
 */
record Footer(long rows, List<Column> columns, List<RowGroup> groups) {
    private static final int MOST_ELEMENTS = 1 << 14;
    private static final int MOST_DEPTH = 64;
    private static final long MOST_ROWS = 1L << 48;
    private static final long FIRST_PAGE = 4; // behind the first four bytes of the file

    Footer {
        columns = List.copyOf(columns);
        groups = List.copyOf(groups);
    }

    /**
     * Reads it.
     *
     * @param end where the footer begins in the file, behind all pages
     */
    static Footer read(byte[] bytes, long end) throws NotPlain {
        Compact in = new Compact(bytes, 0, bytes.length);
        Schema schema = new Schema();
        List<RowGroup> groups = new ArrayList<>();
        long rows = -1;
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> in.i32(); // the version
                case 2 -> schema = Schema.read(in);
                case 3 -> rows = in.i64();
                case 4 -> {
                    for (int k = in.structs(); k > 0; k--) {
                        groups.add(group(in, schema, end));
                    }
                }
                case 5 -> in.skipStructsOfTexts(1); // what the writer has noted
                case 8, 9 -> throw new NotPlain("encryption");
                default -> in.skip();
            }
        }
        fields.require(1, 2, 3, 4);
        if (in.at() != bytes.length) {
            throw new NotPlain("something behind the footer");
        }
        long sum = 0;
        for (RowGroup group : groups) {
            sum += group.rows();
            if (sum > MOST_ROWS) {
                throw new NotPlain("more rows than are counted");
            }
        }
        if (sum != rows) {
            throw new NotPlain("groups that have not all rows");
        }
        return new Footer(rows, schema.columns, groups);
    }

    private static RowGroup group(Compact in, Schema schema, long end) throws NotPlain {
        List<Chunk> chunks = new ArrayList<>();
        long rows = -1;
        List<Long> values = new ArrayList<>();
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> {
                    int size = in.structs();
                    if (size != schema.leaves.size()) {
                        throw new NotPlain("a group that has not all columns");
                    }
                    for (int k = 0; k < size; k++) {
                        chunks.add(chunk(in, schema.leaves.get(k), end, values));
                    }
                }
                case 2 -> in.i64(); // bytes
                case 3 -> rows = in.i64();
                default -> in.skip();
            }
        }
        fields.require(1, 2, 3);
        if (rows < 0 || rows > MOST_ROWS || chunks.size() != schema.leaves.size()) {
            throw new NotPlain("a group without rows or columns");
        }
        for (int k = 0; k < chunks.size(); k++) {
            if (schema.leaves.get(k).isFlat && values.get(k) != rows) {
                throw new NotPlain("a column that has not all values");
            }
        }
        return new RowGroup(rows, chunks);
    }

    private static Chunk chunk(Compact in, Leaf leaf, long end, List<Long> values) throws NotPlain {
        Chunk chunk = new Chunk(Codec.OTHER, 0, 0, 0, 0);
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            switch (fields.number()) {
                case 2 -> in.i64(); // where the same is told again
                case 3 -> {
                    in.struct();
                    chunk = pages(in, leaf, end, values);
                }
                case 1, 8, 9 -> throw new NotPlain("pages elsewhere, or encrypted");
                default -> in.skip();
            }
        }
        fields.require(2, 3);
        if (chunk.from() == 0) {
            throw new NotPlain("a column without pages");
        }
        return chunk;
    }

    private static Chunk pages(Compact in, Leaf leaf, long end, List<Long> values) throws NotPlain {
        int type = -1;
        int codec = -1;
        long count = -1;
        long unfolded = -1;
        long size = -1;
        long data = -1;
        long dictionary = 0;
        long nulls = 0;
        List<String> path = new ArrayList<>();
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            switch (fields.number()) {
                case 1 -> type = in.i32();
                case 2 -> {
                    for (int encoding : in.numbers()) { // each page tells its own
                        PageHeader.requireEncoding(encoding);
                    }
                }
                case 3 -> {
                    for (int k = in.strings(); k > 0; k--) {
                        path.add(in.string());
                    }
                }
                case 4 -> codec = in.i32();
                case 5 -> count = in.i64();
                case 6 -> unfolded = in.i64();
                case 7 -> size = in.i64();
                case 8 -> in.skipStructsOfTexts(1);
                case 9 -> data = in.i64();
                case 11 -> dictionary = in.i64();
                case 12 -> {
                    in.struct();
                    nulls = nulls(in);
                }
                case 13 -> in.skipStructsOfNumbers(1, 2, 3); // how many pages have which encoding
                default -> in.skip();
            }
        }
        fields.require(1, 2, 3, 4, 5, 6, 7, 9);
        if (type != leaf.type.ordinal() || !path.equals(leaf.path) || count < 0 || unfolded < 0) {
            throw new NotPlain("pages of another column");
        }
        values.add(count);
        // Old writers do not say where a dictionary is, which is then the first page.
        long from = dictionary >= FIRST_PAGE && dictionary < data ? dictionary : data;
        if (from < FIRST_PAGE || size < 0 || size > end - from) {
            throw new NotPlain("pages outside of the file");
        }
        return new Chunk(Codec.of(codec), from, from + size, unfolded, nulls);
    }

    private static long nulls(Compact in) throws NotPlain {
        long nulls = 0;
        Compact.Fields fields = in.fields();
        while (fields.next()) {
            if (fields.number() == 3) {
                nulls = in.i64();
            } else {
                in.skip();
            }
        }
        return nulls;
    }

    /** A part of a column that holds values. */
    private record Leaf(List<String> path, Physical type, boolean isFlat) {}

    /** The tree of columns. Mutable. */
    private static final class Schema {
        private final List<Column> columns = new ArrayList<>();
        private final List<Leaf> leaves = new ArrayList<>();

        static Schema read(Compact in) throws NotPlain {
            int size = in.structs();
            if (size < 1 || size > MOST_ELEMENTS) {
                throw new NotPlain("no columns, or too many");
            }
            List<Element> elements = new ArrayList<>();
            for (int k = 0; k < size; k++) {
                elements.add(Element.read(in));
            }
            Schema schema = new Schema();
            int at = 1;
            for (int k = elements.get(0).children(); k > 0; k--) {
                at = schema.addColumn(elements, at);
            }
            if (at != size || schema.columns.isEmpty()) {
                throw new NotPlain("columns that are in no tree");
            }
            Set<String> names = new HashSet<>();
            for (Column column : schema.columns) {
                // Others read names without regard to case, and rename what occurs twice.
                if (column.name().isEmpty() || !names.add(column.name().toLowerCase(Locale.ROOT))) {
                    throw new NotPlain("columns of the same name, or of none");
                }
            }
            return schema;
        }

        private int addColumn(List<Element> elements, int at) throws NotPlain {
            if (at >= elements.size()) {
                throw new NotPlain("columns that are missing");
            }
            Element element = elements.get(at);
            boolean flat = element.isLeaf() && !element.isRepeated();
            columns.add(new Column(
                    element.name(),
                    flat ? element.kind() : Kind.OTHER,
                    flat ? leaves.size() : -1,
                    element.isOptional()));
            return addLeaves(elements, at, List.of(), flat);
        }

        private int addLeaves(List<Element> elements, int at, List<String> above, boolean flat) throws NotPlain {
            if (at >= elements.size() || above.size() > MOST_DEPTH) {
                throw new NotPlain("columns that are missing, or too deep");
            }
            Element element = elements.get(at);
            List<String> path = new ArrayList<>(above);
            path.add(element.name());
            if (element.isLeaf()) {
                leaves.add(new Leaf(path, element.type(), flat));
                return at + 1;
            }
            int next = at + 1;
            for (int k = element.children(); k > 0; k--) {
                next = addLeaves(elements, next, path, false);
            }
            return next;
        }
    }
}
