package org.teeter.ledger;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ledger.json}: every field of every line, the numbers to 17 digits and more. */
public final class LedgerDocument {
    private final Ledger ledger;
    private final String version;

    /**
     * The document of a ledger.
     *
     * @param version of Teeter
     */
    public LedgerDocument(Ledger ledger, String version) {
        this.ledger = ledger;
        this.version = version;
    }

    /** The whole document. */
    public ObjectNode json() {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        json.put("teeter", version);
        json.put("paper", "arXiv:2410.02451");
        json.put("seed", Draws.SEED);
        ObjectNode counts = json.putObject("verdicts");
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict.words(), ledger.count(verdict));
        }
        ArrayNode claims = json.putArray("claims");
        ledger.lines().forEach(line -> add(claims.addObject(), line));
        ArrayNode omitted = json.putArray("notJudged");
        for (NotJudged one : Paper.omitted()) {
            omitted.addObject()
                    .put("where", one.where())
                    .put("value", one.value())
                    .put("meaning", one.meaning());
        }
        return json;
    }

    private static void add(ObjectNode json, Line line) {
        Passage statement = line.statement();
        json.put("id", statement.id());
        json.put("where", statement.where());
        json.put("claim", statement.claim());
        statement.printed().ifPresent(printed -> json.put("printed", printed));
        json.put("verdict", line.verdict().words());
        line.fix().ifPresent(fix -> json.put("fix", fix));
        line.erratum().ifPresent(erratum -> json.put("erratum", erratum));
        add(json.putObject("asPrinted"), line.asPrinted());
        line.repaired().ifPresent(finding -> add(json.putObject("repaired"), finding));
        ArrayNode figures = json.putArray("figures");
        statement.figure().ifPresent(figures::add);
        line.plot().ifPresent(plot -> figures.add("ledger.html#" + LedgerPage.anchor(statement)));
    }

    private static void add(ObjectNode json, Finding finding) {
        json.put("holds", finding.holds());
        json.put("computed", finding.found());
        ArrayNode evidence = json.putArray("evidence");
        for (Quantity quantity : finding.evidence()) {
            ObjectNode number =
                    evidence.addObject().put("name", quantity.name()).put("value", quantity.value());
            quantity.error().ifPresent(error -> number.put("error", error));
        }
    }
}
