package org.teeter.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A Chromium of this machine without a window, driven by its DevTools protocol. It keeps what a page complains of and every
 * address that it asks for.
 */
public final class Browser implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    private static final Map<String, Integer> KEYS = Map.of(
            "Tab",
            9,
            "Enter",
            13,
            "Escape",
            27,
            "Space",
            32,
            "End",
            35,
            "Home",
            36,
            "ArrowLeft",
            37,
            "ArrowUp",
            38,
            "ArrowRight",
            39,
            "ArrowDown",
            40);

    private final Process process;
    private final Path profile;
    private final WebSocket socket;
    private final AtomicInteger calls = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private boolean scripts = true;
    private volatile CompletableFuture<Boolean> loaded = new CompletableFuture<>();

    /** The browser's executable, if this machine has one on its path. */
    public static Optional<Path> executable() {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    public Browser(Path executable) throws Exception {
        profile = Files.createTempDirectory("teeter-browser");
        process = new ProcessBuilder(
                        executable.toString(),
                        "--headless",
                        "--no-sandbox", // tests run as root in containers, and the pages are our own
                        "--disable-gpu",
                        "--disable-quic",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--force-device-scale-factor=1",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        HttpClient http = HttpClient.newHttpClient();
        String port = port();
        HttpResponse<String> targets = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonNode page = JSON.readTree(targets.body())
                .valueStream()
                .filter(target -> target.path("type").asString().equals("page"))
                .findFirst()
                .orElseThrow();
        socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asString()), new Listener())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            call(domain + ".enable", Map.of());
        }
    }

    /** The port, which the browser writes into its profile when it listens. */
    private String port() throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end; Thread.sleep(50)) {
            if (Files.exists(file) && !Files.readAllLines(file).isEmpty()) {
                return Files.readAllLines(file).get(0);
            }
            if (!process.isAlive()) {
                throw new IOException("the browser ended with " + process.exitValue() + " before it listened");
            }
        }
        throw new IOException("the browser did not listen within " + PATIENCE);
    }

    /** Opens a page at a width in pixels, in the system's light or dark colours, and forgets what earlier pages did. */
    public void open(Path file, int width, boolean dark) throws Exception {
        open(file.toUri(), width, dark);
    }

    /** The same by an address, which may go on after a {@code #}. A page that is not yet done says so by {@code data-drawing} on its root. */
    public void open(URI address, int width, boolean dark) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                                Map.of(
                                        "name",
                                        "prefers-reduced-motion",
                                        "value",
                                        "reduce")))); // a scroll is then at its end
        call("Emulation.setScrollbarsHidden", Map.of("hidden", true));
        problems.clear();
        requests.clear();
        loaded = new CompletableFuture<>();
        call("Page.navigate", Map.of("url", address.toString()));
        loaded.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (scripts) { // without them no frame is ever announced
            evaluate(
                    "new Promise(drawn => { const look = () => document.documentElement.dataset.drawing"
                            + " ? setTimeout(look, 5) : requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))); look(); })");
        }
    }

    public void scripts(boolean allowed) throws Exception {
        scripts = allowed;
        call("Emulation.setScriptExecutionDisabled", Map.of("value", !allowed));
    }

    /** The value of an expression in the page, promises awaited. */
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode answer = call(
                "Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", true, "userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    /** Presses the mouse in the middle of the first element that a selector finds, which is brought into view; what lies above it is what is hit. */
    public void click(String selector) throws Exception {
        JsonNode at = evaluate(
                "(e => { e.scrollIntoView({block: 'center', behavior: 'instant'}); const r = e.getBoundingClientRect();"
                        + " return [r.x + r.width / 2, r.y + r.height / 2]; })(document.querySelector("
                        + JSON.writeValueAsString(selector)
                        + "))");
        for (String type : List.of("mouseMoved", "mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of(
                            "type",
                            type,
                            "x",
                            at.get(0).doubleValue(),
                            "y",
                            at.get(1).doubleValue(),
                            "button",
                            "left",
                            "clickCount",
                            1));
        }
    }

    /** Presses a key by its name, such as Tab, ArrowDown or Enter. */
    public void press(String key) throws Exception {
        int code = KEYS.getOrDefault(key, 0);
        for (String type : List.of("rawKeyDown", "char", "keyUp")) {
            boolean writes = key.equals("Enter") || key.equals("Space");
            if (!type.equals("char") || writes) {
                call(
                        "Input.dispatchKeyEvent",
                        Map.of(
                                "type",
                                type,
                                "key",
                                key.equals("Space") ? " " : key,
                                "code",
                                key,
                                "windowsVirtualKeyCode",
                                code,
                                "text",
                                type.equals("char") ? key.equals("Enter") ? "\r" : " " : ""));
            }
        }
    }

    /** What the system prefers, such as {@code forced-colors} to be {@code active}; until the next page is opened. */
    public void prefer(String feature, String value) throws Exception {
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    /** Processor time that the page has taken since it was opened, of scripts, styles and layout, in milliseconds. */
    public double processorTime() throws Exception {
        call("Performance.enable", Map.of("timeDomain", "threadTicks"));
        return call("Performance.getMetrics", Map.of())
                .path("metrics")
                .valueStream()
                .filter(metric -> metric.path("name").asString().equals("TaskDuration"))
                .mapToDouble(metric -> 1000 * metric.path("value").doubleValue())
                .findFirst()
                .orElseThrow();
    }

    /** The page as it is printed on A4: a PDF. */
    public byte[] print() throws Exception {
        JsonNode answer =
                call("Page.printToPDF", Map.of("paperWidth", 8.27, "paperHeight", 11.69, "printBackground", true));
        return Base64.getDecoder().decode(answer.path("data").asString());
    }

    /** A picture of the whole page, beyond the window too. */
    public void picture(Path file) throws Exception {
        double height = evaluate("document.documentElement.scrollHeight").doubleValue();
        double width = evaluate("document.documentElement.clientWidth").doubleValue();
        JsonNode answer = call(
                "Page.captureScreenshot",
                Map.of(
                        "captureBeyondViewport",
                        true,
                        "clip",
                        Map.of("x", 0, "y", 0, "width", width, "height", Math.min(height, 15_000), "scale", 1)));
        Files.write(file, Base64.getDecoder().decode(answer.path("data").asString()));
    }

    /** Errors and warnings of the console, and exceptions that nobody caught. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    private JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        int id = calls.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        JsonNode answered = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (answered.has("error")) {
            throw new IOException(method + ": " + answered.get("error"));
        }
        return answered.path("result");
    }

    private void received(JsonNode message) {
        if (message.has("id")) {
            CompletableFuture<JsonNode> answer =
                    answers.remove(message.get("id").intValue());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        JsonNode event = message.path("params");
        switch (message.path("method").asString()) {
            case "Page.loadEventFired" -> loaded.complete(true);
            case "Runtime.exceptionThrown" ->
                problems.add(event.path("exceptionDetails").toString());
            case "Runtime.consoleAPICalled" -> problems.add(event.path("args").toString());
            case "Log.entryAdded" -> problems.add(event.path("entry").toString());
            case "Network.requestWillBeSent" ->
                requests.add(event.path("request").path("url").asString());
            default -> {
                // other events say nothing about the page
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.abort();
        List<ProcessHandle> writers = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList(); // its children write into the profile too
        writers.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle writer : writers) {
            writer.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
