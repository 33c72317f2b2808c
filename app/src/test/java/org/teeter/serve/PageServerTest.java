package org.teeter.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, what is taken, and that nothing else comes out: each by the bytes of a request. */
@Timeout(60)
class PageServerTest {
    private static final int MOST = 200_000;

    private final StringWriter failures = new StringWriter();
    private final SlowAuditor auditor = new SlowAuditor();
    private PageServer server;
    private Wire wire;

    @BeforeEach
    void start() throws IOException {
        server = new PageServer(
                0, List.of(), List.of(), auditor, "0", MOST, Duration.ofMillis(400), new PrintWriter(failures, true));
        wire = new Wire(server.address());
    }

    @AfterEach
    void end() {
        auditor.release();
        server.close();
        assertFalse(Files.exists(server.folder()));
        assertEquals("", failures.toString());
    }

    private List<Path> dropped() throws IOException {
        try (Stream<Path> files = Files.list(server.folder())) {
            return files.filter(file -> file.getFileName().toString().startsWith("dropped"))
                    .toList();
        }
    }

    private int status(String method, String path, String... headers) throws IOException {
        return wire.send(method + " " + path, List.of(headers), "").status();
    }

    @Test
    void theTokenIsNeeded() throws IOException {
        String host = "Host: " + wire.host();
        assertEquals(200, status("GET", wire.home(), host));
        String wrong = "/" + "0".repeat(32) + "/";
        for (String path :
                List.of("/", "/state", wrong, wrong + "state", "/x", wire.home().substring(0, 20) + "/")) {
            assertEquals(403, status("GET", path, host), path);
            assertEquals(403, status("GET", path + "?token=" + wire.home().substring(1, 33), host), path);
            assertEquals(403, status("POST", path, host, "Content-Length: 0"), path);
        }
        assertEquals(403, status("GET", wire.home().substring(0, 33), host)); // what is to follow is missing
    }

    /** 128 bits, of which none repeats. */
    @Test
    void tokensAreLongAndDiffer() {
        SecureRandom random = new SecureRandom();
        Set<String> tokens = new HashSet<>();
        for (int k = 0; k < 100; k++) {
            Token token = Token.drawn(random);
            assertTrue(token.toString().matches("[0-9a-f]{32}"), token.toString());
            assertTrue(token.is(token.toString()));
            assertFalse(token.is(token.toString().substring(1)));
            assertFalse(token.is(""));
            tokens.add(token.toString());
        }
        assertEquals(100, tokens.size());
    }

    @Test
    void aForeignHostIsRefused() throws IOException {
        String port = wire.host().substring(wire.host().indexOf(':'));
        for (String host : List.of("127.0.0.1", "localhost", "[::1]")) {
            assertEquals(200, status("GET", wire.home(), "Host: " + host + port), host);
        }
        for (String host : List.of(
                "rebound.example" + port,
                "127.0.0.1",
                "127.0.0.1:1",
                "localhost.rebound.example" + port,
                "127.0.0.1" + port + "@rebound.example",
                "0.0.0.0" + port,
                "")) {
            assertEquals(403, status("GET", wire.home(), "Host: " + host), host);
        }
        assertEquals(403, status("GET", wire.home(), "Host: " + wire.host(), "Host: rebound.example"));
        assertEquals(403, status("GET", wire.home()));
        assertEquals(403, status("GET", "http://rebound.example" + wire.home(), "Host: " + wire.host()));
    }

