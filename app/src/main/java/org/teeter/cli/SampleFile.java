package org.teeter.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A file of judgements by example.
 *
 * @param shape what it is called
 * @param file a name for it, whose end says the format
 * @param meaning what its rows say
 * @param text the file
 */
record SampleFile(String shape, String file, String meaning, String text) {
    private static final List<SampleFile> ALL = List.of(
            new SampleFile(
                    "arena",
                    "battles.csv",
                    "two named options and a verdict: the column of the winner, a name, A or B, tie, or both bad.",
                    """
                    model_a,model_b,winner
                    gpt,llama,model_a
                    llama,gpt,tie
                    gpt,llama,model_b
                    """),
            new SampleFile(
                    "counts",
                    "counts.csv",
                    "one row for a pair, however often it was judged; ties may be left out.",
                    """
                    item1,item2,wins1,wins2,ties
                    gpt,llama,61,32,7
                    """),
            new SampleFile(
                    "winner",
                    "results.csv",
                    "one row for a judgement; a weight counts it more than once or less.",
                    """
                    winner,loser,weight
                    gpt,llama,1
                    llama,gpt,2.5
                    """),
            new SampleFile(
                    "games",
                    "games.csv",
                    "results as chess has them (1-0, 0-1, 1/2-1/2), or H, D and A of home and away; --home fits the side.",
                    """
                    white,black,result
                    Ada,Bo,1-0
                    Bo,Ada,1/2-1/2
                    """),
            new SampleFile("one-hot", "one-hot.csv", "a column of 0 and 1 for each verdict.", """
                    model_a,model_b,winner_model_a,winner_model_b,winner_tie
                    gpt,llama,1,0,0
                    gpt,llama,0,0,1
                    """),
            new SampleFile(
                    "part", "annotations.csv", "a number from 1 (the first) to 2 (the second); 1.5 is a tie.", """
                    generator_1,generator_2,preference
                    gpt,llama,1
                    gpt,llama,1.8
                    """),
            new SampleFile(
                    "prompts",
                    "preferences.jsonl",
                    "a prompt, a chosen and a rejected answer, as texts or as messages: each prompt is a problem of its own.",
                    """
                    {"prompt": "Name a fruit.", "chosen": "An apple.", "rejected": "A brick."}
                    {"prompt": "Name a fruit.", "chosen": "An apple.", "rejected": "A pear."}
                    """),
            new SampleFile(
                    "authors",
                    "authors.jsonl",
                    "the models that wrote the answers, beside these or alone: then models are compared.",
                    """
                    {"chosen_model": "gpt", "rejected_model": "llama"}
                    {"chosen_model": "llama", "rejected_model": "gpt"}
                    """),
            new SampleFile(
                    "strengths",
                    "judged.jsonl",
                    "two texts and a number: below 0 the first is better, above 0 the second.",
                    """
                    {"prompt": "p", "response_1": "a", "response_2": "b", "preference_strength": -2}
                    {"prompt": "p", "response_1": "b", "response_2": "c", "preference_strength": 1}
                    """),
            new SampleFile(
                    "ranking",
                    "rankings.jsonl",
                    "best first; a list inside is a tie; rest is what was there and not chosen.",
                    """
                    {"ranking": ["apple", ["pear", "plum"], "fig"], "rest": []}
                    {"ranking": ["pear"], "rest": ["apple", "fig"]}
                    """),
            new SampleFile("places", "places.csv", "a column for each place.", """
                    rank1,rank2,rank3
                    apple,pear,plum
                    pear,plum,apple
                    """),
            new SampleFile("ballots", "ballots.csv", "a row for each option of a ballot.", """
                    ballot,item,rank
                    1,apple,1
                    1,pear,2
                    2,pear,1
                    2,apple,2
                    """),
            new SampleFile(
                    "matrix",
                    "matrix.csv",
                    "a column for each option, holding its rank; empty where it was not ranked.",
                    """
                    apple,pear,plum
                    1,2,3
                    2,1,
                    """),
            new SampleFile("preflib", "votes.soi", "PrefLib's orders (.soc, .soi, .toc, .toi).", """
                    # DATA TYPE: soi
                    # NUMBER ALTERNATIVES: 3
                    # ALTERNATIVE NAME 1: apple
                    # ALTERNATIVE NAME 2: pear
                    # ALTERNATIVE NAME 3: plum
                    12: 1,2,3
                    7: 2,1
                    """));

    /** One of each shape. */
    static List<SampleFile> all() {
        return ALL;
    }

    /** That of a shape. */
    static SampleFile named(String shape) {
        String word = shape.strip().toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(sample -> sample.shape.equals(word))
                .findFirst()
                .orElseThrow(() -> new UsageException("SHAPE must be one of "
                        + ALL.stream().map(SampleFile::shape).collect(Collectors.joining(", ")) + "; got " + shape));
    }
}
