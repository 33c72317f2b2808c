package org.teeter.serve;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.teeter.analysis.Tables;
import org.teeter.analysis.Watcher;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Audits that take until they are released or stopped. */
final class SlowAuditor implements Auditor {
    private final CountDownLatch released = new CountDownLatch(1);
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    void release() {
        released.countDown();
    }

    int running() {
        return running.get();
    }

    int begun() {
        return begun.get();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    void awaitRunning(int number) throws InterruptedException {
        while (running.get() != number) {
            Thread.sleep(2);
        }
    }

    @Override
    public List<String> models() {
        return List.of("plain", "other");
    }

    @Override
    public List<String> priors() {
        return List.of("none");
    }

    @Override
    public Audited audit(Input input, Choice choice, Watcher watcher, Tables files) throws IOException {
        begun.incrementAndGet();
        mostAtOnce.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            if (Files.readString(input.path()).equals("fails")) {
                throw new IllegalStateException(input.path() + ": what was asked for");
            }
            while (released.getCount() > 0) {
                watcher.at("waiting", 0.5);
                Thread.onSpinWait();
            }
            try (Writer out = files.open("audit.json")) {
                out.write("{}");
            }
            return new Nothing();
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public List<String> told(Throwable failure) {
        return List.of(String.valueOf(failure.getMessage()));
    }

    private static final class Nothing implements Audited {
        @Override
        public Found found() {
            return new Found("Nothing is known.", 0, 0, false, List.of(), List.of());
        }

        @Override
        public boolean isChangeable() {
            return false;
        }

        @Override
        public ObjectNode refit(JsonNode asked) {
            return JsonMapper.shared().createObjectNode();
        }

        @Override
        public void close() {}
    }
}
