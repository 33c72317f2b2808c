package org.teeter.report.document;

import java.util.List;
import java.util.Optional;
import org.teeter.data.Amount;
import org.teeter.data.Rankings;
import org.teeter.data.Ties;
import org.teeter.fit.Fit;
import tools.jackson.databind.node.ObjectNode;

/** Rankings. */
public record JudgedRankings(Rankings rankings) implements Judged {

    @Override
    public long judgements() {
        return rankings.ballots();
    }

    @Override
    public String counted(int pairs) {
        return Amount.of(judgements(), noun());
    }

    @Override
    public String key() {
        return "rankings";
    }

    @Override
    public String noun() {
        return "ranking";
    }

    @Override
    public String beyondNumber() {
        double weight = rankings.weight();
        String different = ", " + Shown.number(rankings.distinct()) + " of them different";
        return Math.abs(weight - judgements()) > 1e-9 * weight
                ? different + ", which weigh " + Shown.number(weight) + " together"
                : different;
    }

    @Override
    public void beyondNumber(ObjectNode json) {
        json.put("different", rankings.distinct());
        json.put("weight", rankings.weight());
    }

    @Override
    public long leftOut() {
        return 0;
    }

    @Override
    public Optional<Ties> ties() {
        return Optional.empty();
    }

    @Override
    public String kind(Fit<?> fit, int kind) {
        StringBuilder ballot = new StringBuilder();
        for (int k = rankings.start(kind); k < rankings.start(kind + 1); k++) {
            ballot.append(ballot.isEmpty() ? "" : rankings.level(k) == rankings.level(k - 1) ? " = " : " > ")
                    .append(Verdict.marked(rankings.items().name(rankings.item(k))));
        }
        return ballot.toString();
    }

    @Override
    public List<ItemTotals> totals() {
        return ItemTotals.of(rankings);
    }

    @Override
    public Judged among(int... members) {
        return new JudgedRankings(rankings.among(members));
    }
}
