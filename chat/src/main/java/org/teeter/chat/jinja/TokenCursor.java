package org.teeter.chat.jinja;

import java.util.List;
import org.teeter.chat.jinja.Token.Kind;

/** Tokens to be read one by one. Mutable: it knows where one is. */
final class TokenCursor {
    private static final int DEEPEST =
            100; // nested blocks, brackets and operators; each takes a dozen frames of the stack

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token now() {
        return tokens.get(at);
    }

    Token after() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        at = Math.min(at + 1, tokens.size() - 1); // stays at the end
        return token;
    }

    boolean isOperator(String text) {
        return now().is(Kind.OPERATOR, text);
    }

    boolean isName(String text) {
        return now().is(Kind.NAME, text);
    }

    /** Goes over an operator if it is the next token. */
    boolean skipOperator(String text) {
        return skip(isOperator(text));
    }

    /** Goes over a name if it is the next token. */
    boolean skipName(String text) {
        return skip(isName(text));
    }

    private boolean skip(boolean found) {
        if (found) {
            next();
        }
        return found;
    }

    void expectOperator(String text) {
        if (!skipOperator(text)) {
            throw error("'" + text + "' was expected, got " + now().described());
        }
    }

    String expectName() {
        if (now().kind() != Kind.NAME) {
            throw error("a name was expected, got " + now().described());
        }
        return next().text();
    }

    void expect(Kind kind, String what) {
        if (now().kind() != kind) {
            throw error("'" + what + "' was expected, got " + now().described());
        }
        next();
    }

    void enter() {
        depth++;
        if (depth > DEEPEST) {
            throw error("the template nests its parts too deeply");
        }
    }

    void leave() {
        depth--;
    }

    TemplateException error(String what) {
        return new TemplateException(what, now().line());
    }
}
