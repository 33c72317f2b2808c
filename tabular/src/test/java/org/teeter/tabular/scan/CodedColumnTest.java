package org.teeter.tabular.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
            long modulus = Long.parseLong(column.wide(0).replaceAll(".*% (\\d+)::.*", "$1"));
            for (int k = 0; k < n; k++) {
                assertEquals(values[k], column.number(Long.remainderUnsigned(hashes[k], modulus)));
            }
            assertTrue(modulus - 1 < 1L << column.bits());
        }
    }

    @Test
    void aFewTextsAreFoundByTheirPlace() {
        CodedColumn column =
                CodedColumn.listed("c", List.of("b", "it's"), new int[] {5, 7}).orElseThrow();
        assertEquals("list_position(['b', 'it''s'], c) * 8", column.narrow(3));
        assertEquals("list_position(['b', 'it''s'], c)::UBIGINT * 8::UBIGINT", column.wide(3));
        assertEquals(2, column.bits());
        assertEquals(List.of(5, 7), List.of(column.number(1), column.number(2)));
    }

    @Test
    void manyOrLongTextsAreNotListed() {
        List<String> many = IntStream.rangeClosed(0, CodedColumn.LISTED)
                .mapToObj(Integer::toString)
                .toList();
        assertTrue(CodedColumn.listed("c", many, new int[many.size()]).isEmpty());
        assertTrue(
                CodedColumn.listed("c", List.of("x".repeat(20_000)), new int[1]).isEmpty());
    }
}
