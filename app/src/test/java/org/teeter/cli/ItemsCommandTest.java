package org.teeter.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code --items} and {@code --start}: what is known of the items, from the files to the print. */
class ItemsCommandTest extends CommandFixture {

    private JsonNode json(Object... words) {
        assertEquals(0, run(words), () -> err.toString());
        return JsonMapper.shared().readTree(out.toString());
    }

    private String refusal(Object... words) {
        assertEquals(2, run(words), () -> out.toString());
        return err.toString().lines().findFirst().orElse("").replace(folder + "/", "");
    }

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    private Path games() throws IOException {
        return file("games.csv", "item1,item2,wins1,wins2", "a,b,6,4", "b,c,7,5", "c,d,5,5", "a,d,8,2", "a,c,3,3");
    }

    private Path items() throws IOException {
        return file(
                "items.csv",
                "maker,item,size",
                "Beta,a,7",
                "Alpha,b,5",
                "Beta,c,4",
                "Alpha,d,1",
                "Gamma,somebody else,9");
    }

    @Test
    void featuresExplainScores() throws IOException {
        JsonNode fit = json("fit", games(), "--items", items(), "--json");
        assertEquals("maker=Beta", fit.at("/effects/0/feature").asString());
        assertEquals("size", fit.at("/effects/1/feature").asString());
        double maker = fit.at("/effects/0/value").asDouble();
        double size = fit.at("/effects/1/value").asDouble();
        double[] expected = {maker + 7 * size, 5 * size, maker + 4 * size, size};
        double mean = (2 * maker + 17 * size) / 4;
        for (JsonNode row : fit.at("/scores")) {
            int item = row.at("/item").asString().charAt(0) - 'a';
            assertEquals(expected[item] - mean, row.at("/score").asDouble(), 1e-12);
        }
        assertEquals("features alone (maker=Beta, size)", fit.at("/model/prior").asString());
        assertEquals(1, fit.at("/likelihoodRatio/degreesOfFreedom").asInt());
        double free = json("fit", games(), "--json").at("/fit/logLikelihood").asDouble();
        assertEquals(
                2 * (free - fit.at("/fit/logLikelihood").asDouble()),
                fit.at("/likelihoodRatio/statistic").asDouble(),
                1e-10);
        assertEquals(0, run("fit", games(), "--items", items(), "--item-covariate", "size", "--se", "robust"));
        assertTrue(out.toString().contains("Effect of size on the score: "), out::toString);
        assertTrue(out.toString().contains("Likelihood ratio of free scores: "), out::toString);
        for (String[] words : new String[][] {
            {"--bootstrap", "30"}, {"--model", "davidson"}, {"--home"}, {"--scale", "elo", "--anchor", "a"}
        }) {
            List<Object> typed =
                    new ArrayList<>(List.of("fit", games(), "--items", items(), "--item-covariate", "size"));
            typed.addAll(List.of(words));
            assertEquals(words[0].equals("--model") ? 3 : 0, run(typed.toArray()), () -> err.toString());
        }
        assertEquals(0, run("fit", games(), "--items", items()));
        assertTrue(
                err.toString().contains("teeter: maker is compared with \"Alpha\", its reference level"),
                err::toString);
        assertTrue(err.toString().contains("is in no judgement"), err::toString);
        JsonNode drawn =
                json("fit", games(), "--items", items(), "--item-covariate", "size", "--prior", "normal:1", "--json");
        assertEquals("normal:1 about features (size)", drawn.at("/model/prior").asString());
        assertTrue(drawn.at("/likelihoodRatio").isMissingNode());
        JsonNode factor = json("fit", games(), "--items", items(), "--item-covariate", "size:factor", "--json");
        assertEquals(free, factor.at("/fit/logLikelihood").asDouble(), 1e-10);
        assertEquals("size=4", factor.at("/effects/0/feature").asString());
    }

