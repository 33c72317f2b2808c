package org.teeter.serve;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.teeter.report.page.Html;
import org.teeter.report.page.PageTemplate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The pages that are not reports: the first, and the one on which data that no page carries are changed. Type and colours are the reports'. */
final class Pages {
    private final String version;
    private final ObjectNode settings = JsonNodeFactory.instance.objectNode();

    /**
     * Of a server.
     *
     * @param most bytes of a file that is dropped
     */
    Pages(String version, Auditor auditor, long most) {
        this.version = version;
        settings.put("most", most);
        put("models", auditor.models());
        put("priors", auditor.priors());
    }

    private void put(String name, List<String> words) {
        ArrayNode array = settings.putArray(name);
        words.forEach(array::add);
    }

    Reply start() {
        return page("start", settings, "elements", "rows", "start");
    }

    /** Of one audit. */
    Reply whatIf(Audited audited) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("verdict", audited.found().verdict());
        ArrayNode items = data.putArray("items");
        audited.found().items().forEach(items::add);
        return page("what-if", data, "elements", "what-if");
    }

    private Reply page(String name, ObjectNode data, String... scripts) {
        String style = PageTemplate.sharedStyle() + PageTemplate.resource(Pages.class, "serve.css");
        String script = "(() => {\n\"use strict\";\n"
                + Arrays.stream(scripts)
                        .map(of -> PageTemplate.resource(Pages.class, of + ".js"))
                        .collect(Collectors.joining())
                + "})();\n";
        String styleHash = PageTemplate.hash(style);
        String scriptHash = PageTemplate.hash(script);
        String html = PageTemplate.filled(
                PageTemplate.resource(Pages.class, name + ".html"),
                Map.of(
                        "style",
                        style,
                        "script",
                        script,
                        "version",
                        Html.escape(version),
                        "data",
                        data.toString().replace("<", "\\u003c")));
        return Reply.page(
                html,
                "default-src 'none'; img-src 'self' data:; style-src '" + styleHash + "'; script-src '" + scriptHash
                        + "'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    }
}
