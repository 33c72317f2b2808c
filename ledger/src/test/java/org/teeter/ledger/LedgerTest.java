package org.teeter.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class LedgerTest {
    private static final Ledger LEDGER = JudgedOnce.LEDGER;

    /** What the errata of docs/MATH.md say must be found by computing; all other claims hold. */
    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("Ex. 1: .96", "FAILS E1"),
            Map.entry("§3.1: .95", "FAILS E1"),
            Map.entry("Ex. 1: units", "HOLDS_WITH_FIX E2"),
            Map.entry("Lemma 2", "FAILS E3"),
            Map.entry("Thm. 1", "HOLDS_WITH_FIX E4"), // (i) the counterexample of E3
            Map.entry("Thm. 1, quantifiers", "HOLDS_WITH_FIX E4"), // (ii)
            Map.entry("Eq. (2)", "HOLDS_WITH_FIX E4"), // (iii)
            Map.entry("Thm. 1, proof: A_2", "HOLDS_WITH_FIX E4"), // (i)
            Map.entry("§2.2: small p_ik", "HOLDS_WITH_FIX E4"), // (i), at the other end
            Map.entry("Thm. 1, proof: last line", "HOLDS_WITH_FIX E4"), // (iv)
            Map.entry("Lemma 4, proof", "HOLDS_WITH_FIX E4"), // (v)
            Map.entry("§3.1: general models", "HOLDS_WITH_FIX E4"),
            Map.entry("B.1, first display", "HOLDS_WITH_FIX E5"),
            Map.entry("B.2, (B6)", "HOLDS_WITH_FIX E6"),
            Map.entry("(B6), antiderivative", "HOLDS_WITH_FIX E6"),
            Map.entry("Thm. 2, reading", "HOLDS_WITH_FIX E7"),
            Map.entry("§6: K >= 3", "HOLDS_WITH_FIX E7"),
            Map.entry("Eq. (9)", "HOLDS_WITH_FIX E8"),
            Map.entry("§3.2: α", "HOLDS_WITH_FIX E9"),
            Map.entry("§3.2: β", "HOLDS_WITH_FIX E9"),
            Map.entry("§3.2: longer tuples", "HOLDS_WITH_FIX E9"),
            Map.entry("after Eq. (10): α", "HOLDS_WITH_FIX E10"),
            Map.entry("§2.4: largest region", "HOLDS_WITH_FIX E10"),
            Map.entry("B.3: α and β", "HOLDS_WITH_FIX E10"),
            Map.entry("Eq. (11), (12): domain", "HOLDS_WITH_FIX E11"),
            Map.entry("Sketch and B.3: artanh", "HOLDS_WITH_FIX E12"),
            Map.entry("C.2: sampled pairs", "HOLDS_WITH_FIX E13"),
            Map.entry("§2.2: dominance", "HOLDS_WITH_FIX E15"),
            Map.entry("§4: p_23 from 0 to 1", "HOLDS_WITH_FIX E16"),
            Map.entry("§4: step of .05", "HOLDS_WITH_FIX E16"),
            Map.entry("C.1: β' = 0.1", "HOLDS_WITH_FIX E16"),
            Map.entry("Def. 4", "HOLDS_WITH_FIX E17"),
            Map.entry("Def. 4, area", "HOLDS_WITH_FIX E18"),
            Map.entry("§2.2: conclusion", "HOLDS_WITH_FIX E19"),
            Map.entry("§2.3: dominance", "HOLDS_WITH_FIX E19"),
            Map.entry("§3.1: trade-off", "HOLDS_WITH_FIX E20"));

    @Test
    void findsEveryErratumAndNoOther() {
        Map<String, String> found = new TreeMap<>();
        for (Line line : LEDGER.lines()) {
            if (line.verdict() != Verdict.HOLDS) {
                found.put(
                        line.statement().id(),
                        line.verdict() + " " + line.erratum().orElse("none"));
            }
        }
        assertEquals(
                new TreeMap<>(EXPECTED).toString().replace(", ", "\n"),
                found.toString().replace(", ", "\n"));
    }

    /** E14 is about the texts of the answer templates, which are not here. */
    @Test
    void coversEveryErratumThatIsAboutNumbers() {
        Set<Integer> found = new TreeSet<>();
        for (Line line : LEDGER.lines()) {
            line.erratum().ifPresent(erratum -> found.add(Integer.parseInt(erratum.substring(1))));
        }
        Set<Integer> expected = IntStream.rangeClosed(1, 20).boxed().collect(Collectors.toCollection(TreeSet::new));
        expected.remove(14);
        assertEquals(expected, found);
    }

    @Test
    void hasEveryNumberedStatementOfThePaper() {
        List<String> ids =
                LEDGER.lines().stream().map(line -> line.statement().id()).toList();
        String all = String.join("\n", ids) + "\n";
        for (int n = 1; n <= 12; n++) {
            assertTrue(all.contains("Eq. (" + n + ")") || (n == 7 && all.contains("Eq. (7)")), "Eq. (" + n + ")");
        }
        for (int n = 1; n <= 7; n++) {
            assertTrue(all.contains("(B" + n + ")"), "(B" + n + ")");
        }
        for (String id : List.of(
                "Def. 1",
                "Def. 2",
                "Def. 3",
                "Def. 4",
                "Assumption 1",
                "Assumption 2",
                "Assumption 3",
                "Assumption 4",
                "Assumption 5",
                "Lemma 1",
                "Lemma 2",
                "Lemma 3",
                "Lemma 4",
                "Lemma 5",
                "Thm. 1",
                "Thm. 2",
                "Prop. 1",
                "Prop. 2",
                "Ex. 1",
                "Fig. 1",
                "Fig. 2")) {
            assertTrue(all.contains(id), id);
        }
        assertEquals(ids.size(), new HashSet<>(ids).size(), "ids are distinct");
    }

    /** Numbers that verdicts rest on, computed by other routes: a Jacobian, roots found numerically, areas sliced the other way. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvFileSource(resources = "evidence.csv", numLinesToSkip = 2, delimiter = ';')
    void evidenceAgreesWithMpmath(String claim, String number, String value) {
        Quantity quantity = quantity(line(claim), number);
        Real difference = new Real(quantity.value()).relativeDifference(Real.of(value));
        assertTrue(
                difference.isLessThan(Real.of("1e-24")),
                () -> quantity + " is off by " + difference); // 25 digits are kept
    }

    /** E19: at p_kj = .9 the sensitivity falls as p_ik rises, and the ledger tells both that and the way of it. */
    @Test
    void dominanceAloneDoesNotMakeSensitive() {
        Line line = line("§2.3: dominance");
        assertEquals(Verdict.HOLDS_WITH_FIX, line.verdict());
        double before = 1;
        for (String ik : List.of("0.5", "0.9", "0.99", "0.999")) {
            double s =
                    quantity(line, "∂p_ij/∂p_ik at (" + ik + ", 0.9)").value().doubleValue();
            assertTrue(s < before, ik);
            before = s;
        }
        assertEquals(0.111, before, 5e-4);
        assertTrue(line.plot().isPresent());
    }

    /** Where two transcriptions of the paper differ and one is right, the paper is not charged. */
    @Test
    void transcriptionsAreNoErrorsOfThePaper() {
        for (String id : List.of("B.1, γ0", "Eq. (5)", "Eq. (11)", "Sketch: L")) {
            Line line = line(id);
            assertEquals(Verdict.HOLDS, line.verdict(), id);
            assertTrue(line.asPrinted().found().contains("transcriptions"), id);
        }
        assertEquals(
                0.967391,
                quantity(line("B.1, γ0"), "γ0 at p_kj = 0.02, M = 20, without the 1")
                        .value()
                        .doubleValue(),
                1e-6);
    }

    /** What the ledger does not judge it names, with the place that does. */
    @Test
    void saysWhereTheExperimentIsJudged() {
        for (String where : List.of("§4", "§4, C.3", "§6", "App. C.1", "§3.2")) {
            assertTrue(
                    Paper.omitted().stream()
                            .anyMatch(one ->
                                    one.where().equals(where) && one.meaning().contains("docs/REPRODUCTION.md")),
                    where);
        }
    }

    private static Line line(String id) {
        return LEDGER.lines().stream()
                .filter(candidate -> candidate.statement().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Quantity quantity(Line line, String name) {
        return line.asPrinted().evidence().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Every row of the table is judged, in its order, and every fix is checked. */
    @Test
    void theTableAndTheChecksAreOfTheSameClaims() {
        List<Claim> claims = Ledger.claims();
        assertEquals(Paper.rows(), claims.stream().map(Claim::statement).toList());
        for (Claim claim : claims) {
            assertEquals(
                    claim.statement().fix().isPresent(),
                    claim.repaired().isPresent(),
                    claim.statement().id());
        }
    }

    @Test
    void aVerdictFollowsFromItsFindings() {
        for (Line line : LEDGER.lines()) {
            Verdict verdict = line.verdict();
            assertEquals(
                    line.asPrinted().holds(),
                    verdict == Verdict.HOLDS,
                    line.statement().id());
            assertEquals(
                    verdict == Verdict.HOLDS_WITH_FIX,
                    line.fix().isPresent(),
                    line.statement().id());
            assertEquals(
                    verdict != Verdict.HOLDS,
                    line.erratum().isPresent(),
                    line.statement().id());
            assertFalse(line.asPrinted().found().isBlank(), line.statement().id());
        }
        Claim wrongRepair = Claim.of(JudgedOnce.UNKNOWN, () -> Finding.of(false, "1 is 1."))
                .repairedBy(() -> Finding.of(false, "1 is 1."));
        assertEquals(Verdict.FAILS, wrongRepair.judge().verdict());
    }

    @Test
    void oneLineAClaimAndNoneTooWide() {
        List<String> lines = LedgerText.lines(LEDGER);
        assertEquals(LEDGER.lines().size(), lines.size());
        for (String line : lines) {
            assertTrue(line.length() <= 120, line);
        }
        assertEquals(
                LEDGER.lines().size() + " claims: " + LEDGER.count(Verdict.HOLDS) + " hold, "
                        + LEDGER.count(Verdict.HOLDS_WITH_FIX) + " hold with a fix, " + LEDGER.count(Verdict.FAILS)
                        + " fail",
                LedgerText.summary(LEDGER));
    }

    @Test
    void theReadmeCountsAsTheLedgerDoes() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md")).replaceAll("\\s+", " ");
        String counts = "of " + LEDGER.lines().size() + " claims " + LEDGER.count(Verdict.HOLDS) + " hold, "
                + LEDGER.count(Verdict.HOLDS_WITH_FIX) + " hold with a fix and " + LEDGER.count(Verdict.FAILS)
                + " fail";
        assertTrue(readme.contains(counts), counts);
    }
}