    /** Where one feature says all, a score is its effect times what the item has of it beyond the mean, 7 - 4.25, and so is the error. */
    @Test
    void errorsOfEffectsAreThoseOfTheScores() throws IOException {
        for (String[] words : new String[][] {{"--se", "observed"}, {"--se", "robust"}, {"--bootstrap", "50"}}) {
            JsonNode fit =
                    json("fit", games(), "--items", items(), "--item-covariate", "size", "--json", words[0], words[1]);
            JsonNode a = fit.at("/scores")
                    .valueStream()
                    .filter(row -> row.at("/item").asString().equals("a"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(
                    a.at("/se").asDouble() / 2.75,
                    fit.at("/effects/0/standardError").asDouble(),
                    1e-12);
        }
    }

    /** Two makers; the one named first wins three of four within a maker, and two of four between: log 3, and nothing. */
    @Test
    void namedFirstWithinAMaker() throws IOException {
        List<String> lines = new ArrayList<>(List.of("item1,item2,wins1,wins2"));
        String[] names = {"a", "b", "c", "d"};
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                boolean same = i % 2 == j % 2;
                lines.addAll(i == j ? List.of() : List.of(names[i] + "," + names[j] + (same ? ",3,1" : ",2,2")));
            }
        }
        Path games = file("sides.csv", lines.toArray(String[]::new));
        JsonNode fit = json("fit", games, "--home", "--items", items(), "--same", "maker", "--json");
        assertEquals(0, fit.at("/parameters/home/value").asDouble(), 1e-12);
        assertEquals(Math.log(3), fit.at("/parameters/same maker/value").asDouble(), 1e-12);
        assertEquals(0, fit.at("/scores/0/score").asDouble(), 1e-12);
        assertTrue(fit.at("/effects").isMissingNode());
        JsonNode both = json(
                "fit", games, "--home", "--items", items(), "--same", "maker", "--item-covariate", "size", "--json");
        assertEquals(Math.log(3), both.at("/parameters/same maker/value").asDouble(), 1e-12);
        assertEquals(0, both.at("/effects/0/value").asDouble(), 1e-12);
        JsonNode audit = json(
                "audit",
                games,
                "--home",
                "--items",
                items(),
                "--same",
                "maker",
                "--targets",
                "all",
                "--json",
                "--out",
                folder.resolve("same"));
        assertTrue(audit.at("/check/worstRelativeError").asDouble() <= 1e-3, audit::toString);
        assertEquals(
                "teeter: --same says what it counts to be named first where both items have something in common, of judgements"
                        + " of pairs with --home; add that, or leave it out",
                refusal("fit", games, "--items", items(), "--same", "maker"));
    }

    @Test
    void featuresExplainRankings() throws IOException {
        Path ballots = file("ballots.csv", "rank1,rank2,rank3", "a,b,d", "b,a,c", "a,c,d", "d,a,b", "c,d,b", "b,c,a");
        JsonNode fit = json("fit", ballots, "--items", items(), "--item-covariate", "size", "--json");
        double size = fit.at("/effects/0/value").asDouble();
        for (JsonNode row : fit.at("/scores")) {
            int item = row.at("/item").asString().charAt(0) - 'a';
            double[] sizes = {7, 5, 4, 1};
            assertEquals(size * (sizes[item] - 17.0 / 4), row.at("/score").asDouble(), 1e-12);
        }
        assertTrue(fit.at("/likelihoodRatio/statistic").asDouble() > 0, fit::toString);
    }

