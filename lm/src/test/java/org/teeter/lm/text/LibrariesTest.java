package org.teeter.lm.text;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes with the template renderer and the tokenizers, and is left out; the other tests show that both work without. */
class LibrariesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "edu.umd.cs.findbugs.annotations.SuppressFBWarnings", // LGPL
                "org.derive4j.Data", // LGPL
                "com.sun.jna.Native",
                "com.google.gson.Gson",
                "org.apache.commons.net.util.SubnetUtils",
            })
    void areNotOnTheClassPath(String name) {
        assertThrows(ClassNotFoundException.class, () -> Class.forName(name));
    }
}
