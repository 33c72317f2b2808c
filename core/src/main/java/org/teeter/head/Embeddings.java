package org.teeter.head;

/** Vectors of options, a row each; may be read by several threads. */
public interface Embeddings {

    /** How many rows there are. */
    int size();

    /** How many numbers a row has. */
    int width();

    /** Copies a row. */
    void copy(int row, float[] into);

    /** Rows in memory. */
    static Embeddings of(float[]... rows) {
        return new Embeddings() {
            @Override
            public int size() {
                return rows.length;
            }

            @Override
            public int width() {
                return rows.length == 0 ? 0 : rows[0].length;
            }

            @Override
            public void copy(int row, float[] into) {
                System.arraycopy(rows[row], 0, into, 0, into.length);
            }
        };
    }
}
