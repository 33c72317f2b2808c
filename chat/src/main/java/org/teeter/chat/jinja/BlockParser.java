package org.teeter.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teeter.chat.jinja.Statement.Flow;
import org.teeter.chat.jinja.Token.Kind;

/** Reads the statements of a template. */
final class BlockParser {
    private final TokenCursor tokens;
    private final ExpressionParser expressions;
    private int loops;

    BlockParser(List<Token> tokens) {
        this.tokens = new TokenCursor(tokens);
        this.expressions = new ExpressionParser(this.tokens);
    }

    Statement template() {
        Statement all = block(Set.of());
        if (tokens.now().kind() != Kind.END) {
            throw tokens.error("unexpected " + tokens.now().described());
        }
        return all;
    }

    /** Statements up to a tag that begins with one of these names, which is the next token then. */
    private Statement block(Set<String> ends) {
        tokens.enter();
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = tokens.next();
            if (token.kind() == Kind.DATA) {
                statements.add((scope, out) -> {
                    scope.work().step();
                    out.add(token.text());
                    return Flow.ON;
                });
            } else if (token.kind() == Kind.PRINT_BEGIN) {
                Expression value = expressions.tuple(true);
                tokens.expect(Kind.PRINT_END, "}}");
                statements.add(located(token.line(), (scope, out) -> {
                    out.add(Values.string(value.in(scope), scope.work()));
                    return Flow.ON;
                }));
            } else if (token.kind() == Kind.TAG_BEGIN) {
                if (ends.contains(tokens.now().text())) {
                    break;
                }
                statements.add(located(token.line(), tag()));
            } else if (token.kind() == Kind.END && ends.isEmpty()) {
                break;
            } else {
                throw new TemplateException(
                        "one of the tags " + ends + " was expected, got " + token.described(), token.line());
            }
        }
        tokens.leave();
        return sequence(statements);
    }

    private static Statement sequence(List<Statement> statements) {
        return (scope, out) -> {
            for (Statement statement : statements) {
                Flow flow = statement.run(scope, out);
                if (flow != Flow.ON) {
                    return flow;
                }
            }
            return Flow.ON;
        };
    }

    private static Statement located(int line, Statement statement) {
        return (scope, out) -> {
            scope.work().step();
            scope.work().enter();
            try {
                Flow flow = statement.run(scope, out);
                scope.work().leave();
                return flow;
            } catch (TemplateException e) {
                throw e.at(line);
            }
        };
    }

    private Statement tag() {
        String name = tokens.expectName();
        return switch (name) {
            case "if" -> choice();
            case "for" -> loop();
            case "set" -> set();
            case "macro" -> macro();
            case "filter" -> filter();
            case "with" -> with();
            // The marks around an answer are for training masks, and print nothing.
            case "generation" -> inside("endgeneration");
            case "break" -> jump(Flow.BREAK, name);
            case "continue" -> jump(Flow.CONTINUE, name);
            default -> throw tokens.error("the tag '" + name + "' is not known, not supported, or not expected here");
        };
    }

    private void endTag() {
        tokens.expect(Kind.TAG_END, "%}");
    }

    /** A block up to its end, which is gone over. */
    private Statement body(String end) {
        endTag();
        Statement body = block(Set.of(end));
        tokens.expectName();
        endTag();
        return body;
    }

    private Statement inside(String end) {
        Statement body = body(end);
        return (scope, out) -> body.run(scope.inner(), out);
    }

    private Statement jump(Flow flow, String name) {
        if (loops == 0) {
            throw tokens.error(name + " must be inside a loop");
        }
        endTag();
        return (scope, out) -> flow;
    }

    private Statement choice() {
        Expression condition = expressions.tuple(false);
        endTag();
        Statement then = block(Set.of("elif", "else", "endif"));
        Statement otherwise = switch (tokens.expectName()) {
            case "elif" -> {
                tokens.enter();
                Statement rest = choice();
                tokens.leave();
                yield rest;
            }
            case "else" -> body("endif");
            default -> {
                endTag();
                yield sequence(List.of());
            }
        };
        return (scope, out) -> (Values.isTrue(condition.in(scope)) ? then : otherwise).run(scope, out);
    }

    private Statement loop() {
        Target target = Target.read(tokens);
        if (!tokens.skipName("in")) {
            throw tokens.error("'in' was expected, got " + tokens.now().described());
        }
        Expression iterable = expressions.tuple(false);
        Expression condition = tokens.skipName("if") ? expressions.expression() : scope -> true;
        if (tokens.isName("recursive")) {
            throw tokens.error("recursive loops are not supported");
        }
        endTag();
        loops++;
        Statement body = block(Set.of("else", "endfor"));
        loops--;
        Statement otherwise;
        if (tokens.expectName().equals("else")) {
            otherwise = body("endfor");
        } else {
            endTag();
            otherwise = sequence(List.of());
        }
        return (scope, out) -> {
            List<Object> items = new ArrayList<>();
            for (Object item : Values.items(scope.work().used(iterable.in(scope)), scope.work())) {
                scope.work().take(16);
                scope.work().step();
                Scope tested = scope.inner();
                target.set(tested, item);
                if (Values.isTrue(condition.in(tested))) {
                    items.add(item);
                }
            }
            if (items.isEmpty()) {
                return otherwise.run(scope.inner(), out);
            }
            Loop loop = new Loop(items);
            for (int i = 0; i < items.size(); i++) {
                Scope inner = scope.inner();
                target.set(inner, items.get(i));
                loop.at(i);
                inner.set("loop", loop);
                if (body.run(inner, out) == Flow.BREAK) {
                    break;
                }
            }
            return Flow.ON;
        };
    }

    private Statement set() {
        Target target = Target.read(tokens);
        if (tokens.skipOperator("=")) {
            Expression value = expressions.tuple(true);
            endTag();
            return (scope, out) -> {
                target.set(scope, value.in(scope));
                return Flow.ON;
            };
        }
        Expression value = expressions.filter(scope -> scope.get(WRITTEN));
        Statement body = body("endset");
        return (scope, out) -> {
            target.set(scope, value.in(written(body, scope)));
            return Flow.ON;
        };
    }

    /** A name that no template can write, under which the text of a block is given to filters. */
    private static final String WRITTEN = "what the block wrote";

    private static Scope written(Statement body, Scope scope) {
        Scope inner = scope.inner();
        Draft text = new Draft(scope.work());
        body.run(inner, text);
        inner.set(WRITTEN, text.text());
        return inner;
    }

    private Statement filter() {
        Expression value = expressions.filter(expressions.namedFilter(scope -> scope.get(WRITTEN)));
        Statement body = body("endfilter");
        return (scope, out) -> {
            Scope inner = written(body, scope);
            out.add(Values.string(value.in(inner), scope.work()));
            return Flow.ON;
        };
    }

    private Statement with() {
        Map<Target, Expression> values = new LinkedHashMap<>();
        while (tokens.now().kind() != Kind.TAG_END) {
            String name = tokens.expectName();
            tokens.expectOperator("=");
            values.put((scope, value) -> scope.set(name, value), expressions.expression());
            if (!tokens.skipOperator(",")) {
                break;
            }
        }
        Statement body = body("endwith");
        return (scope, out) -> {
            Scope inner = scope.inner();
            values.forEach((target, value) -> target.set(inner, value.in(scope)));
            return body.run(inner, out);
        };
    }

    private Statement macro() {
        String name = tokens.expectName();
        List<String> parameters = new ArrayList<>();
        Map<String, Expression> usual = new LinkedHashMap<>();
        tokens.expectOperator("(");
        while (!tokens.isOperator(")")) {
            String parameter = tokens.expectName();
            parameters.add(parameter);
            if (tokens.skipOperator("=")) {
                usual.put(parameter, expressions.expression());
            } else if (!usual.isEmpty()) {
                throw tokens.error("non-default argument follows default argument");
            }
            if (!tokens.isOperator(")")) {
                tokens.expectOperator(",");
            }
        }
        tokens.next();
        int around = loops;
        loops = 0;
        Statement body = body("endmacro");
        loops = around;
        return (scope, out) -> {
            scope.set(name, (Function) (arguments, work) -> {
                Object[] given = arguments.of(name, parameters.toArray(new String[0]));
                Scope inner = scope.inner();
                for (int i = 0; i < given.length; i++) {
                    Expression otherwise = usual.get(parameters.get(i));
                    inner.set(
                            parameters.get(i),
                            given[i] instanceof Undefined && otherwise != null ? otherwise.in(inner) : given[i]);
                }
                Draft text = new Draft(work);
                body.run(inner, text);
                return text.text();
            });
            return Flow.ON;
        };
    }
}
