package org.wufei.kernel;

import java.lang.reflect.InvocationTargetException;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.postgresql.util.PGobject;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.GenericConverter;
import org.springframework.core.convert.support.DefaultConversionService;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** 行: between rows of a table and records in the house's words ({@link Mass}, {@link RegionCode}, lists, JSON). The SQL stays SQL. */
public final class Rows {
    private static final Instant INSTANT_MIN = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant INSTANT_MAX = Instant.parse("9999-12-31T00:00:00Z");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DefaultConversionService CONVERSIONS = conversions();
    private static final Map<Class<?>, RowMapper<?>> MAPPERS = new ConcurrentHashMap<>();

    private Rows() {}

    /** Reads a row into a record whose components are the columns' names ({@code mass_g} into {@code massG}). */
    @SuppressWarnings("unchecked")
    public static <T> RowMapper<T> of(Class<T> type) {
        return (RowMapper<T>) MAPPERS.computeIfAbsent(type, t -> DataClassRowMapper.newInstance(t, CONVERSIONS));
    }

    /** A record's components as statement parameters by name. Lists become array literals, to be cast; see {@link #json}. */
    public static Map<String, Object> params(Record row) {
        var params = new HashMap<String, Object>();
        for (var component : row.getClass().getRecordComponents()) {
            try {
                var accessor = component.getAccessor();
                // A module's records are package-private, and so closed to this one.
                accessor.setAccessible(true);
                params.put(component.getName(), plain(accessor.invoke(row)));
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(component + " of " + row.getClass(), e);
            }
        }
        return params;
    }

    /** Parameters given one by one: name, value, name, value…; a {@code null} value is allowed. */
    public static Map<String, Object> params(Object... namesAndValues) {
        var params = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            params.put((String) namesAndValues[i], plain(namesAndValues[i + 1]));
        }
        return params;
    }

    /** A value as JSON, for a parameter to be cast to {@code jsonb}. */
    public static String json(Object value) {
        return JSON.writeValueAsString(value);
    }

    /** One page of a register: {@code columns} of what {@code from} (with its where) gives, in {@code order}. */
    public static <T> Page<T> page(
            JdbcClient db,
            String columns,
            String from,
            String order,
            Map<String, Object> params,
            Asked asked,
            Class<T> type) {
        long total = db.sql("select count(*) from " + from)
                .params(params)
                .query(Long.class)
                .single();
        var rows = db.sql("select " + columns + " from " + from + " order by " + order + " limit " + asked.limit()
                        + " offset " + asked.offset())
                .params(params)
                .query(of(type))
                .list();
        return asked.page(rows, total);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case Mass mass -> mass.grams();
            case RegionCode region -> region.digits();
            case WasteCode waste -> waste.text();
            case CreditCode code -> code.toString();
            case Enum<?> word -> word.name();
            case Instant instant -> Timestamp.from(bounded(instant));
            case YearMonth month -> month.atDay(1);
            case Collection<?> many ->
                many.stream().map(Rows::plain).map(Rows::quoted).collect(Collectors.joining(",", "{", "}"));
            default -> value;
        };
    }

    /** A caller may ask as of any instant; a timestamp holds years of four digits. */
    private static Instant bounded(Instant instant) {
        if (instant.isBefore(INSTANT_MIN) || !instant.isBefore(INSTANT_MAX)) {
            throw new Problem(
                    CommonProblem.DATE_OUT_OF_RANGE,
                    Map.of("given", instant.toString(), "from", INSTANT_MIN.toString(), "to", INSTANT_MAX.toString()));
        }
        return instant;
    }

    private static String quoted(Object element) {
        return '"' + element.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static DefaultConversionService conversions() {
        var service = new DefaultConversionService();
        service.addConverter(Long.class, Mass.class, Mass::new);
        service.addConverter(Timestamp.class, Instant.class, Timestamp::toInstant);
        service.addConverter(Date.class, YearMonth.class, date -> YearMonth.from(date.toLocalDate()));
        service.addConverter(LocalDate.class, YearMonth.class, (Converter<LocalDate, YearMonth>) YearMonth::from);
        service.addConverter(new FromArray(service));
        service.addConverter(new FromJson());
        return service;
    }

    private record FromArray(DefaultConversionService service) implements GenericConverter {
        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(Array.class, List.class));
        }

        @Override
        public Object convert(Object source, TypeDescriptor from, TypeDescriptor to) {
            try {
                var elements = Arrays.asList((Object[]) ((Array) source).getArray());
                var wanted = to.getElementTypeDescriptor();
                return wanted == null
                        ? elements
                        : elements.stream()
                                .map(e -> service.convert(e, TypeDescriptor.forObject(e), wanted))
                                .toList();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class FromJson implements GenericConverter {
        @Override
        public Set<ConvertiblePair> getConvertibleTypes() {
            return Set.of(new ConvertiblePair(PGobject.class, Object.class));
        }

        @Override
        public Object convert(Object source, TypeDescriptor from, TypeDescriptor to) {
            return JSON.readValue(
                    ((PGobject) source).getValue(),
                    JSON.constructType(to.getResolvableType().getType()));
        }
    }
}
