package org.teeter.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers requests. A path is one of a fixed few, in which nothing but the number of an audit is free: no word of a request is ever part of
 * a file's name.
 */
final class Requests implements HttpHandler {
    private static final Set<String> FILES =
            Set.of("report.html", "audit.json", "scores.csv", "targets.csv", "comparisons.csv", Job.ROWS);
    private static final Pattern OF_AUDIT = Pattern.compile("audit/([1-9]\\d{0,4})/([a-z.-]{1,20})");
    private static final Pattern OF_EXPERIMENT = Pattern.compile("experiment/([1-9]\\d{0,2})/([A-Za-z0-9._-]{1,80})");
    private static final String REFIT = "refit";
    private static final String NO_PAGE = "There is no such page.";
    private static final int MOST_ASKED = 1 << 20;

    private final Admission admission;
    private final Audits audits;
    private final List<ExperimentFolder> experiments;
    private final Auditor auditor;
    private final Uploads uploads;
    private final Body body;
    private final Pages pages;
    private final PrintWriter failures;

    Requests(
            Admission admission,
            Audits audits,
            List<ExperimentFolder> experiments,
            Auditor auditor,
            Uploads uploads,
            Body body,
            Pages pages,
            PrintWriter failures) {
        this.admission = admission;
        this.audits = audits;
        this.experiments = List.copyOf(experiments);
        this.auditor = auditor;
        this.uploads = uploads;
        this.body = body;
        this.pages = pages;
        this.failures = failures;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = answer(exchange);
            } catch (RequestException e) {
                reply = Reply.text(e.status(), e.sentence());
            } catch (
                    IOException e) { // of the connection, to which nothing can be sent then, or of the temporary folder
                reply = Reply.text(
                        500, "The file could not be kept: the transfer broke off, or the temporary folder is full.");
            } catch (RuntimeException e) {
                e.printStackTrace(failures);
                failures.flush();
                reply = Reply.text(500, "This is our own failure, please report it with what the terminal shows.");
            }
            reply.send(exchange);
        }
    }

    private Reply answer(HttpExchange exchange) throws RequestException, IOException {
        String path = admission.admitted(exchange);
        Matcher ofAudit = OF_AUDIT.matcher(path);
        boolean asks = exchange.getRequestMethod().equals("GET");
        if (asks) {
            Body.requireNone(exchange);
        }
        if (ofAudit.matches()) {
            Job job = audits.job(Integer.parseInt(ofAudit.group(1)))
                    .orElseThrow(() -> new RequestException(404, NO_PAGE));
            return answer(exchange, job, ofAudit.group(2));
        }
        Matcher ofExperiment = OF_EXPERIMENT.matcher(path);
        if (ofExperiment.matches()) {
            get(exchange);
            int number = Integer.parseInt(ofExperiment.group(1));
            Optional<Path> file = number > experiments.size()
                    ? Optional.empty()
                    : experiments.get(number - 1).file(ofExperiment.group(2));
            return Reply.file(file.orElseThrow(() -> new RequestException(404, NO_PAGE)));
        }
        return switch (path) {
            case "" -> get(exchange, pages::start);
            case "state" -> {
                get(exchange);
                yield state();
            }
            case "upload" -> {
                post(exchange);
                yield number(audits.add(uploads.taken(exchange, name(exchange)), true));
            }
            case "audit" -> {
                JsonNode asked = asked(exchange);
                Choice choice =
                        new Choice(word(asked, "model", auditor.models()), word(asked, "prior", auditor.priors()));
                yield number(audits.ask(asked.path("data").asInt(0), choice));
            }
            case "remove" -> {
                int number = asked(exchange).path("data").asInt(0);
                audits.remove(number).ifPresent(uploads::forget);
                yield number(number);
            }
            default -> throw new RequestException(404, NO_PAGE);
        };
    }

    private Reply answer(HttpExchange exchange, Job job, String what) throws RequestException, IOException {
        if (what.equals("stop")) {
            asked(exchange);
            ObjectNode stopped = JsonNodeFactory.instance.objectNode();
            return Reply.json(stopped.put("stopped", job.stop()));
        }
        boolean isFile = FILES.contains(what);
        if (!isFile && !what.equals(REFIT) && !what.equals("what-if")) {
            throw new RequestException(404, NO_PAGE);
        }
        if (what.equals(REFIT)) {
            JsonNode asked = asked(exchange);
            Audited audited = job.audited().orElseThrow(() -> absent(job));
            try {
                synchronized (audited) { // its fits are one after the other
                    return Reply.json(audited.refit(asked));
                }
            } catch (RuntimeException e) {
                throw new RequestException(422, String.join("\n", auditor.told(e)));
            }
        }
        get(exchange);
        return isFile
                ? Reply.file(job.file(what).orElseThrow(() -> absent(job)))
                : pages.whatIf(job.audited().orElseThrow(() -> absent(job)));
    }

    private static RequestException absent(Job job) {
        return new RequestException(
                404, job.audited().isPresent() ? "This audit has no such file." : "This audit is not done.");
    }

    private Reply state() throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("data", audits.json());
        ArrayNode folders = json.putArray("experiments");
        for (ExperimentFolder folder : experiments) {
            folders.add(folder.json(folders.size() + 1));
        }
        return Reply.json(json);
    }

    private static Reply number(int number) {
        return Reply.json(JsonNodeFactory.instance.objectNode().put("number", number));
    }

    private static Reply get(HttpExchange exchange, Supplier<Reply> reply) throws RequestException {
        get(exchange);
        return reply.get();
    }

    private static void get(HttpExchange exchange) throws RequestException {
        require(exchange, "GET");
    }

    private static void post(HttpExchange exchange) throws RequestException {
        require(exchange, "POST");
    }

    private static void require(HttpExchange exchange, String method) throws RequestException {
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            throw new RequestException(405, "This address takes " + method + " only.");
        }
    }

    private JsonNode asked(HttpExchange exchange) throws RequestException, IOException {
        post(exchange);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.copy(exchange, bytes, MOST_ASKED);
        try {
            JsonNode asked = JsonMapper.shared().readTree(bytes.toByteArray());
            if (asked != null && asked.isObject()) {
                return asked;
            }
        } catch (JacksonException e) {
            // answered as any other thing that is no object
        }
        throw new RequestException(400, "This request must be a JSON object.");
    }

    private static String word(JsonNode asked, String name, List<String> known) throws RequestException {
        String word = asked.path(name).asString("");
        if (!known.contains(word)) {
            throw new RequestException(400, "The " + name + " must be one of " + String.join(", ", known) + ".");
        }
        return word;
    }

    private static String name(HttpExchange exchange) throws RequestException {
        String query = exchange.getRequestURI().getRawQuery();
        if (query == null || !query.startsWith("name=") || query.indexOf('&') >= 0) {
            throw new RequestException(400, "A file must come with its name.");
        }
        try {
            return URLDecoder.decode(query.substring("name=".length()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new RequestException(400, "A file must come with its name, written as in an address.");
        }
    }
}
