package org.teeter.lm.train;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.teeter.data.Sha256;
import org.teeter.lm.model.Decoder;
import org.teeter.lm.model.Parameters;

/** What a run is, as a hash: two with the same one take the same steps. */
final class RunIdentity {
    private final MessageDigest digest = Sha256.digest();

    private RunIdentity() {}

    /** Of settings, which are records, and examples. */
    static String of(List<?> settings, List<? extends Example> examples) {
        RunIdentity identity = new RunIdentity();
        settings.forEach(setting -> identity.text(setting.toString()));
        for (Example example : examples) {
            identity.ids(example.prompt());
            example.answers().forEach(identity::ids);
            identity.text(example.label());
        }
        return HexFormat.of().formatHex(identity.digest.digest());
    }

    /** Of a decoder, by which runs that began with different ones are told apart: norm and sum of each weight, and its adapter. */
    static String of(Decoder decoder) {
        return of(decoder.parameters())
                + decoder.adapter()
                        .map(adapter -> ", adapted, alpha " + adapter.settings().alpha() + ", "
                                + new TreeSet<>(adapter.settings().targets()))
                        .orElse("");
    }

    /** Of weights. */
    static String of(Parameters weights) {
        StringBuilder text = new StringBuilder("weights");
        try (PointerScope scope = new PointerScope()) {
            for (String name : weights.shapes().keySet()) {
                Tensor weight = weights.get(name).detach();
                double sum =
                        weight.sum(new ScalarTypeOptional(ScalarType.Double)).item_double();
                text.append(String.format(Locale.ROOT, " %.9e %.9e", Norm.of(weight), sum));
            }
        }
        return text.toString();
    }

    private void text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private void ids(Tokens tokens) {
        int[] ids = tokens.shared();
        ByteBuffer bytes = ByteBuffer.allocate(4 * (ids.length + 1)).putInt(ids.length);
        for (int id : ids) {
            bytes.putInt(id);
        }
        digest.update(bytes.flip());
    }
}
