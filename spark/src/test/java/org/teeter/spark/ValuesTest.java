package org.teeter.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.teeter.tabular.row.Field;
import scala.jdk.javaapi.CollectionConverters;

/** Values of Spark become what a file would hold. */
class ValuesTest {
    private static String text(@Nullable Object value) {
        return new String(Values.field(value).text(), StandardCharsets.UTF_8);
    }

    @Test
    void textsNumbersAndTimes() {
        assertEquals("a", text("a"));
        assertEquals("0.1", text(0.1));
        assertEquals("1200", text(new BigDecimal("1.2e3")));
        assertEquals("true", text(true));
        assertEquals("", text(null));
        assertEquals("2024-08-14", text(Date.valueOf("2024-08-14")));
        assertEquals("2024-08-14T12:30:00Z", text(Timestamp.from(Instant.parse("2024-08-14T12:30:00Z"))));
        assertEquals("2024-08-14T12:30", text(LocalDateTime.parse("2024-08-14T12:30:00")));
        assertEquals(Field.missing(), Values.field(null));
    }

    @Test
    void listsAndStructsAreJson() {
        StructType message = new StructType()
                .add("role", DataTypes.StringType)
                .add("times", DataTypes.createArrayType(DataTypes.IntegerType));
        Object row = new GenericRowWithSchema(
                new Object[] {
                    "user", CollectionConverters.asScala(List.of(1, 2)).toSeq()
                },
                message);
        Object list = CollectionConverters.asScala(List.of(row)).toSeq();
        assertEquals("[{\"role\":\"user\",\"times\":[1,2]}]", text(list));
        assertEquals(2, Values.fields(RowFactory.create("a", list, 3L), 2).length);
    }

    @Test
    void whatCannotBeGroupedIsNot() {
        assertEquals(true, Values.canGroup(DataTypes.createArrayType(DataTypes.StringType)));
        assertEquals(false, Values.canGroup(DataTypes.createMapType(DataTypes.StringType, DataTypes.LongType)));
        assertEquals(false, Values.isSimple(DataTypes.createArrayType(DataTypes.StringType)));
    }
}
