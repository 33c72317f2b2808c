package org.teeter.tabular.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.teeter.tabular.column.Columns;

/** What is proposed of the columns of published data sets that no shape has, and that nothing is where a name says nothing. */
class ProposalTest {
    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
    model_a,model_b,win,anony,turn                          => first=model_a second=model_b winner=win
    model_a,model_b,prob_a                                  => first=model_a second=model_b wins-first=prob_a
    question_id,model_1,model_2,winner_model                => first=model_1 second=model_2 winner=winner_model
    model_1,model_2,g1_judgment,g1_winner,g2_winner         => first=model_1 second=model_2 winner=g1_winner
    player_a,player_b,a_wins,b_wins                         => first=player_a second=player_b wins-first=a_wins wins-second=b_wins
    player1,player2,wins,losses                             => first=player1 second=player2 wins-first=wins wins-second=losses
    player1,player2,p1_wins,p2_wins,draws                   => first=player1 second=player2 wins-first=p1_wins wins-second=p2_wins ties=draws
    team_a,team_b,won_a,won_b,n_ties                        => first=team_a second=team_b wins-first=won_a wins-second=won_b ties=n_ties
    team1,team2,score1,score2                               => first=team1 second=team2 score-first=score1 score-second=score2 (the larger wins)
    R_fighter,B_fighter,Winner                              => first=R_fighter second=B_fighter winner=Winner
    id,turns,winner,white_id,white_rating,black_id,black_rating => first=white_id second=black_id winner=winner
    winner_id,winner_name,winner_rank,loser_id,loser_name,loser_rank => winner=winner_name loser=loser_name
    Season,WTeamID,WScore,LTeamID,LScore                    => winner=WTeamID loser=LTeamID
    post_id,history,c_root_id_A,c_root_id_B,score_A,score_B,human_ref_A,human_ref_B,labels => prompt=history first=human_ref_A second=human_ref_B winner=labels
    prompt,response_0,response_1,response_0_source,response_1_source,better_response_id,safer_response_id => prompt=prompt first=response_0 second=response_1 winner=better_response_id
    orig_instruction,orig_response_A,orig_response_B,orig_preference => prompt=orig_instruction first=orig_response_A second=orig_response_B winner=orig_preference
    output_1,output_2,ann1,ann2,ann3                        => first=output_1 second=output_2 winner=ann1+ann2+ann3
    model_a,model_b,rater_1,rater_2,turn                    => first=model_a second=model_b winner=rater_1+rater_2
    prompt,model_a,model_b,rating                           => first=model_a second=model_b winner=rating
    model_a,model_b,n_win_a,n_win_b,n_tie,n_both_bad        => first=model_a second=model_b wins-first=n_win_a wins-second=n_win_b ties=n_tie both-bad=n_both_bad
    model_0,model_1,label_0,label_1,has_label               => first=model_0 second=model_1 score-first=label_0 score-second=label_1 (the larger wins)
    model_a,model_b,winner_a,winner_b,tie                   => first=model_a second=model_b wins-first=winner_a wins-second=winner_b ties=tie
    model_a,model_b,label_1,label_2                         => first=model_a second=model_b winner=label_1+label_2
    INPUT:image_a,INPUT:image_b,OUTPUT:result               => first=INPUT:image_a second=INPUT:image_b winner=OUTPUT:result
    id1,id2,result                                          => first=id1 second=id2 winner=result
    model_x,model_y,winner                                  => first=model_x second=model_y winner=winner
    winner1,winner2,loser1,loser2                           => first=winner1 second=winner2 winner=…
    query,positive,negative                                 => prompt=query chosen=positive rejected=negative
    prompt,win_response,lose_response                       => prompt=prompt chosen=win_response rejected=lose_response
    input,preferred_output,non_preferred_output             => prompt=input chosen=preferred_output rejected=non_preferred_output
    respondent,brand,rank                                   => ballot=respondent item=brand rank=rank
    question_id,model,judge,score                           => ballot=question_id+judge item=model score=score (the more the better)
    resp_id,ques,alt,brand,rank                             => ballot=resp_id+ques item=alt rank=rank
    race_id,horse,finish_position                           => ballot=race_id item=horse rank=finish_position
    Judge,Flight,Cheese,Rank                                => ballot=Judge item=… rank=Rank
    date,team1,team2,proj_score1,proj_score2,score1,score2  => first=team1 second=team2 score-first=score1 score-second=score2 (the larger wins)
    date,visitor,home,v_runs,h_runs                         => first=home second=visitor score-first=h_runs score-second=v_runs (the larger wins)
    game_id,team,opponent,result                            => first=team second=opponent winner=result
    listener,sys_a,sys_b,cmos                               => first=sys_a second=sys_b winner=cmos
    WorkerId,Input.left_image,Input.right_image,Answer.choice.left,Answer.choice.right => first=Input.left_image second=Input.right_image score-first=Answer.choice.left score-second=Answer.choice.right (the larger wins)
    prompt,completion_1,completion_2,which completion is better? => prompt=prompt first=completion_1 second=completion_2 "winner=which completion is better?"
    question,answer_0,answer_1,score_0,score_1              => prompt=question first=answer_0 second=answer_1 score-first=score_0 score-second=score_1 (the larger wins)
    subject,trial,stim1,stim2,response,rt                   => first=stim1 second=stim2 winner=response
    rt,stimulus_a,stimulus_b,button_pressed                 => first=stimulus_a second=stimulus_b winner=button_pressed
    row,col,win,loss                                        => nothing
    respondent,item1,item2,item3,best,worst                 => nothing
    StartDate,Q1_1,Q1_2,Q1_3                                => nothing
    rater,a,b,c                                             => nothing
    a,b                                                     => nothing
    """)
    void optionsThatCanBeTyped(String header, String expected) {
        Columns columns =
                new Columns(Path.of("data.csv"), List.of(header.strip().split(",")));
        assertEquals(
                expected,
                new Proposal(columns)
                        .options()
                        .map(all -> all.replace("--column ", ""))
                        .orElse("nothing"));
    }
}