    @Test
    void anAuditOfFeaturesHoldsAgainstRefits() throws IOException {
        for (String prior : new String[] {"none", "normal:0.5"}) {
            JsonNode audit = json(
                    "audit",
                    games(),
                    "--items",
                    items(),
                    "--item-covariate",
                    "size",
                    "--prior",
                    prior,
                    "--targets",
                    "all",
                    "--json",
                    "--out",
                    folder.resolve(prior.substring(0, 4)));
            assertTrue(audit.at("/check/cases").asInt() >= 6, audit::toString);
            assertTrue(audit.at("/check/worstRelativeError").asDouble() <= 1e-3, audit::toString);
            JsonNode features = audit.get("features");
            assertEquals(4, features.size(), "a row for each item's size");
            for (JsonNode row : features) {
                assertEquals("size", row.get("feature").asString());
                assertEquals(row.get("refit").asDouble(), row.get("sensitivity").asDouble(), 1e-7);
                assertEquals(
                        row.get("per_deviation").asDouble(),
                        row.get("sensitivity").asDouble() * row.get("deviation").asDouble(),
                        1e-15);
            }
            List<String> written =
                    Files.readAllLines(folder.resolve(prior.substring(0, 4)).resolve("features.csv"));
            assertEquals(
                    "feature,item,value,deviation,item_a,item_b,p,sensitivity,per_deviation,refit", written.get(0));
            assertEquals(5, written.size());
        }
        assertEquals(
                0,
                run("audit", games(), "--items", items(), "--item-covariate", "size", "--out", folder.resolve("told")),
                err::toString);
        assertTrue(
                out.toString().replaceAll("\\s+", " ").contains("Of what is known of the items, the size of \""),
                out::toString);
    }

    @Test
    void votesThatTipAreFoundWithFeatures() throws IOException {
        for (List<String> prior : List.of(List.<String>of(), List.of("--prior", "normal:1"))) {
            List<Object> words = new ArrayList<>(
                    List.of("tip", games(), "--items", items(), "--item-covariate", "size", "--by", "flip,drop"));
            words.addAll(prior);
            words.add("--json");
            JsonNode tip = json(words.toArray());
            JsonNode turn = tip.at("/claims/0/votesToTip/0");
            assertTrue(turn.at("/votes").asDouble() >= 1, tip::toString);
            assertTrue(turn.at("/atLeast").asDouble() <= turn.at("/votes").asDouble(), tip::toString);
        }
        assertEquals(
                "teeter: evidence flows through judged pairs, but where features of items explain scores, every judgement"
                        + " speaks for items that it is not of; fit without features",
                refusal("why", games(), "a", "c", "--items", items(), "--item-covariate", "size"));
        Path same = file("same.csv", "item,kind", "a,x", "b,x", "c,y", "d,y");
        assertEquals(
                "teeter: \"a\" and \"b\" have the same score, so neither is ahead, as far as their features say",
                refusal("tip", games(), "--items", same));
        assertEquals(0, run("audit", games(), "--items", same, "--out", folder.resolve("same")), err::toString);
        assertFalse(out.toString().contains("one judgement decides"), out::toString);
    }

    @Test
    void featuresDoNotGoWithWhatAllShare() throws IOException {
        Path rated = file("rated.csv", "winner,loser,judge", "a,b,x", "b,a,y", "a,b,y", "b,a,x", "a,b,x", "b,a,y");
        Path sizes = file("sizes.csv", "item,size", "a,1", "b,2");
        assertEquals(
                "teeter: --items does not go with --raters; leave one of the two out",
                refusal("fit", rated, "--column", "rater=judge", "--raters", "0.5", "--items", sizes));
        assertEquals(
                "teeter: --strong-components is of scores that are free, and --items explains them; leave one of the two out",
                refusal("fit", games(), "--items", items(), "--item-covariate", "size", "--strong-components"));
        assertEquals(
                "teeter: --items goes with --prior none, or normal:SIGMA of what features do not explain, got --prior firth",
                refusal("fit", games(), "--items", items(), "--prior", "firth"));
    }

