package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class GateTest {
    private static ObjectNode audit(double votes) {
        ObjectNode audit = JsonMapper.shared().createObjectNode();
        audit.putArray("fragile").add(3).add(1);
        audit.put("largestSensitivity", 2.5);
        ObjectNode order = audit.putObject("order");
        order.putArray("first").add("a");
        order.putArray("votesToTip").addObject().put("top", 1).put("votes", votes);
        order.withArray("votesToTip").addObject().put("top", 10).put("votes", 2);
        return audit;
    }

    @ParameterizedTest
    @CsvSource({
        "votes-to-tip<100, --fail-on votes-to-tip<100: votes-to-tip is 7",
        "votes-to-tip<7,",
        "votes-to-tip-top10<3, --fail-on votes-to-tip-top10<3: votes-to-tip-top10 is 2",
        "votes-to-tip-top10<2,",
        "fragile>0, --fail-on fragile>0: fragile is 3",
        "fragile>3,",
        "sensitivity>2, --fail-on sensitivity>2: sensitivity is 2.50",
        "' sensitivity > 2.5 ',"
    })
    void whatFails(String condition, String message) {
        assertEquals(Optional.ofNullable(message), Gate.of(condition).fails(audit(7)));
    }

    @Test
    void whereTwoAreFirstNoVoteIsNeeded() {
        ObjectNode audit = audit(7);
        audit.withArray("/order/first").add("b");
        assertEquals(
                Optional.of("--fail-on votes-to-tip<1: votes-to-tip is 0"),
                Gate.of("votes-to-tip<1").fails(audit));
    }

    @Test
    void whatIsNotKnownFails() {
        ObjectNode audit = audit(7);
        audit.remove("order");
        assertEquals(
                Optional.of("--fail-on votes-to-tip<1: this audit does not say how many votes change who is first"),
                Gate.of("votes-to-tip<1").fails(audit));
        assertEquals(
                Optional.of(
                        "--fail-on votes-to-tip-top10<1: this audit does not say how many votes change which items are the"
                                + " first ten"),
                Gate.of("votes-to-tip-top10<1").fails(audit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"votes<3", "fragile=0", "fragile>x", "fragile>NaN", ""})
    void whatIsNoConditionIsRefused(String text) {
        UsageException e = assertThrows(UsageException.class, () -> Gate.of(text));
        assertEquals(
                "--fail-on must be like votes-to-tip<100, fragile>0 or sensitivity>5, got " + text, e.getMessage());
    }
}
