package org.teeter.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.teeter.cli.Main;
import org.teeter.testing.Child;
import org.teeter.testing.HostileFiles;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page serves is what the command line writes, bit for bit, and what was dropped is gone at the end. */
@Timeout(240)
class ServeCommandTest {
    private static final Path ARENA = Path.of("..", "examples", "arena-small.csv");
    private static final Path BASEBALL = Path.of("..", "examples", "baseball.csv");

    @TempDir
    Path folder = Path.of("");

    private StringWriter err = new StringWriter();
    private StringWriter out = new StringWriter();

    private int run(Object... words) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.of(words).map(String::valueOf).toArray(String[]::new));
    }

    private void assertSameFiles(Path report, Served served, int audit) throws IOException {
        for (String name :
                List.of("audit.json", "report.html", "scores.csv", "targets.csv", "comparisons.csv", "rows.csv")) {
            Wire.Answer answer = served.wire().get("audit/" + audit + "/" + name);
            assertEquals(200, answer.status(), name);
            assertTrue(Files.readString(report.resolve(name)).equals(answer.body()), name);
        }
    }

    @Test
    void filesAreThoseOfAuditBitForBit() throws IOException, InterruptedException {
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", ARENA, "--m", "2,3", "--ties", "drop", "--top", "7", "--out", report));
        Path other = folder.resolve("other");
        assertEquals(
                0, run("audit", BASEBALL, "--m", "2,3", "--top", "7", "--out", other, "--ties", "drop", "--quiet"));
        try (Served served = new Served(ARENA, BASEBALL, "--m", "2,3", "--ties", "drop", "--top", "7", "--quiet")) {
            assertEquals("done", served.audits(1).get(0).path("state").asString());
            assertSameFiles(report, served, 1);
            served.audits(2);
            assertEquals(
                    Files.readString(other.resolve("audit.json")),
                    served.wire().get("audit/2/audit.json").body());
            assertEquals("", served.err());
            assertEquals(0, served.ended());
        }
    }

    @Test
    void anotherModelIsThatOfTheOption() throws IOException, InterruptedException {
        Path report = folder.resolve("report");
        assertEquals(0, run("audit", ARENA, "--model", "davidson", "--prior", "normal:2", "--out", report));
        try (Served served = new Served(ARENA, "--quiet")) {
            served.wire().post("audit", "{\"data\":1,\"model\":\"davidson\",\"prior\":\"normal:2\"}");
            assertEquals(2, served.audits(1).size());
            assertSameFiles(report, served, 2);
        }
    }

    @Test
    void aDroppedFileHasTheNameThatItsReaderKnows() throws IOException, InterruptedException {
        Path report = folder.resolve("report");
        Path named = Files.copy(ARENA, folder.resolve("a & b.csv"));
        assertEquals(0, run("audit", named, "--out", report, "--quiet"));
        try (Served served = new Served("--quiet")) {
            served.wire().post("upload?name=a%20%26%20b.csv", Files.readString(ARENA));
            served.audits(1);
            Wire.Answer answer = served.wire().get("audit/1/audit.json");
            assertEquals(
                    Files.readString(report.resolve("audit.json")).replace(named.toString(), "a & b.csv"),
                    answer.body());
            assertFalse(served.wire().get("audit/1/report.html").body().contains("dropped-"));
            assertEquals(
                    Files.readString(report.resolve("rows.csv")).replace(named.toString(), "a & b.csv"),
                    served.wire().get("audit/1/rows.csv").body());
        }
    }

    @Test
    void aBrokenFileIsToldInOneLine() throws IOException, InterruptedException {
        List<String> broken = List.of(
                "model_a,model_b,winner\na,b,model_a\nb,c,somebody\n",
                "model_a,model_b\na,b\n",
                "",
                "\u0000\u0001\u0002",
                "{\"model_a\": \"a\", ",
                "item1,item2,wins1,wins2\na,b,1,2\na,b\n");
        List<String> told = new ArrayList<>();
        for (int k = 0; k < broken.size(); k++) {
            Path file = Files.writeString(folder.resolve("broken" + k + ".csv"), broken.get(k));
            assertEquals(2, run("audit", file, "--out", folder.resolve("none"), "--quiet"));
            told.add(err.toString().strip().replace(file.toString(), "broken" + k + ".csv"));
        }
        try (Served served = new Served("--quiet")) {
            for (int k = 0; k < broken.size(); k++) {
                served.wire().post("upload?name=broken" + k + ".csv", broken.get(k));
                JsonNode audit = served.audits(k + 1).get(0);
                assertEquals("failed", audit.path("state").asString());
                assertEquals(1, audit.path("told").size(), audit::toString);
                assertEquals(told.get(k), "teeter: " + audit.path("told").get(0).asString());
                assertEquals(
                        404,
                        served.wire().get("audit/" + (k + 1) + "/report.html").status());
            }
            assertEquals("", served.err());
        }
    }

    @Test
    void dataWithoutAFitSayWhatHelps() throws IOException, InterruptedException {
        Path votes = Files.writeString(folder.resolve("votes.csv"), "winner,loser\na,b\nb,c\nc,b\n");
        try (Served served = new Served(votes, "--quiet")) {
            JsonNode audit = served.audits(1).get(0);
            assertEquals("failed", audit.path("state").asString());
            assertTrue(audit.path("told").get(0).asString().startsWith("no finite maximum-likelihood scores: "));
            assertTrue(audit.path("told").toString().contains("--prior firth"));
            served.wire().post("audit", "{\"data\":1,\"model\":\"bradley-terry\",\"prior\":\"firth\"}");
            assertEquals("done", served.audits(1).get(1).path("state").asString());
        }
    }

    /** Whatever a name is, it is data in the page and nothing else. */
    @Test
    void hostileNamesDoNothing() throws IOException, InterruptedException {
        StringBuilder votes = new StringBuilder("item1,item2,wins1,wins2\n");
        List<String> names = List.of("</script><script>alert(1)</script>", "\u202Ename", "a'b&c<d", "${style}");
        for (int k = 0; k < names.size(); k++) {
            votes.append(names.get(k))
                    .append(',')
                    .append(names.get((k + 1) % names.size()))
                    .append(",3,2\n");
        }
        try (Served served = new Served("--quiet")) {
            served.wire().post("upload?name=%3C%2Fscript%3E%24%7Bdata%7D.csv", votes.toString());
            served.audits(1);
            for (String page : List.of("", "audit/1/what-if", "audit/1/report.html")) {
                Wire.Answer answer = served.wire().get(page);
                assertEquals(200, answer.status(), page);
                assertFalse(answer.body().contains("<script>alert"), page);
                assertEquals(
                        answer.body().split("<script", -1).length, answer.body().split("</script>", -1).length, page);
            }
            assertTrue(served.wire().get("state").body().contains("</script><script>alert(1)</script>")); // as JSON
            assertEquals("application/json", served.wire().get("state").header("content-type"));
        }
    }

    @Test
    void hostileFilesAreRefusedInOneLine() throws IOException, InterruptedException {
        try (Served served = new Served("--quiet", "--max-upload", "100")) {
            int number = 0;
            for (String kind : HostileFiles.MORE) {
                Path place = Files.createDirectory(folder.resolve("hostile" + ++number));
                Path file = HostileFiles.make(kind, place, ".csv");
                byte[] bytes = Files.isRegularFile(file) && !Files.isSymbolicLink(file)
                        ? Files.readAllBytes(file)
                        : new byte[0];
                assertEquals(
                        200,
                        served.wire().post("upload?name=hostile.csv", bytes).status(),
                        kind);
                JsonNode audit = served.audits(number).get(0);
                assertEquals("failed", audit.path("state").asString(), kind);
                assertEquals(1, audit.path("told").size(), kind);
                assertFalse(audit.toString().contains("dropped-"), audit::toString);
            }
            assertEquals("", served.err());
        }
    }

    @Test
    void whatIfIsAFitOfTheChangedData() throws IOException, InterruptedException {
        Path votes = Files.writeString(
                folder.resolve("votes.csv"), "item1,item2,wins1,wins2\na,b,7,3\nb,c,4,6\nc,d,5,5\nd,a,2,5\n");
        Path changed = Files.writeString(
                folder.resolve("changed.csv"), "item1,item2,wins1,wins2\na,b,9,2\nb,c,4,6\nc,d,5,5\nd,a,2,5\n");
        Path without = Files.writeString(
                folder.resolve("without.csv"), "item1,item2,wins1,wins2\na,b,7,3\nb,c,4,6\na,c,1,1\n");
        try (Served served = new Served(votes, "--quiet")) {
            served.audits(1);
            assertRefitted(
                    served, "{\"votes\":[{\"first\":\"b\",\"second\":\"a\",\"wins\":-1,\"losses\":2}]}", changed);
            assertRefitted(
                    served,
                    "{\"votes\":[{\"first\":\"a\",\"second\":\"c\",\"wins\":1,\"losses\":1}],\"out\":[\"d\"]}",
                    without);
            Wire.Answer refused = served.wire()
                    .post("audit/1/refit", "{\"votes\":[{\"first\":\"a\",\"second\":\"b\",\"wins\":-8,\"losses\":0}]}");
            assertEquals(422, refused.status());
            assertEquals(
                    "\"a\" won 7.0 and lost 3.0 against \"b\", ties by halves; no more can be taken away, and up to 1e15 added\n",
                    refused.body());
            assertEquals(
                    422,
                    served.wire()
                            .post("audit/1/refit", "{\"out\":[\"nobody\"]}")
                            .status());
            assertEquals(
                    422,
                    served.wire()
                            .post("audit/1/refit", "{\"out\":[\"a\",\"b\",\"c\"]}")
                            .status());
        }
    }

    /** A model that the page's own engine has not. */
    @Test
    void whatNoPageCarriesIsFittedAnewHere() throws IOException, InterruptedException {
        try (Served served = new Served(ARENA, "--quiet")) {
            served.wire().post("audit", "{\"data\":1,\"model\":\"cauchit\",\"prior\":\"none\"}");
            List<JsonNode> audits = served.audits(1);
            assertTrue(audits.get(0).path("found").path("carries").asBoolean());
            assertFalse(audits.get(1).path("found").path("carries").asBoolean());
            assertTrue(audits.get(1).path("found").path("changeable").asBoolean());
            Wire.Answer answer = served.wire()
                    .post(
                            "audit/2/refit",
                            "{\"votes\":[{\"first\":\"fir\",\"second\":\"cedar\",\"wins\":500,\"losses\":1}]}");
            JsonNode fir = JsonMapper.shared()
                    .readTree(answer.body())
                    .path("scores")
                    .valueStream()
                    .filter(row -> row.path("item").asString().equals("fir"))
                    .findFirst()
                    .orElseThrow();
            assertTrue(fir.path("rank").asInt() < fir.path("rankBefore").asInt(), fir::toString);
        }
    }

    /** A connection is kept for the next request, after files too. */
    @Test
    void connectionsAreKept() throws IOException, InterruptedException {
        try (Served served = new Served("--quiet")) {
            HttpClient client = HttpClient.newHttpClient();
            for (int k = 0; k < 20; k++) {
                HttpRequest.Builder request = HttpRequest.newBuilder(
                        served.address().resolve(k % 2 == 0 ? "state" : "upload?name=empty.csv"));
                HttpResponse<String> answer = client.send(
                        (k % 2 == 0 ? request : request.POST(HttpRequest.BodyPublishers.ofString("x".repeat(70_000))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertEquals(200, answer.statusCode());
                assertEquals(Optional.empty(), answer.headers().firstValue("connection"));
            }
        }
    }

    private void assertRefitted(Served served, String asked, Path data) throws IOException {
        Wire.Answer answer = served.wire().post("audit/1/refit", asked);
        assertEquals(200, answer.status(), answer.body());
        JsonNode rows = JsonMapper.shared().readTree(answer.body()).path("scores");
        assertEquals(0, run("fit", data, "--json", "--quiet"));
        JsonNode fitted = JsonMapper.shared().readTree(out.toString()).path("scores");
        assertEquals(fitted.size(), rows.size());
        for (int k = 0; k < rows.size(); k++) {
            assertEquals(
                    fitted.get(k).path("item").asString(),
                    rows.get(k).path("item").asString());
            double lead = fitted.get(0).path("score").asDouble()
                    - fitted.get(k).path("score").asDouble();
            // the two fits each meet their tolerance
            assertEquals(
                    lead,
                    rows.get(0).path("score").asDouble()
                            - rows.get(k).path("score").asDouble(),
                    1e-9);
        }
    }

    @Test
    void anExperimentShowsItsFiguresAsTheyCome() throws IOException, InterruptedException {
        Path experiment = Files.createDirectory(folder.resolve("experiment"));
        Path results = Files.writeString(experiment.resolve("results.jsonl"), "{\"run\":1}\n{\"run\":2}\n{\"ru");
        Files.writeString(folder.resolve("secret.svg"), "secret");
        Files.writeString(experiment.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(experiment.resolve("linked.svg"), folder.resolve("secret.svg"));
        Path kept = Path.of("..", "docs", "experiment");
        try (Served served = new Served(experiment, "--quiet")) {
            JsonNode none = served.state().path("experiments").path(0);
            assertEquals(2, none.path("runs").asInt());
            assertEquals(0, none.path("figures").size());
            Files.copy(kept.resolve("main.svg"), experiment.resolve("main.svg"));
            Files.copy(kept.resolve("main.csv"), experiment.resolve("main.csv"));
            Files.writeString(results, "{\"run\":1}\n{\"run\":2}\n{\"run\":3}\n");
            JsonNode now = served.state().path("experiments").path(0);
            assertEquals(3, now.path("runs").asInt());
            assertEquals("main", now.path("figures").path(0).path("study").asString());
            assertTrue(now.path("figures").path(0).path("table").asBoolean());
            for (String name : List.of("main.svg", "main.csv")) {
                assertTrue(
                        Files.readString(kept.resolve(name))
                                .equals(served.wire()
                                        .get("experiment/1/" + name)
                                        .body()),
                        name);
            }
            Wire.Answer figure = served.wire().get("experiment/1/main.svg");
            assertEquals("image/svg+xml; charset=utf-8", figure.header("content-type"));
            assertTrue(figure.header("content-security-policy").contains("sandbox"));
            for (String other : List.of(
                    "linked.svg",
                    "secret.txt",
                    "secret.svg",
                    "results.jsonl",
                    "..",
                    "..%2fsecret.svg",
                    "../secret.svg")) {
                Wire.Answer answer = served.wire().get("experiment/1/" + other);
                assertEquals(404, answer.status(), other);
                assertFalse(answer.body().contains("secret"), other);
            }
            assertEquals(404, served.wire().get("experiment/2/main.svg").status());
        }
    }

    @Test
    void optionsAreRefusedBeforeThereIsAPage() throws IOException {
        assertRefused("--port must be from 0 to 65535, got 70000", "--port", "70000");
        assertRefused("--max-upload must be from 1 to 100000 megabytes, got 0", "--max-upload", "0");
        assertRefused(
                "serve reads what it shows under each model anew, which standard input cannot be; name a file", "-");
        assertRefused(
                "--prior must be none, firth, or normal:SIGMA or pseudo:N with a number from 1e-6 to 1e6, got x",
                "--prior",
                "x");
        assertRefused("--m must be finite and above 1, got 0.5", "--m", "0.5");
        assertRefused("--tips must not be negative, got -1", "--tips", "-1");
        assertRefused("votse.csv: there is no such file", "votse.csv");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertRefused(
                    "--port " + port + " cannot be listened at (Address already in use); name another, or leave it out",
                    "--port",
                    port);
        }
    }

    private void assertRefused(String message, Object... words) {
        assertEquals(2, run(Stream.concat(Stream.of("serve"), Stream.of(words)).toArray()));
        assertEquals("teeter: " + message + System.lineSeparator(), err.toString());
        assertEquals("", out.toString());
    }

    /** Ctrl-C and a signal to end: while an audit runs, with a file that was dropped. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "processes get no signals there")
    void aSignalEndsItAndLeavesNothing() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        List<String> command = Child.java("-Djava.io.tmpdir=" + temporary);
        command.addAll(List.of(Main.class.getName(), "serve", ARENA.toString()));
        Process process = Child.start(
                new ProcessBuilder(command)
                        .redirectError(folder.resolve("err.txt").toFile()),
                120);
        String address = process.inputReader().readLine();
        Wire wire = new Wire(java.net.URI.create(address));
        wire.post("upload?name=votes.csv", Files.readString(BASEBALL));
        try (Stream<Path> inside = Files.walk(temporary)) {
            assertTrue(inside.anyMatch(file -> file.toString().endsWith(".csv")));
        }
        process.destroy(); // SIGTERM
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(143, process.exitValue());
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(file -> !file.toString().contains("hsperf")).toList());
        }
        assertEquals(
                List.of("teeter: open this address in a browser on this machine; Ctrl-C ends it"),
                Files.readAllLines(folder.resolve("err.txt")));
    }
}