    @Test
    void refusesWhatCannotBeRead() throws IOException {
        Path games = games();
        assertEquals(
                "teeter: few.csv: every item of the data needs a row, and there is none of \"b\", \"d\"; add them, or leave the"
                        + " items out with --drop",
                refusal("fit", games, "--items", file("few.csv", "item,x", "a,1", "c,2")));
        assertEquals(
                "teeter: twice.csv:3: the item \"a\" has row 2 already; keep one of the two",
                refusal("fit", games, "--items", file("twice.csv", "item,x", "a,1", "a,2")));
        assertEquals(
                "teeter: mixed.csv:4: x of \"c\" must be a finite number, 0 or from 1e-100 to 1e100 in size, as others of its column"
                        + " are (or say that all are names, with --item-covariate x:factor), got \"NA\"",
                refusal("fit", games, "--items", file("mixed.csv", "item,x", "a,1", "b,2", "c,NA", "d,5")));
        for (String extreme : List.of("1e308", "-1e308", "1e-308")) { // squares of such are no doubles
            assertEquals(
                    "teeter: far.csv:2: x of \"a\" must be a finite number, 0 or from 1e-100 to 1e100 in size, as others of its"
                            + " column are (or say that all are names, with --item-covariate x:factor), got \""
                            + extreme + "\"",
                    refusal("fit", games, "--items", file("far.csv", "item,x", "a," + extreme, "b,2", "c,3", "d,5")));
        }
        assertEquals(
                "teeter: turned.csv:1: there is no column \"z\\u202eq\"; the columns are item, x\\u202ey, l\\u2066m",
                refusal(
                        "fit",
                        games,
                        "--items",
                        file("turned.csv", "item,x\u202ey,l\u2066m", "a,1,2", "b,2,2", "c,3,4", "d,5,1"),
                        "--item-covariate",
                        "z\u202eq"));
        assertEquals(
                "teeter: short.csv:3: a row needs 2 fields, got 1",
                refusal("fit", games, "--items", file("short.csv", "item,x", "a,1", "b")));
        assertEquals(
                "teeter: items.csv:1: there is no column \"colour\"; the columns are maker, item, size",
                refusal("fit", games, "--items", items(), "--item-covariate", "colour"));
        assertEquals(
                "teeter: the feature \"y\" is a combination of \"x\" and a constant; leave one of them out",
                refusal("fit", games, "--items", file("same.csv", "item,x,y", "a,1,3", "b,2,5", "c,3,7", "d,5,11")));
        assertEquals(
                "teeter: --items goes with --prior none, or normal:SIGMA of what features do not explain, got --prior"
                        + " pseudo:1",
                refusal("fit", games, "--items", items(), "--prior", "pseudo:1"));
        assertEquals(
                "teeter: --items is of models that have one maximum, got --model cauchit",
                refusal("fit", games, "--items", items(), "--model", "cauchit"));
        assertEquals(
                "teeter: --item-covariate and --same name columns of a file of items, and go with --items",
                refusal("fit", games, "--item-covariate", "size"));
        Path sure = file("sure.csv", "item1,item2,wins1,wins2", "a,b,6,0", "b,c,7,0", "c,d,5,0");
        assertEquals(3, run("fit", sure, "--items", items(), "--item-covariate", "size"));
        assertTrue(
                err.toString()
                        .contains(
                                "the effect of \"size\" has no finite value: no judgement is less probable the larger it is"),
                err::toString);
        assertTrue(err.toString().contains("leave out a feature that is named"), err::toString);
    }

    @Test
    void aFormerRunIsAStart() throws IOException {
        Path games = games();
        Path former = folder.resolve("former");
        JsonNode cold = json("fit", games, "--json", "--out", former);
        JsonNode warm = json("fit", games, "--json", "--start", former.resolve("scores.csv"));
        assertTrue(
                warm.at("/fit/iterations").asInt() < cold.at("/fit/iterations").asInt(), warm::toString);
        for (int k = 0; k < 4; k++) {
            assertEquals(cold.at("/scores/" + k + "/item"), warm.at("/scores/" + k + "/item"));
            assertEquals(
                    cold.at("/scores/" + k + "/score").asDouble(),
                    warm.at("/scores/" + k + "/score").asDouble(),
                    1e-12);
        }
        assertEquals(0, run("fit", games, "--start", file("part.csv", "item,score", "a,1", "b,0.5", "z,-1")));
        assertTrue(err.toString().contains("2 items have no score in --start, and begin at 0"), err::toString);
        assertTrue(err.toString().contains("1 score of --start is of an item not judged here"), err::toString);
        assertEquals(
                "teeter: bad.csv:2: score of \"a\" must be a finite number, got nothing",
                refusal("fit", games, "--start", file("bad.csv", "item,score", "a,")));
    }

