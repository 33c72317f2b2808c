package org.teeter.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.teeter.testing.Edges;

/** What this module uses: nothing of the others. A new edge is entered here, with its reason. */
class PackagesTest {
    @Test
    void edgesAreExactlyThese() throws Exception {
        assertEquals(Edges.listed("chat -> chat.jinja"), Edges.of(ChatTemplate.class));
    }
}
