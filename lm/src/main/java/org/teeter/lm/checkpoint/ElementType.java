package org.teeter.lm.checkpoint;

import java.util.Optional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What the numbers of a stored tensor are, by the format's names. */
enum ElementType {
    BOOL(1, ScalarType.Bool),
    U8(1, ScalarType.Byte),
    I8(1, ScalarType.Char),
    I16(2, ScalarType.Short),
    F16(2, ScalarType.Half),
    BF16(2, ScalarType.BFloat16),
    I32(4, ScalarType.Int),
    F32(4, ScalarType.Float),
    I64(8, ScalarType.Long),
    F64(8, ScalarType.Double);

    private final int bytes;
    private final ScalarType scalar;

    ElementType(int bytes, ScalarType scalar) {
        this.bytes = bytes;
        this.scalar = scalar;
    }

    int bytes() {
        return bytes;
    }

    ScalarType scalar() {
        return scalar;
    }

    boolean isFloating() {
        return this == F16 || this == BF16 || this == F32 || this == F64;
    }

    static Optional<ElementType> named(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    static ElementType of(ScalarType scalar) {
        for (ElementType type : values()) {
            if (type.scalar == scalar) {
                return type;
            }
        }
        throw new IllegalArgumentException("no stored type holds " + scalar);
    }
}