    /** The same bytes of scores, and the same kept counts, as of all rows at once: weights, ties of either kind, names and times alike. */
    @Test
    void anUpdateIsTheRefit() throws IOException {
        String header = "model_a,model_b,winner,weight,date";
        String[] rows = {
            "a,\"b, c\",model_a,0.1,2024-08-14",
            "\"b, c\",a,model_a,0.7,2024-07-02",
            "d,\"b, c\",tie,0.3,2024-07-03",
            "\"b, c\",d,tie (bothbad),0.1,2024-07-03",
            "a,d,model_b,1,2024-08-01",
            "d,a,model_b,1e-7,2024-01-01",
            "d,\"b, c\",model_a,0.3,2024-07-03",
            "a,\"b, c\",model_a,0.2,2024-08-14",
            "\"b, c\",a,model_a,3,2023-07-02",
            "d,\"b, c\",tie,0.3,2024-08-20",
            "e,d,model_b,1,2024-08-22",
            "e,\"b, c\",model_a,1,2024-08-22"
        };
        for (List<String> decay :
                List.of(List.<String>of(), List.of("--half-life", "60d"), List.of("--half-life", "40h"))) {
            Path folders = Files.createDirectory(folder.resolve("of" + decay.size() + String.join("", decay)));
            fitted(folders, decay, "all", rows(header, rows, 0, 12), List.of());
            fitted(folders, decay, "old", rows(header, rows, 0, 5), List.of());
            fitted(
                    folders,
                    decay,
                    "middle",
                    rows(header, rows, 5, 9),
                    List.of("--update", folders.resolve("old").toString()));
            fitted(
                    folders,
                    decay,
                    "new",
                    rows(header, rows, 9, 12),
                    List.of("--update", folders.resolve("middle").toString()));
            for (String name : List.of("scores.csv", "counts.csv")) {
                assertEquals(
                        Files.readString(folders.resolve("all").resolve(name)),
                        Files.readString(folders.resolve("new").resolve(name)));
            }
        }
        assertEquals(
                "teeter: --keep-counts writes counts.csv to a folder, which --out names",
                refusal("fit", games(), "--keep-counts"));
        assertEquals(
                "teeter: --keep-counts keeps counts of pairs, without --home, --covariate, --column group and --column rater",
                refusal("fit", games(), "--keep-counts", "--home", "--out", folder.resolve("x")));
        assertEquals(
                "teeter: --keep-counts keeps counts of pairs of options that have names, and these are texts or rankings; leave"
                        + " it out",
                refusal(
                        "fit",
                        file("r.csv", "rank1,rank2,rank3", "a,b,c"),
                        "--keep-counts",
                        "--out",
                        folder.resolve("x")));
    }

    private static List<String> rows(String header, String[] rows, int from, int to) {
        List<String> lines = new ArrayList<>(List.of(header));
        lines.addAll(List.of(rows).subList(from, to));
        return lines;
    }

    private void fitted(Path folders, List<String> decay, String name, List<String> rows, List<String> more)
            throws IOException {
        List<Object> words = new ArrayList<>(List.of(
                "fit",
                Files.write(folders.resolve(name + ".csv"), rows),
                "--prior",
                "normal:2",
                "--se",
                "observed",
                "--quiet",
                "--keep-counts"));
        words.addAll(decay);
        words.addAll(more);
        words.addAll(List.of("--out", folders.resolve(name)));
        assertEquals(0, run(words.toArray()), () -> err.toString());
    }

    private static Path data(String name) {
        Path path = Path.of(System.getProperty("teeter.data", "none"), name);
        Assumptions.assumeTrue(Files.exists(path), "the data are read where they are");
        return path;
    }

