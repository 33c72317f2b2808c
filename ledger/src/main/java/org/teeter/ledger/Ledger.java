package org.teeter.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.Collectors;

/**
 * The paper's statements, each with what was computed and the verdict that follows.
 *
 * <p>What it covers: every definition, assumption, lemma, theorem, proposition and numbered equation, every number of Example 1 and its
 * retelling, the steps of the proofs that are formulas, and of §4 and Appendix C what theory decides. What it leaves out, and where
 * else that is judged, is {@link NotJudged}.
 *
 * @param lines the judged claims, in the order of the paper
 */
public record Ledger(List<Line> lines) {

    /** The seed of the random cases, always the same. */
    public static final long SEED = Draws.SEED;

    public Ledger {
        lines = List.copyOf(lines);
    }

    /** Every claim, in the order of the paper. */
    static List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        claims.addAll(DefinitionClaims.all());
        claims.addAll(PairwiseClaims.all());
        claims.addAll(TheoremOneClaims.all());
        claims.addAll(BradleyTerryClaims.all());
        claims.addAll(ExampleClaims.all());
        claims.addAll(PlackettLuceClaims.all());
        claims.addAll(PlackettLuceRegionClaims.all());
        claims.addAll(TheoremTwoClaims.all());
        claims.addAll(ImplicationClaims.all());
        claims.addAll(LongerTuplesClaims.all());
        claims.addAll(ExperimentClaims.all());
        claims.addAll(AppendixB1Claims.all());
        return List.copyOf(claims);
    }

    /**
     * Judges every claim; seconds of work, the same result every time.
     *
     * @param progress told each claim's id and the share that is done
     */
    public static Ledger judge(ObjDoubleConsumer<String> progress) {
        return judge(claims(), progress);
    }

    /**
     * Judges the claims of which the number in the paper, the place or the statement has a text, whatever its case.
     *
     * @throws IllegalArgumentException if none has it
     */
    public static Ledger judge(String text, ObjDoubleConsumer<String> progress) {
        List<Claim> named = claims().stream()
                .filter(claim -> claim.statement().mentions(text))
                .toList();
        if (named.isEmpty()) {
            throw new IllegalArgumentException("no claim of the paper mentions " + text + "; there are "
                    + claims().stream().map(claim -> claim.statement().id()).collect(Collectors.joining(", ")));
        }
        return judge(named, progress);
    }

    private static Ledger judge(List<Claim> claims, ObjDoubleConsumer<String> progress) {
        List<Line> lines = new ArrayList<>();
        for (Claim claim : claims) {
            progress.accept(claim.statement().id(), lines.size() / (double) claims.size());
            lines.add(claim.judge());
        }
        return new Ledger(lines);
    }

    /** How many lines have a verdict. */
    public int count(Verdict verdict) {
        return (int) lines.stream().filter(line -> line.verdict() == verdict).count();
    }
}
