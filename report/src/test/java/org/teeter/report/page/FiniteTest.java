package org.teeter.report.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.teeter.report.document.Finite;
import org.teeter.report.document.Shown;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FiniteTest {

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNumberThatIsNoneIsNotWritten(double none) {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.putArray("targets").addObject().put("p", 0.5).put("se", none);
        document.put("name", "NaN");
        assertEquals(
                "targets[0].se comes out as " + none + ", which is no result",
                assertThrows(Finite.NotFiniteException.class, () -> Finite.text(document))
                        .getMessage());
        assertThrows(Finite.NotFiniteException.class, () -> PageData.script(document));
        assertThrows(Finite.NotFiniteException.class, () -> Shown.significant(none));
        assertThrows(Finite.NotFiniteException.class, () -> Shown.number(none));
    }

    @Test
    void otherNumbersAre() {
        ObjectNode document = JsonMapper.shared().createObjectNode();
        document.put("largest", Double.MAX_VALUE).put("least", Double.MIN_VALUE).put("count", Long.MAX_VALUE);
        assertEquals(document, JsonMapper.shared().readTree(Finite.text(document)));
    }
}
