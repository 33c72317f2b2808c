package org.teeter.tabular.row;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A value of a database as the text that a file would hold. {@link #kind} says whether it is a list or a struct, as JSON, a number or truth
 * value, a text, or nothing at all.
 */
public final class Field {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int LARGEST_SCALE = 400;
    private static final Field MISSING = new Field(new byte[0], Kind.MISSING);

    private final byte[] text;
    private final Kind kind;

    private Field(byte[] text, Kind kind) {
        this.text = text;
        this.kind = kind;
    }

    /** As UTF-8; not to be changed. */
    public byte[] text() {
        return text;
    }

    Kind kind() {
        return kind;
    }

    /** Nothing at all. */
    public static Field missing() {
        return MISSING;
    }

    /** A truth value, a number, bytes, a list of values, a map of values by their names, or anything else by its text. */
    public static Field of(Object value) {
        if (value instanceof Boolean) {
            return of(value.toString(), Kind.BARE);
        }
        if (value instanceof Number number) {
            return of(number(number), Kind.BARE);
        }
        if (value instanceof byte[] bytes) {
            return new Field(bytes, Kind.TEXT);
        }
        try {
            return value instanceof List || value instanceof Map
                    ? of(json(value), Kind.JSON)
                    : of(value.toString(), Kind.TEXT);
        } catch (SQLException e) {
            throw new IllegalArgumentException("lists and maps must hold plain values", e);
        }
    }

    /** What a field is to a {@link Row}. */
    enum Kind {
        TEXT,
        BARE,
        JSON,
        MISSING
    }

    /** The value in a column of the row that a result has reached. */
    static Field of(ResultSet result, int column, int type, String typeName) throws SQLException {
        Object value = result.getObject(column);
        if (value == null) {
            return MISSING;
        }
        if (value instanceof Boolean || value instanceof Number || value instanceof byte[]) {
            return of(value);
        }
        if (value instanceof Array || value instanceof Struct || value instanceof Map) {
            return of(json(value), Kind.JSON);
        }
        if (type == Types.BLOB) {
            return new Field(result.getBytes(column), Kind.TEXT);
        }
        if (type == Types.CLOB || type == Types.NCLOB) {
            return of(String.valueOf(result.getString(column)), Kind.TEXT);
        }
        if (value instanceof Timestamp time) {
            String lower = typeName.toLowerCase(Locale.ROOT);
            boolean zoned = lower.equals("timestamptz") || lower.contains("with time zone");
            return of(zoned ? time.toInstant().toString() : local(result, column, time), Kind.TEXT);
        }
        String text = value.toString();
        boolean isJson =
                typeName.toLowerCase(Locale.ROOT).startsWith("json") && (text.startsWith("[") || text.startsWith("{"));
        return of(text, isJson ? Kind.JSON : Kind.TEXT);
    }

    private static Field of(String text, Kind kind) {
        return new Field(text.getBytes(StandardCharsets.UTF_8), kind);
    }

    /** A number as short as it can be read back; a float is the double it is, as in Parquet. */
    private static String number(Number number) {
        if (number instanceof Float) {
            return Double.toString(number.doubleValue());
        }
        return number instanceof BigDecimal decimal && Math.abs(decimal.scale()) < LARGEST_SCALE
                ? decimal.toPlainString()
                : number.toString();
    }

    /** A time of no zone, which a {@code Timestamp} has moved where the zone of this process leaves that hour out. */
    private static String local(ResultSet result, int column, Timestamp time) {
        try {
            return result.getObject(column, LocalDateTime.class).toString();
        } catch (SQLException e) {
            return time.toLocalDateTime().toString(); // a driver of before JDBC 4.2
        }
    }

    private static String json(Object value) throws SQLException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(value, json);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws SQLException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Array list) {
            write(list.getArray(), json);
        } else if (value.getClass().isArray()) {
            json.writeStartArray();
            for (int k = 0; k < java.lang.reflect.Array.getLength(value); k++) {
                write(java.lang.reflect.Array.get(value, k), json);
            }
            json.writeEndArray();
        } else if (value instanceof List<?> list) {
            write(list.toArray(), json);
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeName(String.valueOf(entry.getKey()));
                write(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Number number) {
            json.writeNumber(number(number));
        } else if (value instanceof String text) {
            json.writeString(text);
        } else if (value
                instanceof DuckDBStruct struct) { // so late, since DuckDB is not there where values come from elsewhere
            write(struct.getMap(), json);
        } else if (value instanceof Struct struct) {
            write(struct.getAttributes(), json);
        } else {
            json.writeString(value.toString());
        }
    }
}
