package org.teeter.chat.jinja;

import java.util.ArrayList;
import java.util.List;
import org.teeter.chat.jinja.Token.Kind;

/** What {@code set} and {@code for} give a value to: a name, a name in a namespace, or several of these. */
interface Target {
    void set(Scope scope, Object value);

    /** Reads one or several with commas between. */
    static Target read(TokenCursor tokens) {
        List<Target> parts = new ArrayList<>(List.of(single(tokens)));
        boolean several = false;
        while (tokens.skipOperator(",")) {
            several = true;
            if (tokens.now().kind() != Kind.NAME && !tokens.isOperator("(")) {
                break;
            }
            parts.add(single(tokens));
        }
        return several ? (scope, value) -> unpack(parts, scope, value) : parts.get(0);
    }

    private static Target single(TokenCursor tokens) {
        tokens.enter();
        try {
            if (tokens.skipOperator("(")) {
                Target inside = read(tokens);
                tokens.expectOperator(")");
                return inside;
            }
            String name = tokens.expectName();
            if (!tokens.skipOperator(".")) {
                return (scope, value) -> scope.set(name, value);
            }
            String attribute = tokens.expectName();
            return (scope, value) -> {
                if (!(scope.get(name) instanceof Namespace namespace)) {
                    throw new TemplateException("cannot assign attribute on non-namespace object");
                }
                scope.work().take(48);
                namespace.names().put(attribute, value);
            };
        } finally {
            tokens.leave();
        }
    }

    private static void unpack(List<Target> parts, Scope scope, Object value) {
        List<Object> values = Values.items(value, scope.work());
        if (values.size() != parts.size()) {
            throw new TemplateException(parts.size() + " values are needed, got " + values.size());
        }
        for (int i = 0; i < values.size(); i++) {
            parts.get(i).set(scope, values.get(i));
        }
    }
}
