package org.teeter.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What is sent back. Nothing of it is kept by a browser or another page's to see.
 *
 * @param policy by which a page may load things and run scripts; pages have their own in themselves besides, and both hold
 * @param text to send; empty where a file is
 * @param file to send, which we made ourselves
 */
record Reply(int status, String type, String policy, String text, Optional<Path> file) {
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    /** A page of a report: its own policy names the hashes of its one style and script. */
    private static final String REPORT =
            "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'";

    /** A picture, which neither runs nor loads anything, opened by itself either. */
    private static final String PICTURE =
            "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

    static Reply text(int status, String text) {
        return new Reply(status, "text/plain; charset=utf-8", NOTHING, text + "\n", Optional.empty());
    }

    static Reply json(JsonNode json) {
        return new Reply(200, "application/json", NOTHING, json.toString(), Optional.empty());
    }

    static Reply page(String html, String policy) {
        return new Reply(200, "text/html; charset=utf-8", policy, html, Optional.empty());
    }

    /** A file of results. */
    static Reply file(Path file) {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = switch (ending) {
            case "html" -> "text/html";
            case "json" -> "application/json";
            case "svg" -> "image/svg+xml";
            default -> "text/csv";
        };
        String policy = ending.equals("html") ? REPORT : ending.equals("svg") ? PICTURE : NOTHING;
        return new Reply(200, type + "; charset=utf-8", policy, "", Optional.of(file));
    }

    void send(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", policy);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        if (status >= 400) {
            headers.set("Connection", "close"); // what is left of the request is not read
        }
        if (exchange.getRequestMethod().equals("HEAD")) { // to which no body may be sent
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, file.isPresent() ? Files.size(file.get()) : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (file.isPresent()) {
                Files.copy(file.get(), out);
            } else {
                out.write(body);
            }
        }
    }
}
