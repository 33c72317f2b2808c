package org.teeter.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests as they go over a socket, byte by byte, since a client that is well behaved sends none that are worth a test. */
final class Wire {
    private static final int PATIENCE = 20_000; // milliseconds

    private final URI address;

    Wire(URI address) {
        this.address = address;
    }

    /** An answer; of a connection that was closed without one the status is 0. */
    record Answer(int status, Map<String, String> headers, String body) {

        /** A header's value; empty where there is none. */
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** The path that the server told. */
    String home() {
        return address.getPath();
    }

    String host() {
        return address.getAuthority();
    }

    Socket open() throws IOException {
        Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    Answer get(String path) throws IOException {
        return send("GET " + home() + path, List.of("Host: " + host()), "");
    }

    Answer post(String path, String body) throws IOException {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer post(String path, byte[] body) throws IOException {
        return send(
                "POST " + home() + path,
                List.of("Host: " + host(), "Origin: http://" + host(), "Content-Length: " + body.length),
                body);
    }

    /** Sends a request of exactly these lines. */
    Answer send(String first, List<String> headers, String body) throws IOException {
        return send(first, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    private Answer send(String first, List<String> headers, byte[] body) throws IOException {
        try (Socket socket = open()) {
            List<String> lines = new ArrayList<>(List.of(first + " HTTP/1.1"));
            lines.addAll(headers);
            lines.add("Connection: close");
            String head = String.join("\r\n", lines) + "\r\n\r\n";
            try {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().write(body);
                socket.getOutputStream().flush();
            } catch (IOException e) {
                // the server closed what it did not want to read; it may have answered all the same
            }
            return read(socket);
        }
    }

    static Answer read(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            InputStream in = socket.getInputStream();
            in.transferTo(all);
        } catch (java.net.SocketException e) {
            // reset after what was read
        }
        String text = all.toString(StandardCharsets.UTF_8);
        if (text.isEmpty()) {
            return new Answer(0, Map.of(), "");
        }
        int end = text.indexOf("\r\n\r\n");
        String[] head = text.substring(0, end).split("\r\n", -1);
        Map<String, String> headers = new TreeMap<>();
        for (int k = 1; k < head.length; k++) {
            String[] pair = head[k].split(": ", 2);
            headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1]);
        }
        return new Answer(Integer.parseInt(head[0].split(" ", -1)[1]), headers, text.substring(end + 4));
    }
}