    @Test
    void aForeignOriginIsRefused() throws IOException {
        for (String origin :
                List.of("http://rebound.example", "null", "https://" + wire.host(), "http://127.0.0.1:1", "")) {
            String header = "Origin: " + origin;
            assertEquals(403, status("GET", wire.home() + "state", "Host: " + wire.host(), header), origin);
            assertEquals(
                    403,
                    status("POST", wire.home() + "audit", "Host: " + wire.host(), header, "Content-Length: 0"),
                    origin);
        }
        String own = "Origin: http://" + wire.host();
        assertEquals(200, status("GET", wire.home() + "state", "Host: " + wire.host(), own));
        assertEquals(
                403,
                status(
                        "POST",
                        wire.home() + "audit",
                        "Host: " + wire.host(),
                        own,
                        "Sec-Fetch-Site: cross-site",
                        "Content-Length: 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "get", "CONNECT"})
    void otherMethodsAreRefused(String method) throws IOException {
        for (String path : List.of("", "state", "upload?name=x", "audit", "audit/1/stop")) {
            int status = status(method, wire.home() + path, "Host: " + wire.host());
            assertTrue(Set.of(400, 404, 405).contains(status), method + " " + path + ": " + status);
        }
    }

    @Test
    void eachAddressTakesItsOwnMethod() throws IOException {
        String host = "Host: " + wire.host();
        assertEquals(405, status("POST", wire.home(), host, "Content-Length: 0"));
        assertEquals(405, status("POST", wire.home() + "state", host, "Content-Length: 0"));
        Wire.Answer answer = wire.get("upload?name=x");
        assertEquals(405, answer.status());
        assertEquals("POST", answer.header("allow"));
    }

    @Test
    void noPathReachesAFile() throws IOException, InterruptedException {
        Files.writeString(server.folder().resolve("secret.txt"), "secret");
        wire.post("upload?name=votes.csv", "x");
        auditor.release();
        awaitState("done");
        for (String path : List.of(
                "../secret.txt",
                "secret.txt",
                "%2e%2e/secret.txt",
                "audit/1/../../secret.txt",
                "audit/1/..%2f..%2fsecret.txt",
                "audit/1/%2e%2e%2fsecret.txt",
                "audit/1//etc/passwd",
                "audit/1/....//secret.txt",
                "audit/01/audit.json",
                "audit/-1/audit.json",
                "audit/1/run.json",
                "audit/1/audit.json%00.html",
                "audit/2/audit.json",
                "audit/99999/audit.json",
                "audit/1/")) {
            Wire.Answer answer = wire.get(path);
            assertTrue(answer.status() == 404 || answer.status() == 400, path + ": " + answer.status());
            assertFalse(answer.body().contains("secret"), path);
        }
        assertEquals(
                403,
                wire.send("GET " + "/../" + wire.home(), List.of("Host: " + wire.host()), "")
                        .status());
        assertEquals("{}", wire.get("audit/1/audit.json").body());
    }

    @Test
    void answersAreNotKeptNorSeenElsewhere() throws IOException {
        for (String path : List.of("", "state", "nothing")) {
            Wire.Answer answer = wire.get(path);
            assertEquals("nosniff", answer.header("x-content-type-options"), path);
            assertEquals("no-referrer", answer.header("referrer-policy"), path);
            assertEquals("no-store", answer.header("cache-control"), path);
            assertTrue(answer.header("content-security-policy").startsWith("default-src 'none'"), path);
            assertTrue(answer.header("content-security-policy").contains("frame-ancestors 'none'"), path);
            assertFalse(answer.headers().containsKey("set-cookie"), path);
            assertFalse(answer.headers().containsKey("access-control-allow-origin"), path);
        }
        assertTrue(wire.get("").header("content-security-policy").contains("connect-src 'self'"));
    }

    @Test
    void whatIsTooLargeIsRefusedAndNotKept() throws IOException {
        Wire.Answer said = wire.send(
                "POST " + wire.home() + "upload?name=large.csv",
                List.of("Host: " + wire.host(), "Content-Length: " + (MOST + 1)),
                "");
        assertEquals(413, said.status());
        assertEquals(
                "No more than " + MOST
                        + " bytes are taken at once; of a larger file, start teeter serve with its name or with a larger"
                        + " --max-upload.\n",
                said.body());
        String chunk = Integer.toHexString(1 << 16) + "\r\n" + "x".repeat(1 << 16) + "\r\n";
        Wire.Answer hidden = wire.send(
                "POST " + wire.home() + "upload?name=large.csv",
                List.of("Host: " + wire.host(), "Transfer-Encoding: chunked"),
                chunk.repeat(4) + "0\r\n\r\n");
        assertTrue(hidden.status() == 413 || hidden.status() == 0, () -> "" + hidden.status());
        assertEquals(413, status("GET", wire.home() + "state", "Host: " + wire.host(), "Content-Length: 1"));
        assertEquals(413, status("GET", wire.home() + "state", "Host: " + wire.host(), "Transfer-Encoding: chunked"));
        assertTrue(Set.of(400, 413)
                .contains(status("POST", wire.home() + "upload?name=x", "Host: " + wire.host(), "Content-Length: -5")));
        assertEquals(413, wire.post("audit", "x".repeat((1 << 20) + 1)).status());
        assertEquals(List.of(), dropped());
        assertEquals("{\"data\":[],\"experiments\":[]}", wire.get("state").body());
    }

    @Test
    void whatIsTooSlowIsBrokenOffAndNotKept() throws IOException, InterruptedException {
        try (Socket socket = wire.open()) {
            socket.getOutputStream()
                    .write(("POST " + wire.home() + "upload?name=slow.csv HTTP/1.1\r\nHost: " + wire.host()
                                    + "\r\nContent-Length: 1000\r\n\r\nitem1,")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            assertEquals(0, Wire.read(socket).status());
        }
        while (!dropped().isEmpty()) {
            Thread.sleep(10);
        }
        assertEquals("{\"data\":[],\"experiments\":[]}", wire.get("state").body());
    }

    @Test
    void noMoreThanTwoFilesComeAtTheSameTime() throws IOException, InterruptedException {
        List<Socket> open = new ArrayList<>();
        try {
            for (int k = 0; k < 2; k++) {
                Socket socket = wire.open();
                open.add(socket);
                socket.getOutputStream()
                        .write(("POST " + wire.home() + "upload?name=open.csv HTTP/1.1\r\nHost: " + wire.host()
                                        + "\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(5000))
                                .getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
            }
            while (dropped().size() < 2) {
                Thread.sleep(5);
            }
            Wire.Answer third = wire.post("upload?name=third.csv", "x");
            assertEquals(503, third.status());
            assertEquals("No more than 2 files are taken at the same time; try again soon.\n", third.body());
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
        while (!dropped().isEmpty()) { // what was broken off is gone
            Thread.sleep(5);
        }
        assertEquals(200, wire.post("upload?name=now.csv", "x").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "upload",
                "upload?name",
                "upload?file=x",
                "upload?name=%zz",
                "upload?name=x&path=/etc",
            })
    void aFileWithoutANameIsRefused(String path) throws IOException {
        assertEquals(400, wire.post(path, "x").status());
        assertEquals(List.of(), dropped());
    }

    @Test
    void namesAreLabelsAndNothingElse() throws IOException {
        List<String> labels = new ArrayList<>();
        for (String name : List.of(
                "..%2F..%2Fetc%2Fpasswd",
                "%3Cscript%3Ealert(1)%3C%2Fscript%3E.csv",
                "a%0Ab%E2%80%AEfdp.csv.gz",
                "C%3A%5Cdata%5Cvotes.parquet",
                "%20",
                "jdbc%3Aduckdb%3Ax",
                "-",
                "x".repeat(3000) + ".csv",
                "votes.csv%00.html")) {
            assertEquals(200, wire.post("upload?name=" + name, "x").status(), name);
            String state = wire.get("state").body();
            labels.add(state.substring(state.lastIndexOf("\"label\":\"") + 9, state.lastIndexOf("\",\"dropped\"")));
        }
        assertEquals("passwd", labels.get(0));
        assertEquals("script>.csv", labels.get(1));
        assertEquals("a\\\\nb\\\\u202efdp.csv.gz", labels.get(2));
        assertEquals("votes.parquet", labels.get(3));
        assertEquals("a file without a name", labels.get(4));
        assertTrue(labels.get(7).length() < 200, labels.get(7));
        for (Path file : dropped()) {
            assertTrue(
                    file.getFileName().toString().matches("dropped-[0-9a-f]{1,16}(\\.csv|\\.csv\\.gz|\\.parquet)?"),
                    file.toString());
        }
        assertEquals(9, dropped().size());
    }

    @Test
    void whatIsNoQuestionIsRefused() throws IOException {
        wire.post("upload?name=votes.csv", "x");
        for (String body : List.of("", "{", "[]", "null", "1", "{\"a\":}")) {
            assertEquals(400, wire.post("audit", body).status(), body);
        }
        Wire.Answer other = wire.post("audit", "{\"data\":1,\"model\":\"--out\",\"prior\":\"none\"}");
        assertEquals(400, other.status());
        assertEquals("The model must be one of plain, other.\n", other.body());
        assertEquals(
                404,
                wire.post("audit", "{\"data\":2,\"model\":\"plain\",\"prior\":\"none\"}")
                        .status());
        assertEquals(404, wire.get("audit/1/report.html").status()); // it is not done
        assertEquals(404, wire.post("audit/1/refit", "{}").status());
    }

    @Test
    void auditsComeOneAfterTheOther() throws IOException, InterruptedException {
        wire.post("upload?name=votes.csv", "x");
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(k -> new Thread(() -> {
                    try {
                        wire.post("audit", "{\"data\":1,\"model\":\"other\",\"prior\":\"none\"}");
                    } catch (IOException e) {
                        failures.write(e.toString());
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        auditor.awaitRunning(1);
        assertEquals(1, auditor.running());
        auditor.release();
        awaitState("done");
        assertEquals(9, auditor.begun());
        assertEquals(1, auditor.mostAtOnce());
    }

    @Test
    void anAuditIsStopped() throws IOException, InterruptedException {
        wire.post("upload?name=first.csv", "x");
        wire.post("upload?name=second.csv", "x");
        auditor.awaitRunning(1);
        assertEquals("{\"stopped\":true}", wire.post("audit/2/stop", "{}").body());
        assertTrue(wire.get("state").body().contains("\"state\":\"stopped\"")); // the one that waited
        assertEquals("{\"stopped\":true}", wire.post("audit/1/stop", "{}").body());
        awaitState("stopped");
        assertEquals(1, auditor.begun());
        assertEquals(405, wire.get("audit/1/stop").status());
        // the next one runs
        wire.post("upload?name=third.csv", "x");
        auditor.awaitRunning(1);
        auditor.release();
        awaitState("done");
        assertEquals("{\"stopped\":false}", wire.post("audit/3/stop", "{}").body());
    }

    @Test
    void aDataSetIsRemovedWithItsAuditsAndItsFile() throws IOException, InterruptedException {
        wire.post("upload?name=first.csv", "x");
        wire.post("upload?name=second.csv", "x");
        auditor.awaitRunning(1);
        assertEquals(2, dropped().size());
        assertEquals("{\"number\":2}", wire.post("remove", "{\"data\":2}").body()); // it waits
        assertEquals(1, dropped().size());
        assertEquals(404, wire.post("remove", "{\"data\":2}").status());
        assertEquals(
                404,
                wire.post("audit", "{\"data\":2,\"model\":\"other\",\"prior\":\"none\"}")
                        .status());
        assertEquals(404, wire.post("audit/2/stop", "{}").status());
        wire.post("upload?name=third.csv", "x");
        assertEquals("{\"number\":1}", wire.post("remove", "{\"data\":1}").body()); // it runs, and is stopped
        auditor.release();
        awaitState("done");
        String state = wire.get("state").body();
        assertTrue(state.contains("\"number\":3,\"label\":\"third.csv\"") && !state.contains("first.csv"), state);
        assertEquals(2, auditor.begun());
        assertEquals("{\"number\":3}", wire.post("remove", "{\"data\":3}").body()); // it is done
        assertEquals(404, wire.get("audit/3/report.html").status());
        assertEquals(List.of(), dropped());
        assertEquals(405, wire.get("remove").status());
    }

    @Test
    void whatFailsIsToldInItsLine() throws IOException, InterruptedException {
        wire.post("upload?name=fails.csv", "fails");
        awaitState("failed");
        assertTrue(
                wire.get("state").body().contains("\"told\":[\"fails.csv: what was asked for\"]"),
                wire.get("state").body());
    }

    @Test
    void closedItStopsWhatRuns() throws IOException, InterruptedException {
        wire.post("upload?name=votes.csv", "x");
        auditor.awaitRunning(1);
        server.close();
        assertFalse(Files.exists(server.folder()));
        assertThrows(ConnectException.class, () -> wire.get(""));
        assertEquals(0, auditor.running());
    }

    /** Of this machine's other addresses none answers. */
    @Test
    void otherAddressesDoNotAnswer() throws IOException {
        for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
            for (InetAddress other : card.inetAddresses().toList()) {
                if (other instanceof Inet4Address && !other.isLoopbackAddress()) {
                    assertThrows(
                            IOException.class,
                            () -> new Socket(other, server.address().getPort()).close(),
                            other::toString);
                }
            }
        }
    }

    /** Until every audit has come to an end, and the last in this state. */
    private void awaitState(String state) throws IOException, InterruptedException {
        String shown = wire.get("state").body();
        while (shown.contains("\"running\"") || shown.contains("\"waiting\"") || shown.contains("\"stopping\"")) {
            Thread.sleep(2);
            shown = wire.get("state").body();
        }
        assertTrue(shown.contains("\"state\":\"" + state + "\""), shown);
    }
}
