package org.teeter.tabular.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HashedInputTest {

    @Test
    void hashesWhatIsReadHoweverItIsRead() throws IOException {
        byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
        HashedInput in =
                new HashedInput(new ByteArrayInputStream(abc), Path.of("x"), 3, true, (file, bytes, size) -> {});
        assertEquals('a', in.read());
        in.drain();
        assertEquals(3, in.bytes());
        // FIPS 180-2, appendix B.1
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                in.hash().orElseThrow());
    }

    @Test
    void aPipeIsNotAskedHowMuchItHas() throws IOException {
        InputStream pipe = new ByteArrayInputStream(new byte[100]) {
            @Override
            public synchronized int available() {
                throw new IllegalStateException("a pipe cannot tell");
            }
        };
        HashedInput in = new HashedInput(pipe, Path.of("x"), 0, true, (file, bytes, size) -> {});
        assertEquals(100, new BufferedInputStream(in, 64).readAllBytes().length);
    }

    @Test
    void progressIsToldNowAndThenAndAtTheEnd() throws IOException {
        List<Long> told = new ArrayList<>();
        byte[] many = new byte[10 << 20];
        HashedInput in = new HashedInput(
                new ByteArrayInputStream(many), Path.of("x"), many.length, true, (file, bytes, size) -> {
                    assertEquals(many.length, size);
                    told.add(bytes);
                });
        in.drain();
        assertTrue(told.size() >= 3 && told.size() < 10, told.toString());
        assertEquals(many.length, told.get(told.size() - 1));
    }
}
