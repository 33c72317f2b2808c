package org.teeter.lm.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerMatchTest {
    private static AnswerMatch match(String i, String j) {
        return new AnswerMatch(i, j, PaperTemplates.answers());
    }

    @ParameterizedTest
    @CsvSource({
        "dog, cat",
        "cat, caterpillar",
        "caterpillar, cat",
        "over, than",
        "a+b.*(c), [^a]$1\\E",
        "<A>, <B>",
        "I, me",
        "dog, hot dog",
        "'New York, NY', York",
        "水, 火"
    })
    void eachTemplateTellsItsWinner(String i, String j) {
        AnswerMatch match = match(i, j);
        for (Template template : PaperTemplates.answers()) {
            assertEquals(Optional.of(i), match.winner(template.fill(i, j)), template.text());
            assertEquals(Optional.of(j), match.winner(template.fill(j, i)), template.text());
            assertEquals(Optional.of(i), match.winner(" " + template.fill(i, j) + "\n"));
        }
    }

    /** Every way to leave out, double or change one letter, and every beginning, of all 60 answers. */
    @Test
    void nothingElseDoes() {
        AnswerMatch match = match("dog", "cat");
        Set<String> answers = new HashSet<>();
        for (Template template : PaperTemplates.answers()) {
            answers.add(template.fill("dog", "cat"));
            answers.add(template.fill("cat", "dog"));
        }
        assertEquals(60, answers.size());
        long tried = 0;
        for (String answer : answers) {
            for (int at = 0; at < answer.length(); at++) {
                String before = answer.substring(0, at);
                String after = answer.substring(at + 1);
                char c = answer.charAt(at);
                for (String mutant : List.of(
                        before + after,
                        before + c + c + after,
                        before + (Character.isLowerCase(c) ? Character.toUpperCase(c) : 'q') + after,
                        before,
                        before + '\u00A0' + after)) {
                    if (!answers.contains(mutant)) {
                        tried++;
                        assertTrue(match.winner(mutant).isEmpty(), mutant);
                    }
                }
            }
            assertTrue(match.winner(answer + " Really.").isEmpty());
            assertTrue(match.winner(answer + answer).isEmpty());
        }
        assertTrue(tried > 10_000);
        assertTrue(match.winner("").isEmpty());
        assertTrue(match.winner("I prefer dog over dog.").isEmpty());
        assertTrue(match.winner("I prefer bird over cat.").isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'Not a dog, a cat.', dog",
        "'Caterpillars are no cat.', cat",
        "'Neither.', ",
        "'A hotdog; my cat.', cat",
        "'dog', dog",
    })
    void firstNamedIsAWordOfItsOwn(String answer, String expected) {
        assertEquals(Optional.ofNullable(expected), match("dog", "cat").firstNamed(answer));
    }

    @Test
    void firstNamedOfTwoAtOnePlaceIsTheLonger() {
        assertEquals(Optional.of("cat food"), match("cat", "cat food").firstNamed("Some cat food."));
    }

    @Test
    void refusesNamesThatCannotBeToldApart() {
        refuses(
                "a",
                "a over a",
                "options \"a\" and \"a over a\" cannot be told apart: \"I prefer a over a over a.\" would"
                        + " mean either; rename one, or take names that the tokenizer knows");
        refuses("dog", "dog", "options must differ, but \"dog\" is there twice");
        refuses("dog", " ", "an option must have a name, got \" \" in [dog,  ]");
        refuses(
                "dog",
                "a\nb",
                "an option's name must not begin or end with space nor hold a line break or another"
                        + " control character, got \"a\nb\"");
    }

    @Test
    void refusesNamesThatTheTokenizerDoesNotKnow() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new AnswerMatch(
                        "dog", "cat", PaperTemplates.answers(), answer -> answer.replaceAll("dog|cat", "?")));
    }

    private static void refuses(String i, String j, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> match(i, j)).getMessage());
    }
}
