package org.wufei.gate;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An example of a body, from its schema: the schema's own example, a value of its format, or what the field's name means. */
@SuppressWarnings({"rawtypes", "unchecked"}) // the model's own types are raw
final class Examples {
    private static final int DEPTH_MAX = 6;

    /** By the end of a field's name, first match: what people write there. */
    private static final Map<String, Object> NAMED = new LinkedHashMap<>();

    static {
        NAMED.put("massG", "12500000");
        NAMED.put("flow", "IN_PROVINCE");
        NAMED.put("transport", "ROAD");
        NAMED.put("way", "USE");
        NAMED.put("into", "STORED");
        NAMED.put("form", "SOLID");
        NAMED.put("category", "I");
        NAMED.put("province", "630000");
        NAMED.put("device", "DB-01");
        NAMED.put("batchNo", "20261105-03");
        NAMED.put("carrier", "日土县运输有限公司");
        NAMED.put("address", "日土县日松乡");
        NAMED.put("contractNo", "2026-017");
        NAMED.put("title", "二〇二六年度排查");
        NAMED.put("text", "已电话核实");
        NAMED.put("G", "12500000");
        NAMED.put("waste", "900-001-S03");
        NAMED.put("county", "542524");
        NAMED.put("counties", "542524");
        NAMED.put("plate", "藏F·12345");
        NAMED.put("month", "2026-10");
        NAMED.put("year", 2026);
        NAMED.put("method", "R5");
        NAMED.put("longitude", 79.73);
        NAMED.put("latitude", 33.38);
        NAMED.put("login", "zhaxi");
        NAMED.put("password", "一句只有您知道的话-2026");
        NAMED.put("reason", "核对磅单后更正");
        NAMED.put("note", "附磅单照片");
        NAMED.put("phone", "13800000000");
        NAMED.put("handler", "扎西");
        NAMED.put("ticketNo", "BD-20261105-003");
        NAMED.put("name", "日土县选矿厂");
        NAMED.put("On", "2026-11-05");
        NAMED.put("At", "2026-11-05T09:30:00+08:00");
    }

    private Examples() {}

    static Object of(Schema schema, Map<String, Schema> schemas) {
        return of("", schema, schemas, 0);
    }

    private static Object of(String name, Schema schema, Map<String, Schema> schemas, int depth) {
        if (schema == null || depth > DEPTH_MAX) return null;
        if (schema.get$ref() != null) {
            var ref = schema.get$ref();
            return of(name, schemas.get(ref.substring(ref.lastIndexOf('/') + 1)), schemas, depth + 1);
        }
        if (schema.getExample() != null) return schema.getExample();
        if (schema.getEnum() != null && !schema.getEnum().isEmpty())
            return schema.getEnum().getFirst();
        var type = type(schema);
        if (type.equals("array")) {
            var one = of(name, schema.getItems(), schemas, depth + 1);
            return one == null ? List.of() : new ArrayList<>(List.of(one));
        }
        if (type.equals("object") || schema.getProperties() != null) {
            var fields = new TreeMap<String, Object>();
            if (schema.getProperties() != null)
                ((Map<String, Schema>) schema.getProperties()).forEach((field, of) -> {
                    var value = of(field, of, schemas, depth + 1);
                    if (value != null) fields.put(field, value);
                });
            return fields;
        }
        if ("uuid".equals(schema.getFormat())) return "018f5b0e-7c5e-7b0a-9f51-0b6b6f1f3c11";
        if ("date-time".equals(schema.getFormat())) return "2026-11-05T09:30:00+08:00";
        if ("date".equals(schema.getFormat())) return "2026-11-05";
        return switch (type) {
            case "integer" -> name.equals("year") ? 2026 : 1;
            case "number" -> named(name) instanceof Double point ? point : 1.5;
            case "boolean" -> true;
            default -> named(name) instanceof String text ? text : "文字";
        };
    }

    private static Object named(String name) {
        return NAMED.entrySet().stream()
                .filter(entry -> name.equals(entry.getKey()) || name.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static String type(Schema schema) {
        if (schema.getTypes() != null && !schema.getTypes().isEmpty())
            return String.valueOf(schema.getTypes().iterator().next());
        return schema.getType() == null ? "object" : schema.getType();
    }
}
