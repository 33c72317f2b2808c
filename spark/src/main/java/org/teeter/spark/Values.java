package org.teeter.spark;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VariantType;
import org.jspecify.annotations.Nullable;
import org.teeter.tabular.row.Field;
import scala.jdk.javaapi.CollectionConverters;

/** Values of Spark as the fields that a file would hold. */
final class Values {
    private Values() {}

    /** The first fields of a row. */
    static Field[] fields(Row row, int size) {
        Field[] fields = new Field[size];
        for (int slot = 0; slot < size; slot++) {
            fields[slot] = field(row.get(slot));
        }
        return fields;
    }

    static Field field(@Nullable Object value) {
        Object plain = plain(value);
        return plain == null ? Field.missing() : Field.of(plain);
    }

    /** Lists and maps of Java instead of Scala's; a point of time in UTC. */
    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof scala.collection.Seq<?> seq) {
            return list(CollectionConverters.asJava(seq));
        }
        if (value instanceof scala.collection.Map<?, ?> map) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            CollectionConverters.asJava(map).forEach((key, held) -> plain.put(String.valueOf(key), plain(held)));
            return plain;
        }
        if (value instanceof Row row) {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            for (int k = 0; k < row.length(); k++) {
                plain.put(row.schema().fieldNames()[k], plain(row.get(k)));
            }
            return plain;
        }
        if (value instanceof Timestamp time) {
            return time.toInstant().toString();
        }
        return value == null || value instanceof Boolean || value instanceof Number || value instanceof byte[]
                ? value
                : value.toString();
    }

    private static List<@Nullable Object> list(List<?> values) {
        List<@Nullable Object> plain = new ArrayList<>();
        for (Object value : values) {
            plain.add(plain(value));
        }
        return plain;
    }

    /** Whether Spark can group by values of a type, and takes none for equal that are not the same. */
    static boolean canGroup(DataType type) {
        if (type instanceof StringType text) {
            return text.supportsBinaryEquality();
        }
        if (type instanceof ArrayType list) {
            return canGroup(list.elementType());
        }
        if (type instanceof StructType struct) {
            for (StructField field : struct.fields()) {
                if (!canGroup(field.dataType())) {
                    return false;
                }
            }
            return true;
        }
        return !(type instanceof MapType) && !(type instanceof VariantType);
    }

    /** Whether a value of a type is one text, number or time. */
    static boolean isSimple(DataType type) {
        return canGroup(type) && !(type instanceof ArrayType) && !(type instanceof StructType);
    }
}
