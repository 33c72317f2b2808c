package org.teeter.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a request brings, of which no more is taken than is allowed, nor slower.
 *
 * @param clock on whose thread connections are closed that bring too little
 * @param window in which some bytes must come
 */
record Body(ScheduledExecutorService clock, Duration window) {
    /** A second; slower is no file of this machine. */
    private static final long LEAST_BYTES = 1000;

    /**
     * Copies the body.
     *
     * @param most bytes of it
     * @throws RequestException if it is longer
     * @throws IOException if it ends early or is slow, which closes the connection
     */
    void copy(HttpExchange exchange, OutputStream to, long most) throws RequestException, IOException {
        requireLength(exchange, most);
        AtomicLong taken = new AtomicLong();
        AtomicLong before = new AtomicLong();
        long least = Math.max(1, LEAST_BYTES * window.toMillis() / 1000);
        ScheduledFuture<?> watch = clock.scheduleAtFixedRate(
                () -> {
                    if (taken.get() - before.getAndSet(taken.get()) < least) {
                        exchange.close();
                    }
                },
                window.toMillis(),
                window.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            InputStream in = exchange.getRequestBody();
            byte[] bytes = new byte[1 << 16];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                if (taken.addAndGet(n) > most) {
                    throw tooLong(most);
                }
                to.write(bytes, 0, n);
            }
        } finally {
            watch.cancel(false);
        }
    }

    /** Refuses a body that says itself that it is too long. */
    static void requireLength(HttpExchange exchange, long most) throws RequestException {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        if (length != null && !(length.matches("\\d{1,18}") && Long.parseLong(length) <= most)) {
            throw tooLong(most);
        }
    }

    /** Refuses any body; of a request that has none the end is read, without which its connection would be closed after the answer. */
    static void requireNone(HttpExchange exchange) throws RequestException, IOException {
        requireLength(exchange, 0);
        if (exchange.getRequestHeaders().containsKey("Transfer-Encoding")
                || exchange.getRequestBody().read() >= 0) {
            throw tooLong(0);
        }
    }

    private static RequestException tooLong(long most) {
        return new RequestException(
                413,
                most == 0
                        ? "This request must bring nothing."
                        : "No more than " + shown(most)
                                + " are taken at once; of a larger file, start teeter serve with its name or with"
                                + " a larger --max-upload.");
    }

    private static String shown(long bytes) {
        return bytes >= 1_000_000 ? bytes / 1_000_000 + " MB" : bytes + " bytes";
    }
}
