package org.teeter.lm.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PaperTemplatesTest {

    @Test
    void areAsManyAsThePaperHasAndAllDifferent() {
        assertEquals(20, new HashSet<>(PaperTemplates.questions()).size());
        assertEquals(30, new HashSet<>(PaperTemplates.answers()).size());
    }

    @Test
    void haveTheOdditiesThatAreDocumented() {
        List<Template> answers = PaperTemplates.answers();
        assertEquals(
                List.of(4), numbers(answers.stream().filter(t -> !t.namesBoth()).toList()));
        assertEquals(
                List.of(9, 11, 14, 22),
                numbers(answers.stream().filter(t -> t.timesA() > 1).toList()));
        assertTrue(answers.stream()
                .filter(Template::namesBoth)
                .allMatch(t -> t.text().indexOf("<A>") < t.text().indexOf("<B>")));
        assertTrue(PaperTemplates.questions().stream().allMatch(t -> t.namesBoth() && t.timesA() == 1));
    }

    @Test
    void bothPlacesAreFilledAtOnce() {
        assertEquals("I prefer <B> over <A>.", PaperTemplates.answers().get(0).fill("<B>", "<A>"));
        assertEquals(
                "Between $1 and \\E, $1 comes out on top for me.",
                PaperTemplates.answers().get(13).fill("$1", "\\E"));
    }

    /** Held against a transcription of the paper that was made apart from this one: {@code -Dteeter.golden=FOLDER}. */
    @Test
    @EnabledIfSystemProperty(named = "teeter.golden", matches = ".+")
    void agreeWithAnotherTranscription() throws Exception {
        JsonNode golden = JsonMapper.shared()
                .readTree(Files.readString(Path.of(System.getProperty("teeter.golden"), "templates.json")));
        assertEquals(texts(golden.get("questions")), texts(PaperTemplates.questions()));
        assertEquals(texts(golden.get("answers")), texts(PaperTemplates.answers()));
    }

    private static List<Integer> numbers(List<Template> templates) {
        return templates.stream().map(Template::number).toList();
    }

    private static List<String> texts(List<Template> templates) {
        return templates.stream().map(Template::text).toList();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::stringValue).toList();
    }
}
