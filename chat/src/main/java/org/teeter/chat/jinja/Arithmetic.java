package org.teeter.chat.jinja;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Python's operators, on whole numbers of 64 bits; what does not fit is an error. */
final class Arithmetic {
    private Arithmetic() {}

    static Object apply(String operator, Object a, Object b, Work work) {
        requireDefined(a);
        requireDefined(b);
        try {
            if (Values.isNumber(a) && Values.isNumber(b)) {
                return a instanceof Double || b instanceof Double || operator.equals("/")
                        ? real(operator, real(a), real(b))
                        : whole(operator, whole(a), whole(b));
            }
        } catch (ArithmeticException e) {
            throw new TemplateException("numbers are too large, or divided by zero: " + operator);
        }
        if (operator.equals("+") && a instanceof String x && b instanceof String y) {
            work.text((long) x.length() + y.length());
            return x + y;
        }
        if (operator.equals("+") && a instanceof List<?> x && b instanceof List<?> y) {
            work.items((long) x.size() + y.size());
            List<Object> both = new ArrayList<>(x);
            both.addAll(y);
            return both;
        }
        if (operator.equals("*") && a instanceof String text && b instanceof Long n) {
            long times = text.isEmpty() ? 0 : Math.max(0, Math.min(n, Integer.MAX_VALUE));
            work.text(text.length() * times);
            return text.repeat((int) times);
        }
        throw new TemplateException(Values.type(a) + " " + operator + " " + Values.type(b) + " is not supported");
    }

    private static void requireDefined(Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
    }

    private static Object whole(String operator, long a, long b) {
        return switch (operator) {
            case "+" -> Math.addExact(a, b);
            case "-" -> Math.subtractExact(a, b);
            case "*" -> Math.multiplyExact(a, b);
            case "//" -> b == -1 ? Math.negateExact(a) : Math.floorDiv(a, b);
            case "%" -> Math.floorMod(a, b);
            default -> power(a, b);
        };
    }

    private static Object power(long a, long b) {
        if (b < 0) {
            return real("**", (double) a, (double) b);
        }
        long power = 1;
        if (a == 0 || a == 1) {
            return b == 0 ? 1L : a;
        }
        if (a == -1) {
            return b % 2 == 0 ? 1L : -1L;
        }
        for (long i = 0; i < b; i++) {
            power = Math.multiplyExact(power, a); // ends after 63 steps at most
        }
        return power;
    }

    private static Object real(String operator, double a, double b) {
        if (b == 0 && (operator.equals("/") || operator.equals("//") || operator.equals("%"))) {
            throw new ArithmeticException();
        }
        double result = switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            case "//" -> Math.floor(a / b);
            case "%" -> a - Math.floor(a / b) * b;
            default -> Math.pow(a, b);
        };
        if (Double.isNaN(result) || Double.isInfinite(result)) {
            throw new ArithmeticException();
        }
        return result;
    }

    static Object negated(Object value) {
        requireDefined(value);
        if (value instanceof Double x) {
            return -x;
        }
        if (!Values.isNumber(value)) {
            throw new TemplateException("-" + Values.type(value) + " is not supported");
        }
        if (whole(value) == Long.MIN_VALUE) {
            throw new TemplateException("numbers are too large: -");
        }
        return -whole(value);
    }

    static long whole(Object value) {
        return value instanceof Boolean b ? (b ? 1 : 0) : (Long) value;
    }

    private static double real(Object value) {
        return value instanceof Double x ? x : (double) whole(value);
    }

    /** Whether an order as {@code <=} holds. */
    static boolean inOrder(String operator, Object a, Object b, Work work) {
        int order = compare(a, b, work);
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    /** Numbers by size, texts by their code points. */
    static int compare(Object a, Object b, Work work) {
        work.step();
        requireDefined(a);
        requireDefined(b);
        if (Values.isNumber(a) && Values.isNumber(b)) {
            return exact(a).compareTo(exact(b));
        }
        if (a instanceof String x && b instanceof String y) {
            work.through(Math.min(x.length(), y.length()));
            return Text.compare(x, y);
        }
        throw new TemplateException(Values.type(a) + " and " + Values.type(b) + " have no order");
    }

    private static BigDecimal exact(Object value) {
        return value instanceof Double x ? new BigDecimal(x) : BigDecimal.valueOf(whole(value));
    }
}
