package org.teeter.serve;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.teeter.tabular.bytes.Visible;

/** Files that are dropped into the page: each goes into a folder of ours, under a name that we make. */
final class Uploads {
    /** At the same time. */
    static final int MOST_AT_ONCE = 2;

    /** Beyond so many times what one may have, no further files are kept. */
    private static final int MOST_KEPT = 4;

    private static final int LONGEST_NAME = 160;

    /** By which a reader knows a format; of a foreign name nothing else comes into ours. */
    private static final Pattern ENDING = Pattern.compile(
            "(?:\\.(?:csv|tsv|txt|json|jsonl|ndjson|parquet|soc|soi|toc|toi|cat))?(?:\\.(?:gz|zst))?$",
            Pattern.CASE_INSENSITIVE);

    private final Path folder;
    private final Body body;
    private final long most;
    private final SecureRandom random;
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);
    private final AtomicLong kept = new AtomicLong();

    /**
     * Into a folder that is ours alone.
     *
     * @param most bytes of a file
     */
    Uploads(Path folder, Body body, long most, SecureRandom random) {
        this.folder = folder;
        this.body = body;
        this.most = most;
        this.random = random;
    }

    long most() {
        return most;
    }

    /**
     * Takes a file.
     *
     * @param name that the reader knows it by, whatever is in it
     */
    Input taken(HttpExchange exchange, String name) throws RequestException, IOException {
        Body.requireLength(exchange, most);
        if (kept.get() > MOST_KEPT * most) {
            throw new RequestException(
                    507, "No more files are kept; remove a data set that was dropped, and its file with it.");
        }
        if (!places.tryAcquire()) {
            throw new RequestException(
                    503, "No more than " + MOST_AT_ONCE + " files are taken at the same time; try again soon.");
        }
        Path file = folder.resolve("dropped-" + Long.toHexString(random.nextLong()) + ending(name));
        boolean whole = false;
        try (OutputStream out = Files.newOutputStream(file)) {
            body.copy(exchange, out, most);
            whole = true;
        } finally {
            places.release();
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
        kept.addAndGet(Files.size(file));
        return new Input(file, label(name));
    }

    /** Deletes a file that was taken; what is still read goes with the folder. */
    void forget(Input input) {
        try {
            long bytes = Files.size(input.path());
            Files.delete(input.path());
            kept.addAndGet(-bytes);
        } catch (IOException e) {
            // still open, where files that are cannot be deleted
        }
    }

    /** A name as it may be shown: what follows the last slash, in characters that are seen. */
    static String label(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String shown = Visible.middle(Visible.of(last), LONGEST_NAME);
        return shown.isBlank() ? "a file without a name" : shown;
    }

    private static String ending(String name) {
        Matcher ending = ENDING.matcher(name);
        return ending.find() ? ending.group().toLowerCase(Locale.ROOT) : "";
    }
}
