package org.teeter.lm.model;

import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.teeter.lm.tensor.Placement;
import org.teeter.lm.tensor.Torch;

/**
 * Prompts with answers as one block of ids, padded on the right, and where in it the answers are. The last token of an answer is
 * never read, only predicted, so it is not in the block.
 */
final class AnswerBatch {
    private final Tensor ids; // (B, T)
    private final Tensor positions; // (N): flat positions in (B, T) after which an answer's token comes
    private final Tensor targets; // (N): that token
    private final Tensor summands; // (B · A): for each answer its tokens' places in (N), then N, where a zero stands
    private final int longest;

    private AnswerBatch(Tensor ids, Tensor positions, Tensor targets, Tensor summands, int longest) {
        this.ids = ids;
        this.positions = positions;
        this.targets = targets;
        this.summands = summands;
        this.longest = longest;
    }

    static AnswerBatch of(List<int[]> prompts, List<int[]> answers, Placement placement) {
        if (prompts.isEmpty() || prompts.size() != answers.size()) {
            throw new IllegalArgumentException("there must be a prompt to each answer and at least one, got "
                    + prompts.size() + " prompts and " + answers.size() + " answers");
        }
        int width = 0;
        int longest = 0;
        int tokens = 0;
        for (int b = 0; b < prompts.size(); b++) {
            int prompt = prompts.get(b).length;
            int answer = answers.get(b).length;
            if (prompt == 0 || answer == 0) {
                throw new IllegalArgumentException("prompt and answer must have at least one token each, but pair " + b
                        + " has " + prompt + " and " + answer);
            }
            width = Math.max(width, prompt + answer - 1);
            longest = Math.max(longest, answer);
            tokens += answer;
        }
        long[] ids = new long[Math.multiplyExact(prompts.size(), width)];
        long[] positions = new long[tokens];
        long[] targets = new long[tokens];
        long[] summands = new long[Math.multiplyExact(prompts.size(), longest)];
        java.util.Arrays.fill(summands, tokens);
        int n = 0;
        for (int b = 0; b < prompts.size(); b++) {
            int[] prompt = prompts.get(b);
            int[] answer = answers.get(b);
            for (int t = 0; t < prompt.length; t++) {
                ids[b * width + t] = prompt[t];
            }
            for (int t = 0; t < answer.length; t++) {
                if (t < answer.length - 1) {
                    ids[b * width + prompt.length + t] = answer[t];
                }
                positions[n] = (long) b * width + prompt.length - 1 + t;
                targets[n] = answer[t];
                summands[b * longest + t] = n;
                n++;
            }
        }
        return new AnswerBatch(
                Torch.longs(ids, placement, prompts.size(), width),
                Torch.longs(positions, placement, tokens),
                Torch.longs(targets, placement, tokens),
                Torch.longs(summands, placement, summands.length),
                longest);
    }

    Tensor ids() {
        return ids;
    }

    /** N, the answers' tokens together. */
    long tokens() {
        return targets.size(0);
    }

    Tensor targets() {
        return targets;
    }

    /** Of hidden states (B, T, D) those after which an answer's token comes, (N, D). */
    Tensor before(Tensor hidden) {
        return hidden.reshape(-1, hidden.size(2)).index_select(0, positions);
    }

    /** Sums (B) over each answer of what its tokens have (N); in a fixed order on every device, unlike a scattered addition. */
    Tensor sums(Tensor ofTokens) {
        Tensor zero = torch.zeros(new long[] {1}, ofTokens.options());
        Tensor padded = torch.cat(new TensorVector(ofTokens, zero), 0).index_select(0, summands);
        return padded.view(-1, longest).sum(1);
    }
}