    private static List<String[]> rows(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** summary(chameleon.model) of R's package BradleyTerry2 (tests/BTabilities.Rout.save), in which the random effect vanishes. */
    @Test
    void chameleonsArePublished() throws IOException {
        Path chameleons = data("bt2_chameleons");
        List<String[]> winners = rows(chameleons.resolve("BradleyTerry2_chameleons_winner.csv"));
        List<String[]> losers = rows(chameleons.resolve("BradleyTerry2_chameleons_loser.csv"));
        List<String> contests = new ArrayList<>(List.of("winner,loser,w,l"));
        Set<String> ids = new TreeSet<>(); // the order of the predictors
        for (int k = 1; k < winners.size(); k++) {
            contests.add(winners.get(k)[0] + "," + losers.get(k)[0] + "," + winners.get(k)[2] + "," + losers.get(k)[2]);
            ids.add(winners.get(k)[0]);
            ids.add(losers.get(k)[0]);
        }
        List<String> known = new ArrayList<>(List.of("item,ch.res,prop.main"));
        List<String[]> predictors = rows(chameleons.resolve("BradleyTerry2_chameleons_predictors.csv"));
        assertEquals(ids.size(), predictors.size() - 1);
        for (String id : ids) {
            String[] row = predictors.get(known.size());
            known.add(id + "," + row[0] + "," + row[5]);
        }
        Path games = Files.write(folder.resolve("contests.csv"), contests);
        Path items = Files.write(folder.resolve("known.csv"), known);
        JsonNode fit =
                json("fit", games, "--covariate", "prev.wins.2=w-l", "--items", items, "--json", "--prior", "none");
        assertEquals(2.38130, fit.at("/parameters/prev.wins.2/value").asDouble(), 5e-6);
        assertEquals(0.48495, fit.at("/parameters/prev.wins.2/standardError").asDouble(), 5e-6);
        assertEquals(0.60931, fit.at("/effects/0/value").asDouble(), 5e-6);
        assertEquals(0.27773, fit.at("/effects/0/standardError").asDouble(), 5e-6);
        assertEquals(0.08928, fit.at("/effects/1/value").asDouble(), 5e-6);
        assertEquals(0.04382, fit.at("/effects/1/standardError").asDouble(), 5e-6);
        assertEquals(85.396, -2 * fit.at("/fit/logLikelihood").asDouble(), 5e-4);
    }

    /**
     * The probit model of flat lizards with a residual of standard deviation 0.6296 of the same package (tests/predict.Rout.save). Of two
     * lizards features are missing: lizard096 won all its fights and says nothing of the others; lizard099 has a score of its own, which is a
     * feature that it alone has.
     */
    @Test
    void flatLizardsArePublished() throws IOException {
        Path lizards = data("bt2_flatlizards");
        List<String> known = new ArrayList<>(List.of("item,l099,throat.PC1,throat.PC3,head.length,SVL"));
        List<String[]> predictors = rows(lizards.resolve("BradleyTerry2_flatlizards_predictors.csv"));
        for (String[] row : predictors.subList(1, predictors.size())) {
            boolean own = row[0].equals("99");
            known.add(String.format("lizard%03d,", Integer.parseInt(row[0]))
                    + (own ? "1,0,0,0,0" : "0," + row[1] + "," + row[3] + "," + row[13] + "," + row[12]));
        }
        Path items = Files.write(folder.resolve("known.csv"), known);
        Path games = lizards.resolve("BradleyTerry2_flatlizards_contests.csv");
        JsonNode fit = json(
                "fit",
                games,
                "--drop",
                "lizard096",
                "--items",
                items,
                "--prior",
                "normal:0.6296",
                "--model",
                "probit",
                "--json");
        double[] published = {0.5977, -0.0536, 0.2276, -0.8434, 0.1054};
        for (int k = 0; k < published.length; k++) {
            assertEquals(published[k], fit.at("/effects/" + k + "/value").asDouble(), 2e-4);
        }
    }
}
