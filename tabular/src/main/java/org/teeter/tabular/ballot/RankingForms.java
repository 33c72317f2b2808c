package org.teeter.tabular.ballot;

import java.util.List;
import java.util.regex.Pattern;
import org.teeter.tabular.column.Columns;
import org.teeter.tabular.column.Role;
import org.teeter.tabular.form.Form;

/** The ways in which rows rank any number of options. */
public final class RankingForms {
    /** In the order of a list, or of columns. */
    public static final Form RANKED = new Ranked();

    /** A column for each option holds its rank. */
    public static final Form MATRIX = new RankMatrix(Role.RANK);

    /** A column for each option holds how good it is. */
    public static final Form SCORE_MATRIX = new RankMatrix(Role.SCORE);

    /** A row for each option of a ballot, with its rank. */
    public static final Form RANK_ROWS = new RankRows(Role.RANK);

    /** A row for each option of a ballot, with how good it is. */
    public static final Form SCORE_ROWS = new RankRows(Role.SCORE);

    /** A list of objects, each with its author and how good it is. */
    public static final Form ANSWERS = new AnswerLists(List.of(Role.ANSWERS));

    /** A list of authors and one of their ranks. */
    public static final Form RANKED_AUTHORS = new AnswerLists(List.of(Role.ITEM, Role.RANK));

    /** A list of authors and one of how good they are. */
    public static final Form SCORED_AUTHORS = new AnswerLists(List.of(Role.ITEM, Role.SCORE));

    private static final Pattern VOTER = Pattern.compile("(.*_)?("
            + "ballot|voter|respondent|resp|participant|subject|user|rater|judge|annotator|worker"
            + "|reviewer|listener|taster|assessor|race|heat|match|game|round|contest|session|conversation"
            + "|question|ques|prompt|parent|obs|set|task|trial|utterance|sample"
            + ")(s|_?id|_?name)?");

    private RankingForms() {}

    /** Whether a column of this name may say which rows are of one ballot. */
    public static boolean isVoter(String name) {
        return VOTER.matcher(Columns.normal(name)).matches();
    }
}
