package org.teeter.serve;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.teeter.tabular.bytes.Leftovers;

/**
 * A server of pages on this machine's loopback address. It answers to whom it was told its address, which has a secret in it; it serves
 * what it made itself, and no file besides. Closed, it stops what runs and deletes what it wrote.
 */
public final class PageServer implements AutoCloseable {
    /** Audits that are kept, each with its counts and its page. */
    public static final int MOST_AUDITS = Audits.MOST_JOBS;

    /** Requests that are answered at the same time; others wait. */
    private static final int MOST_AT_ONCE = 32;

    /** Whole requests that take longer are broken off, in seconds: 4 GB come in a minute. */
    private static final String LONGEST_REQUEST = "600";

    private final HttpServer server;
    private final ExecutorService threads;
    private final ScheduledExecutorService clock;
    private final Audits audits;
    private final Path folder;
    private final URI address;
    private boolean closed;

    /**
     * Starts.
     *
     * @param port to listen at; 0 for any that is free
     * @param inputs to audit at once
     * @param experiments to show
     * @param most bytes of a file that is dropped into the page
     * @param window in which some of a request's bytes must come
     * @param failures where our own failures are told, with their traces
     * @throws java.net.BindException if the port is taken
     */
    public PageServer(
            int port,
            List<Input> inputs,
            List<ExperimentFolder> experiments,
            Auditor auditor,
            String version,
            long most,
            Duration window,
            PrintWriter failures)
            throws IOException {
        // The server of the JDK reads these once. Without the first, each answer waits for an acknowledgement, 40 ms;
        // without the last,
        // it waits for what it was never to be sent of a request that was refused.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        System.setProperty("sun.net.httpserver.maxReqTime", LONGEST_REQUEST);
        System.setProperty("sun.net.httpserver.drainAmount", "0");
        SecureRandom random = new SecureRandom();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
        boolean started = false;
        try {
            folder = Files.createTempDirectory(Leftovers.TEMPORARY + "serve-");
            Leftovers.clear(folder.resolveSibling(""), "teeter-");
            started = true;
        } finally {
            if (!started) {
                server.stop(0);
            }
        }
        int bound = server.getAddress().getPort();
        Token token = Token.drawn(random);
        address = URI.create("http://127.0.0.1:" + bound + "/" + token + "/");
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "page server");
            thread.setDaemon(true);
            return thread;
        };
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                MOST_AT_ONCE, MOST_AT_ONCE, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons);
        pool.allowCoreThreadTimeOut(true);
        threads = pool;
        clock = Executors.newSingleThreadScheduledExecutor(daemons);
        Body body = new Body(clock, window);
        Uploads uploads = new Uploads(folder, body, most, random);
        audits = new Audits(auditor, folder);
        server.setExecutor(threads);
        server.createContext(
                "/",
                new Requests(
                        new Admission(token, bound),
                        audits,
                        experiments,
                        auditor,
                        uploads,
                        body,
                        new Pages(version, auditor, most),
                        failures));
        for (Input input : inputs) {
            try {
                audits.add(input, false);
            } catch (RequestException e) {
                close();
                throw new IllegalArgumentException(e.sentence(), e);
            }
        }
        server.start();
    }

    /** Where the first page is, for the one who started it. */
    public URI address() {
        return address;
    }

    /** Where files of ours are while it runs. */
    Path folder() {
        return folder;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.stop(0);
        threads.shutdownNow();
        clock.shutdownNow();
        audits.close();
        deleteFolder();
    }

    /** What could not be stopped may go on writing for a moment, so it takes more than one attempt. */
    private void deleteFolder() {
        IOException last = new IOException();
        for (int attempt = 0; attempt < 50; attempt++) {
            try {
                Leftovers.delete(folder);
                return;
            } catch (IOException e) {
                last = e;
            }
            try {
                Thread.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        throw new UncheckedIOException("the temporary folder " + folder + " could not be deleted", last);
    }
}
