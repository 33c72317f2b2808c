package org.teeter.serve;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.teeter.cli.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command {@code serve} as it is typed, in a thread of its own, until it is closed. */
final class Served implements AutoCloseable {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final AtomicInteger code = new AtomicInteger(-1);
    private final Thread thread;
    private final Wire wire;

    Served(Object... words) throws InterruptedException {
        String[] typed = Stream.concat(Stream.of("serve"), Stream.of(words).map(String::valueOf))
                .toArray(String[]::new);
        thread = new Thread(() -> code.set(Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(typed)));
        thread.start();
        while (!out.toString().endsWith(System.lineSeparator())) {
            if (!thread.isAlive()) {
                throw new IllegalStateException(err.toString());
            }
            Thread.sleep(5);
        }
        wire = new Wire(address());
    }

    URI address() {
        return URI.create(out.toString().strip());
    }

    Wire wire() {
        return wire;
    }

    String err() {
        return err.toString();
    }

    /** All that the page shows. */
    JsonNode state() throws IOException {
        return JsonMapper.shared().readTree(wire.get("state").body());
    }

    /** The audits of a data set, once none of them waits or runs. */
    List<JsonNode> audits(int set) throws IOException, InterruptedException {
        while (true) {
            JsonNode data = state().path("data");
            List<JsonNode> audits =
                    data.path(set - 1).path("audits").valueStream().toList();
            if (audits.stream()
                    .noneMatch(audit -> List.of("waiting", "running", "stopping")
                            .contains(audit.path("state").asString()))) {
                return audits;
            }
            Thread.sleep(20);
        }
    }

    /** Ends the command; returns its exit code. */
    int ended() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return code.get();
    }

    @Override
    public void close() {
        ended();
    }
}
