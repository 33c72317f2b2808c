package org.teeter.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.teeter.chat.jinja.Token.Kind;

/**
 * Reads expressions, by the precedence of Jinja's operators from the loosest to the tightest: {@code if else}, {@code or},
 * {@code and}, {@code not}, comparisons, {@code + -}, {@code ~}, {@code * / // %}, {@code **}, signs, then filters, tests, calls and
 * subscripts.
 */
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> SUMS = Set.of("+", "-");
    private static final Set<String> PRODUCTS = Set.of("*", "/", "//", "%");
    private static final Set<String> POWERS = Set.of("**");
    private static final Set<String> AFTER_TEST = Set.of("else", "or", "and");

    private final TokenCursor tokens;

    ExpressionParser(TokenCursor tokens) {
        this.tokens = tokens;
    }

    /** An expression, or several between commas, which are a tuple. */
    Expression tuple(boolean withChoice) {
        Expression first = withChoice ? expression() : or();
        if (!tokens.isOperator(",")) {
            return first;
        }
        List<Expression> all = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",") && !atEnd()) {
            all.add(withChoice ? expression() : or());
        }
        return scope -> new Tuple(values(all, scope));
    }

    private boolean atEnd() {
        Kind kind = tokens.now().kind();
        return kind == Kind.PRINT_END || kind == Kind.TAG_END || tokens.isOperator(")");
    }

    Expression expression() {
        tokens.enter();
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression chosen = value;
            Expression condition = or();
            Expression other = tokens.skipName("else")
                    ? expression()
                    : scope -> new Undefined("the condition is false and there is no else");
            value = scope -> (Values.isTrue(condition.in(scope)) ? chosen : other).in(scope);
        }
        tokens.leave();
        return value;
    }

    private Expression or() {
        return decided("or", true, this::and);
    }

    private Expression and() {
        return decided("and", false, this::not);
    }

    /** Operands of which the first counts whose truth decides the whole, else the last. */
    private Expression decided(String operator, boolean deciding, Supplier<Expression> operand) {
        Expression left = operand.get();
        while (tokens.skipName(operator)) {
            Expression a = left;
            Expression b = operand.get();
            left = scope -> {
                Object value = a.in(scope);
                return Values.isTrue(value) == deciding ? value : b.in(scope);
            };
        }
        return left;
    }

    private Expression not() {
        if (!tokens.skipName("not")) {
            return comparison();
        }
        tokens.enter();
        Expression negated = not();
        tokens.leave();
        return scope -> !Values.isTrue(negated.in(scope));
    }

    /** What stands between two values of a comparison. */
    private interface Relation {
        boolean holds(Object a, Object b, Work work);
    }

    /** One comparison, or several in a row, all of which must hold. */
    private Expression comparison() {
        Expression first = sum();
        List<Relation> relations = new ArrayList<>();
        List<Expression> others = new ArrayList<>();
        while (true) {
            String operator = tokens.now().text();
            if (tokens.now().kind() == Kind.OPERATOR && COMPARISONS.contains(operator)) {
                tokens.next();
                relations.add(relation(operator));
            } else if (tokens.skipName("in")) {
                relations.add((a, b, work) -> Values.contains(b, a, work));
            } else if (tokens.isName("not") && tokens.after().is(Kind.NAME, "in")) {
                tokens.next();
                tokens.next();
                relations.add((a, b, work) -> !Values.contains(b, a, work));
            } else {
                break;
            }
            others.add(sum());
        }
        if (relations.isEmpty()) {
            return first;
        }
        return scope -> {
            Object left = scope.work().used(first.in(scope));
            for (int i = 0; i < relations.size(); i++) {
                Object right = scope.work().used(others.get(i).in(scope));
                if (!relations.get(i).holds(left, right, scope.work())) {
                    return false;
                }
                left = right;
            }
            return true;
        };
    }

    private static Relation relation(String operator) {
        return switch (operator) {
            case "==" -> Values::equal;
            case "!=" -> (a, b, work) -> !Values.equal(a, b, work);
            default -> (a, b, work) -> Arithmetic.inOrder(operator, a, b, work);
        };
    }

    private Expression sum() {
        return operations(SUMS, this::joined);
    }

    private Expression joined() {
        Expression first = product();
        if (!tokens.isOperator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return scope -> {
            Draft text = new Draft(scope.work());
            parts.forEach(part -> text.add(Values.string(part.in(scope), scope.work())));
            return text.text();
        };
    }

    private Expression product() {
        return operations(PRODUCTS, this::power);
    }

    private Expression power() {
        return operations(POWERS, () -> signed(true));
    }

    private Expression operations(Set<String> operators, Supplier<Expression> operand) {
        Expression left = operand.get();
        while (tokens.now().kind() == Kind.OPERATOR
                && operators.contains(tokens.now().text())) {
            String operator = tokens.next().text();
            Expression a = left;
            Expression b = operand.get();
            left = scope -> Arithmetic.apply(operator, a.in(scope), b.in(scope), scope.work());
        }
        return left;
    }

    private Expression signed(boolean filtered) {
        Expression value;
        if (tokens.isOperator("-") || tokens.isOperator("+")) {
            boolean negative = tokens.next().text().equals("-");
            tokens.enter();
            Expression unsigned = signed(false);
            tokens.leave();
            value = negative
                    ? scope -> Arithmetic.negated(unsigned.in(scope))
                    : scope -> Arithmetic.apply("+", 0L, unsigned.in(scope), scope.work());
        } else {
            value = postfixed(primary());
        }
        return filtered ? filtered(value) : value;
    }

    private Expression primary() {
        Token token = tokens.next();
        switch (token.kind()) {
            case NAME -> {
                return named(token.text());
            }
            case STRING -> {
                StringBuilder text = new StringBuilder(token.text());
                while (tokens.now().kind() == Kind.STRING) {
                    text.append(tokens.next().text());
                }
                return constant(text.toString());
            }
            case INTEGER -> {
                return constant(token.wholeNumber());
            }
            case FLOAT -> {
                return constant(token.number());
            }
            default -> {}
        }
        if (token.is(Kind.OPERATOR, "(")) {
            if (tokens.skipOperator(")")) {
                return constant(new Tuple(List.of()));
            }
            Expression inside = tuple(true);
            tokens.expectOperator(")");
            return inside;
        }
        if (token.is(Kind.OPERATOR, "[")) {
            List<Expression> items = new ArrayList<>();
            while (!tokens.isOperator("]")) {
                items.add(expression());
                comma("]");
            }
            tokens.next();
            return scope -> values(items, scope);
        }
        if (token.is(Kind.OPERATOR, "{")) {
            return dictionary();
        }
        throw new TemplateException("unexpected " + token.described(), token.line());
    }

    private static Expression named(String name) {
        return switch (name) {
            case "true", "True" -> constant(true);
            case "false", "False" -> constant(false);
            case "none", "None" -> constant(None.NONE);
            default -> scope -> scope.get(name);
        };
    }

    private static Expression constant(Object value) {
        return scope -> value;
    }

    private void comma(String close) {
        if (!tokens.isOperator(close)) {
            tokens.expectOperator(",");
        }
    }

    private Expression dictionary() {
        List<Expression> keys = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.isOperator("}")) {
            keys.add(expression());
            tokens.expectOperator(":");
            values.add(expression());
            comma("}");
        }
        tokens.next();
        return scope -> Access.dictionary(values(keys, scope), values(values, scope), scope.work());
    }

    private static List<Object> values(List<Expression> expressions, Scope scope) {
        scope.work().items(expressions.size());
        List<Object> values = new ArrayList<>();
        expressions.forEach(expression -> values.add(expression.in(scope)));
        return values;
    }

    private Expression postfixed(Expression value) {
        Expression whole = value;
        while (true) {
            if (tokens.skipOperator(".")) {
                Token part = tokens.next();
                if (part.kind() != Kind.NAME && part.kind() != Kind.INTEGER) {
                    throw new TemplateException(
                            "a name or a number was expected, got " + part.described(), part.line());
                }
                Expression of = whole;
                String name = part.text();
                Long index = part.kind() == Kind.INTEGER ? part.wholeNumber() : Long.valueOf(0);
                whole = part.kind() == Kind.NAME
                        ? scope -> Access.attribute(scope.work().used(of.in(scope)), name, scope.work())
                        : scope -> Access.item(scope.work().used(of.in(scope)), index, scope.work());
            } else if (tokens.skipOperator("[")) {
                whole = subscript(whole);
                tokens.expectOperator("]");
            } else if (tokens.isOperator("(")) {
                whole = call(whole);
            } else {
                return whole;
            }
        }
    }

    private Expression subscript(Expression of) {
        Expression none = constant(None.NONE);
        Expression start = tokens.isOperator(":") ? none : expression();
        if (!tokens.skipOperator(":")) {
            return scope -> Access.item(scope.work().used(of.in(scope)), start.in(scope), scope.work());
        }
        Expression stop = tokens.isOperator(":") || tokens.isOperator("]") ? none : expression();
        Expression step = !tokens.skipOperator(":") || tokens.isOperator("]") ? none : expression();
        return scope -> Access.slice(
                scope.work().used(of.in(scope)), start.in(scope), stop.in(scope), step.in(scope), scope.work());
    }

    /** What a function is given, read after the bracket has been seen. */
    private interface Given {
        Arguments in(Scope scope);
    }

    private Given arguments() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        while (!tokens.isOperator(")")) {
            if (tokens.now().kind() == Kind.NAME && tokens.after().is(Kind.OPERATOR, "=")) {
                String name = tokens.next().text();
                tokens.next();
                if (named.put(name, expression()) != null) {
                    throw tokens.error("the argument '" + name + "' is given twice");
                }
            } else if (tokens.isOperator("*") || tokens.isOperator("**") || !named.isEmpty()) {
                throw tokens.error("arguments must be given by place, then by name; "
                        + tokens.now().described() + " is not supported");
            } else {
                positional.add(expression());
            }
            comma(")");
        }
        tokens.next();
        return scope -> {
            scope.work().take(64L * (1 + named.size()));
            Map<String, Object> values = new LinkedHashMap<>();
            named.forEach((name, value) -> values.put(name, value.in(scope)));
            return new Arguments(values(positional, scope), values);
        };
    }

    private Expression call(Expression called) {
        Given given = arguments();
        return scope -> {
            Object function = called.in(scope);
            if (function instanceof Function callable) {
                return callable.call(given.in(scope), scope.work());
            }
            throw function instanceof Undefined undefined
                    ? undefined.error()
                    : new TemplateException(Values.type(function) + " cannot be called");
        };
    }

    private Expression filtered(Expression value) {
        Expression whole = value;
        while (true) {
            if (tokens.isOperator("|")) {
                whole = filter(whole);
            } else if (tokens.skipName("is")) {
                whole = test(whole);
            } else if (tokens.isOperator("(")) {
                whole = call(whole);
            } else {
                return whole;
            }
        }
    }

    /** The filters that follow, one after the other, over a value. */
    Expression filter(Expression value) {
        Expression whole = value;
        while (tokens.skipOperator("|")) {
            whole = namedFilter(whole);
        }
        return whole;
    }

    /** One filter, its bar left out. */
    Expression namedFilter(Expression value) {
        int line = tokens.now().line();
        String name = tokens.expectName();
        if (!Filters.has(name)) {
            throw new TemplateException("the filter '" + name + "' is not known", line);
        }
        Given given = tokens.isOperator("(") ? arguments() : scope -> Arguments.NONE;
        return scope -> {
            Object filtered = scope.work().used(value.in(scope));
            return Filters.apply(name, filtered, given.in(scope), scope.work());
        };
    }

    private Expression test(Expression value) {
        boolean wanted = !tokens.skipName("not");
        int line = tokens.now().line();
        String name = tokens.expectName();
        if (!Tests.has(name)) {
            throw new TemplateException("the test '" + name + "' is not known", line);
        }
        Given given = testArguments();
        return scope -> {
            Object tested = scope.work().used(value.in(scope));
            return Tests.holds(name, tested, given.in(scope), scope.work()) == wanted;
        };
    }

    /** In brackets as a function's, or one that just follows. */
    private Given testArguments() {
        if (tokens.isOperator("(")) {
            return arguments();
        }
        Token next = tokens.now();
        boolean follows = switch (next.kind()) {
            case STRING, INTEGER, FLOAT -> true;
            case NAME -> !AFTER_TEST.contains(next.text());
            default -> tokens.isOperator("[") || tokens.isOperator("{");
        };
        if (!follows) {
            return scope -> Arguments.NONE;
        }
        if (next.is(Kind.NAME, "is")) {
            throw tokens.error("tests cannot be chained with is");
        }
        Expression argument = postfixed(primary());
        return scope -> new Arguments(List.of(argument.in(scope)), Map.of());
    }
}
