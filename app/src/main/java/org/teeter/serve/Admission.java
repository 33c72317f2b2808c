package org.teeter.serve;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Set;

/**
 * Who is let in: who knows the token, by the address of this machine, from our own page.
 *
 * <p>That only this machine's processes reach the port is not enough. Any page in the reader's browser may send requests here, which a
 * foreign {@code Origin} gives away; and one whose name is made to mean 127.0.0.1 after it was loaded (DNS rebinding) would even be of the
 * same origin, but its {@code Host} is foreign. Other users of the machine reach the port too; they do not know the token.
 */
final class Admission {
    private final Token token;
    private final Set<String> hosts;

    Admission(Token token, int port) {
        this.token = token;
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    }

    /**
     * What of the path follows the token.
     *
     * @throws RequestException if the request is none of ours
     */
    String admitted(HttpExchange exchange) throws RequestException {
        Headers headers = exchange.getRequestHeaders();
        List<String> host = headers.getOrDefault("Host", List.of());
        if (host.size() != 1
                || !hosts.contains(host.get(0))
                || exchange.getRequestURI().getRawAuthority() != null) {
            throw new RequestException(403, "This server answers to its own address only.");
        }
        for (String origin : headers.getOrDefault("Origin", List.of())) {
            if (!origin.startsWith("http://") || !hosts.contains(origin.substring("http://".length()))) {
                throw new RequestException(403, "This server answers to its own pages only.");
            }
        }
        boolean asks = exchange.getRequestMethod().equals("GET");
        for (String site : headers.getOrDefault("Sec-Fetch-Site", List.of())) {
            if (!asks && !site.equals("same-origin")) {
                throw new RequestException(403, "This server answers to its own pages only.");
            }
        }
        String path = exchange.getRequestURI().getRawPath();
        int end = path == null ? -1 : path.indexOf('/', 1);
        if (path == null || end < 0 || !token.is(path.substring(1, end))) {
            throw new RequestException(403, "The address needs the token that teeter serve has printed.");
        }
        return path.substring(end + 1);
    }
}
