package org.teeter.report.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The library's mapper writes the same, character by character. */
class JsonTextTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    @Test
    void isWhatTheMapperWrites() {
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 2000; trial++) {
            JsonNode tree = tree(random, 4);
            assertEquals(JsonMapper.shared().writeValueAsString(tree), JsonText.compact(tree));
            assertEquals(tree.toPrettyString(), JsonText.indented(tree));
        }
    }

    @Test
    void whatJsonDoesNotKnowIsRefused() {
        ObjectNode tree = NODES.objectNode();
        tree.putPOJO("a", this);
        assertEquals(
                "JSON has no POJO",
                assertThrows(IllegalArgumentException.class, () -> JsonText.compact(tree))
                        .getMessage());
    }

    private static JsonNode tree(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth == 0 ? 9 : 13)) {
            case 0 -> NODES.numberNode(random.nextInt());
            case 1 -> NODES.numberNode(random.nextLong());
            case 2 -> NODES.numberNode(Double.longBitsToDouble(random.nextLong() & 0xbfff_ffff_ffff_ffffL));
            case 3 -> NODES.numberNode((float) random.nextDouble());
            case 4 -> NODES.numberNode(BigInteger.TWO.pow(random.nextInt(200)));
            case 5 -> NODES.numberNode(new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(-30, 30)));
            case 6 -> NODES.stringNode(text(random));
            case 7 -> NODES.booleanNode(random.nextBoolean());
            case 8 -> NODES.nullNode();
            case 9, 10 -> {
                ArrayNode array = NODES.arrayNode();
                for (int k = random.nextInt(4); k > 0; k--) {
                    array.add(tree(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = NODES.objectNode();
                for (int k = random.nextInt(4); k > 0; k--) {
                    object.set(text(random), tree(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int k = random.nextInt(5); k > 0; k--) {
            text.appendCodePoint(random.nextInt(8) == 0 ? random.nextInt(0x1F000, 0x1F600) : random.nextInt(0x2100));
        }
        return text.toString();
    }
}
