package org.teeter.lab.synthesis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a stated pair came out in a draw. Rankings count for every pair they decide.
 *
 * @param stated what was asked for
 * @param wins how often i stood before j
 * @param judgements how often they were judged together, which may be never
 */
public record Realised(StatedPair stated, long wins, long judgements) {

    /** The share of wins; NaN where there was no judgement. */
    public double proportion() {
        return judgements == 0 ? Double.NaN : wins / (double) judgements;
    }

    /** Whether one of the two won always, so that no finite Bradley-Terry scores may exist. */
    public boolean isOneSided() {
        return wins == 0 || wins == judgements;
    }

    /** How each of these pairs came out, in their order. */
    public static List<Realised> of(List<StatedPair> stated, List<Drawn> drawn) {
        Map<List<String>, Long> wins = new LinkedHashMap<>();
        for (Drawn judgement : drawn) {
            List<String> ranked = judgement.ranked();
            for (int better = 0; better < ranked.size(); better++) {
                for (int worse = better + 1; worse < ranked.size(); worse++) {
                    wins.merge(List.of(ranked.get(better), ranked.get(worse)), 1L, Long::sum);
                }
            }
        }
        List<Realised> realised = new ArrayList<>();
        for (StatedPair pair : stated) {
            long won = wins.getOrDefault(List.of(pair.i(), pair.j()), 0L);
            long lost = wins.getOrDefault(List.of(pair.j(), pair.i()), 0L);
            realised.add(new Realised(pair, won, won + lost));
        }
        return realised;
    }
}
