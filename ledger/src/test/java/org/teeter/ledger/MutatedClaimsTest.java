package org.teeter.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.teeter.link.Cauchit;
import org.teeter.link.LogLog;
import org.teeter.link.Logistic;
import org.teeter.link.Probit;

/** No verdict is written down: what is printed is changed, and the verdict changes with it. */
class MutatedClaimsTest {

    private static Arguments holds(String change, Claim claim) {
        return Arguments.of(change, Verdict.HOLDS, claim);
    }

    private static Arguments mended(String change, Claim claim) {
        return Arguments.of(change, Verdict.HOLDS_WITH_FIX, claim);
    }

    private static Arguments fails(String change, Claim claim) {
        return Arguments.of(change, Verdict.FAILS, claim);
    }

    private static Claim claim(Finding finding) {
        return Claim.of(JudgedOnce.UNKNOWN, () -> finding);
    }

    static Stream<Arguments> changed() {
        return Stream.of(
                // numbers
                holds("E1: .9951 for .96", ExampleClaims.first("Ex. 1: .96", "0.9951")),
                holds("E1: 1.00 for .96", ExampleClaims.first("Ex. 1: .96", "1.00")),
                fails("E1: .99 for .96", ExampleClaims.first("Ex. 1: .96", "0.99")),
                fails(".51 for .50", ExampleClaims.second("Ex. 1: .50", "0.51")),
                holds("Ω_22 for Ω_20", ExampleClaims.inOmega("22")),
                fails("Ω_23 for Ω_20", ExampleClaims.inOmega("23")),
                holds("E2: 16 units for 20", ExampleClaims.units("16")),
                fails("E2: 30 units for 20", ExampleClaims.units("30")),
                // §2.1, §2.2
                holds("E17: h for g", DefinitionClaims.definition4("h")),
                holds(
                        "E3: the logistic link for the spiked one",
                        claim(PairwiseClaims.vanishes(PreciseLink.logistic()))),
                holds("E4: a density that vanishes", TheoremOneClaims.existence(PreciseLink.logistic())),
                holds("E4: so does this one", TheoremOneClaims.existence(PreciseLink.cauchit())),
                holds("E4: fixed p_kj serve the probit link", claim(TheoremOneClaims.fixed(List.of(new Probit())))),
                fails("E4: fixed p_kj with the Cauchit link", claim(TheoremOneClaims.fixed(List.of(new Cauchit())))),
                holds("E4: a link without a flat spot", PairwiseClaims.equation2(new Logistic())),
                holds("E4: p_ik in the last line", TheoremOneClaims.lastLine("p_ik")),
                holds(
                        "E4: Assumption 4 in Lemma 4's proof",
                        PairwiseClaims.lemma4Proof("Assumption 4", new Logistic())),
                holds("E4: small p_ik with a density that vanishes", TheoremOneClaims.smallIk(PreciseLink.cauchit())),
                holds("E4: A_2 with a density that vanishes", TheoremOneClaims.secondFactor(PreciseLink.logistic())),
                fails("A_1 without symmetry", TheoremOneClaims.firstFactor(List.of(new LogLog()))),
                fails("changes of both at once", PairwiseClaims.changes(false)),
                holds("E19: p_kj that go along, §2.2", DominanceClaims.conclusion(DominanceClaims.opposed())),
                holds("E19: p_kj that go along, §2.3", DominanceClaims.increasing(DominanceClaims.opposed())),
                mended(
                        "E19: one p_kj is enough",
                        DominanceClaims.increasing(DominanceClaims.fixed().subList(6, 7))),
                holds("E15: one peak for two", claim(TheoremOneClaims.onlyNearDominance(new Logistic()))),
                // §2.3 and Appendix B.1
                fails(
                        "Eq. (3) without a factor",
                        BradleyTerryClaims.equation3((a, b) -> Real.ONE.over(
                                Real.ONE.plus(a.complement().over(a).over(b))))),
                fails(
                        "Eq. (4) with a for b",
                        BradleyTerryClaims.equation4((a, b) -> a.times(a.complement())
                                .over(a.plus(b)
                                        .minus(a.times(b).times(2))
                                        .minus(Real.ONE)
                                        .squared()))),
                fails(
                        "Eq. (5) of the other transcription",
                        BradleyTerryClaims.equation5("Eq. (5)", false, BradleyTerryClaims::otherReading)),
                fails(
                        "Prop. 1 with a half lost",
                        BradleyTerryClaims.proposition1(
                                m -> BradleyTerryClaims.areaAsPrinted(m).times(2))),
                holds(
                        "E5: dp_kj for dp_ij",
                        AppendixB1Claims.firstDisplay(
                                m -> BradleyTerryFormulas.area(m).toDouble())),
                fails("B.1's γ0 with the 1 under the root", AppendixB1Claims.gamma0(AppendixB1Claims::underTheRoot)),
                fails("B.1's γ0 without the 1", AppendixB1Claims.gamma0(AppendixB1Claims::withoutTheOne)),
                fails(
                        "(B2) without its second term",
                        AppendixB1Claims.onBounds(
                                "(B2)",
                                m -> m.minus(Real.ONE)
                                        .over(m.plus(Real.ONE))
                                        .log()
                                        .over(4),
                                BradleyTerryFormulas::areaByWidths)),
                // §2.4 and Appendix B.2
                holds(
                        "E8: the derivatives of the model",
                        claim(PlackettLuceClaims.modelSlopes((w, u, v, uv, vu) -> PlackettLuceFormulas.ofModel(
                                w.get(0).over(w.get(2)), w.get(1).over(w.get(2)))))),
                holds("E10: [1, ∞)", PlackettLuceClaims.alphaRange(true)),
                holds("E10: supremum", PlackettLuceRegionClaims.largest("supremum")),
                holds("E10: α >= 1 in B.3", TheoremTwoClaims.chain(true)),
                holds(
                        "E6: M² in (B6)",
                        PlackettLuceRegionClaims.area("B.2, (B6)", PlackettLuceRegionClaims::firstArea, true)),
                fails(
                        "Prop. 2 with 5 for 6",
                        PlackettLuceRegionClaims.area(
                                "Prop. 2, first",
                                (a, b, m) -> b.over(m).squared().over(a.times(5)),
                                true)),
                fails(
                        "Prop. 2, areas exchanged",
                        PlackettLuceRegionClaims.area("Prop. 2, first", PlackettLuceRegionClaims::firstArea, false)),
                holds("E6: M² in the antiderivative", PlackettLuceRegionClaims.antiderivative(2)),
                mended("E6: M³ in the antiderivative", PlackettLuceRegionClaims.antiderivative(3)),
                // Theorem 2, §3.2
                fails(
                        "Thm. 2 against twice the area",
                        TheoremTwoClaims.inequality((a, b, m) ->
                                PlackettLuceRegionClaims.firstArea(a, b, m).times(2))),
                holds(
                        "E7: a yardstick that finds a model equal to itself",
                        claim(TheoremTwoClaims.yardstick((a, b, m) -> BradleyTerryFormulas.area(m)))),
                holds("E12: the right artanh", TheoremTwoClaims.artanh(Real::artanh)),
                holds("E9: items after u", LongerTuplesClaims.alphaIncreases(true)),
                holds("E9: K - 2 factors", LongerTuplesClaims.betaFactors(2)),
                mended("E9: K - 1 factors", LongerTuplesClaims.betaFactors(1)),
                // §3.1
                holds("E20: no p_kj at all", ImplicationClaims.tradeOff(false)),
                fails("a tuple that k splits", ImplicationClaims.longerTuples(true)),
                // §4, Appendix C
                fails("§4: p_12 = .5", ExperimentClaims.firstObservation("0.5")),
                fails("§4: p_12 alike", ExperimentClaims.secondObservation("0.98", "0.9801")),
                holds("E16: .05 to .95", ExperimentClaims.grid("0.05", "0.95", "0.05")),
                holds("E16: steps of .001", ExperimentClaims.resolution("0.001")),
                holds("E13: two pairs", ExperimentClaims.pairs(2)),
                holds("E16: β' = 1", ExperimentClaims.training(1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changed")
    void changesTheVerdict(String change, Verdict expected, Claim claim) {
        Line line = claim.judge();
        assertEquals(
                expected, line.verdict(), () -> change + ": " + line.asPrinted().found());
    }
}
