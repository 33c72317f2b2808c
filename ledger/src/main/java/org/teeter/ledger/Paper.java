package org.teeter.ledger;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.teeter.report.page.PageTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The paper as the table {@code claims.json} has it.
 *
 * @param claims what is judged, in the order of the paper
 * @param notJudged what is not
 */
record Paper(List<Passage> claims, List<NotJudged> notJudged) {
    private static final Paper TABLE =
            JsonMapper.shared().readValue(PageTemplate.resource(Paper.class, "claims.json"), Paper.class);
    private static final Map<String, Passage> BY_ID =
            TABLE.claims.stream().collect(Collectors.toMap(Passage::id, Function.identity()));

    /**
     * The statement of an id.
     *
     * @throws IllegalArgumentException if the table has none
     */
    static Passage statement(String id) {
        Passage statement = BY_ID.get(id);
        if (statement == null) {
            throw new IllegalArgumentException("claims.json must have every claim that is judged, and has no " + id);
        }
        return statement;
    }

    static List<Passage> rows() {
        return TABLE.claims;
    }

    static List<NotJudged> omitted() {
        return TABLE.notJudged;
    }
}
