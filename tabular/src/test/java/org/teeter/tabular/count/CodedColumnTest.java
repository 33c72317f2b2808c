package org.teeter.tabular.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.teeter.tabular.row.BadRow;

class CodedColumnTest {
    @Test
    void hashesThatCannotBeToldApartAreNotUsed() {
        assertThrows(BadRow.class, () -> CodedColumn.of("c", new long[] {7, 7}, new int[] {0, 1}));
    }

    @Test
    void everyValueIsFoundByItsRemainder() throws BadRow {
        for (int n : new int[] {1, 2, 129, 3_000, 50_000}) {
            Random random = new Random(n);
            long[] hashes = random.longs(n).toArray();
            int[] values = random.ints(n).toArray();
            CodedColumn column = CodedColumn.of("c", hashes, values);
            long modulus = Long.parseLong(column.sql(0).replaceAll(".*% (\\d+)::.*", "$1"));
            for (int k = 0; k < n; k++) {
                assertEquals(values[k], column.number(Long.remainderUnsigned(hashes[k], modulus)));
            }
            assertTrue(modulus - 1 < 1L << column.bits());
        }
    }
}
