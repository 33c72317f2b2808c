package org.teeter.report.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.teeter.audit.Foster;

class VerdictTest {

    @Test
    void warnsWhereLeveragesDoNotAddUp() {
        assertEquals(Optional.empty(), Verdict.wrong(new Foster(11.9999999999, 12, 1e-9)));
        assertEquals(
                "WARNING: the leverages of all pairs should add up to 1,200, and are off by 0.500; go by the refitted values,"
                        + " and report this.",
                Verdict.wrong(new Foster(1199.5, 1200, 1e-9)).orElseThrow());
    }
}
