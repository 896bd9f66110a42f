package org.wufei.gate;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.method.HandlerMethod;
import org.wufei.kernel.Allow;
import org.wufei.kernel.AllowAnyone;
import org.wufei.kernel.AllowSignedIn;
import org.wufei.kernel.CreditCode;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Unkeyed;
import org.wufei.kernel.WasteCode;

/** How the handlers become the API description: names by module, rules, keys, problems. For the build only. */
@Configuration(proxyBeanMethods = false)
@SuppressWarnings({"rawtypes", "unchecked"}) // the model's own types are raw
class ApiDescription {
    private static final Set<String> READS = Set.of("get", "head");
    private static final String PROBLEM = "Problem";
    private static final Set<String> SHARED = shared();

    static {
        SpringDocUtils.getConfig()
                .replaceWithSchema(Mass.class, text("whole grams", "\\d{1,19}", "12500000"))
                .replaceWithSchema(RegionCode.class, text("行政区划代码", "\\d{6}(\\d{3}(\\d{3})?)?", "542523"))
                .replaceWithSchema(CreditCode.class, text("统一社会信用代码", "[0-9A-HJ-NPQRTUWXY]{18}", "91542500MA6T1K2P0X"))
                .replaceWithSchema(WasteCode.class, text("废物代码", null, "900-099-S12"))
                .replaceWithSchema(YearMonth.class, text("月份", "\\d{4}-\\d{2}", "2026-11"))
                .replaceWithSchema(tools.jackson.databind.JsonNode.class, new Schema<>().description("any JSON"));
    }

    private static Schema<?> text(String description, String pattern, String example) {
        var schema = new Schema<String>();
        schema.addType("string");
        schema.type("string").description(description).pattern(pattern).example(example);
        return schema;
    }

    /** {@code IdentityPerson}, {@code IndustrialExit}: a simple name alone would make two modules' types one. */
    @Bean
    ModelResolver modelResolver(ObjectMapperProvider mappers) {
        return new ModelResolver(mappers.jsonMapper(), new TypeNameResolver() {
                    @Override
                    protected String nameForClass(Class<?> type, Set<Options> options) {
                        return name(type);
                    }

                    @Override
                    protected String nameForClass(JavaType type, Set<Options> options) {
                        return name(type.getRawClass());
                    }
                })
                .openapi31(true);
    }

    private static String name(Class<?> type) {
        var parts = type.getName().split("\\.");
        var simple = type.getSimpleName();
        if (!type.getName().startsWith("org.wufei.") || parts[2].equals("kernel")) return simple;
        var module = Character.toUpperCase(parts[2].charAt(0)) + parts[2].substring(1);
        // several classes of one module have a Body: then the class that holds it comes first
        if (type.getEnclosingClass() != null && SHARED.contains(parts[2] + "." + simple))
            simple = type.getEnclosingClass().getSimpleName() + simple;
        return simple.startsWith(module) ? simple : module + simple;
    }

    /** Simple names that a module gives to more than one class. */
    private static Set<String> shared() {
        try {
            var once = new HashSet<String>();
            var again = new HashSet<String>();
            for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:org/wufei/*/*.class")) {
                var path = file.getURL().getPath().split("/");
                var names = path[path.length - 1].replace(".class", "").split("\\$");
                var name = path[path.length - 2] + "." + names[names.length - 1];
                if (!once.add(name)) again.add(name);
            }
            return again;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Bean
    GlobalOperationCustomizer ruleOfOperation() {
        return (operation, handler) -> {
            rule(operation, handler);
            var module = handler.getBeanType().getPackageName().split("\\.")[2];
            operation.setTags(List.of(module));
            operation.setOperationId(null);
            operation.setSummary(Spoken.of(handler.getMethod()));
            return operation;
        };
    }

    private static void rule(Operation operation, HandlerMethod handler) {
        Annotation open = handler.getMethodAnnotation(AllowAnyone.class);
        if (open != null) {
            operation.addExtension("x-permission", "anyone");
            operation.setSecurity(List.of());
        } else if (handler.hasMethodAnnotation(AllowSignedIn.class)) {
            operation.addExtension("x-permission", "signed-in");
        } else {
            var allow = handler.getMethodAnnotation(Allow.class);
            operation.addExtension("x-permission", allow == null ? "none" : String.join(" | ", allow.value()));
        }
        if (handler.hasMethodAnnotation(Unkeyed.class)) operation.addExtension("x-unkeyed", true);
    }

    @Bean
    GlobalOpenApiCustomizer wholeDescription() {
        return api -> {
            api.info(new Info()
                    .title("Wufei 无废")
                    .version("1")
                    .description(
                            "Supervision of solid waste. Masses are strings of whole grams; times are RFC 3339; days are Beijing days. "
                                    + "Every write carries Idempotency-Key and, from a browser, X-CSRF-Token; changes carry If-Match. "
                                    + "Every refusal is a problem of RFC 9457, listed in docs/problems.md.")
                    .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
            api.setServers(List.of(new io.swagger.v3.oas.models.servers.Server().url("/")));
            api.getComponents()
                    .addSecuritySchemes(
                            "session",
                            new SecurityScheme()
                                    .type(SecurityScheme.Type.APIKEY)
                                    .in(SecurityScheme.In.COOKIE)
                                    .name("wufei_session"))
                    .addSecuritySchemes(
                            "token",
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
            api.addSecurityItem(new SecurityRequirement().addList("session"))
                    .addSecurityItem(new SecurityRequirement().addList("token"));
            api.getComponents().addSchemas(PROBLEM, problem());
            var paths = new io.swagger.v3.oas.models.Paths();
            new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
            api.setPaths(paths);
            paths.forEach((path, item) -> item.readOperationsMap()
                    .forEach((method, operation) -> operation(method.name().toLowerCase(), operation)));
            api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
            required(api);
            examples(api);
            api.setTags(null);
        };
    }

    private static void operation(String method, Operation operation) {
        if (operation.getParameters() != null)
            operation.getParameters().removeIf(p -> "If-Match".equals(p.getName()) && READS.contains(method));
        boolean keyed = !READS.contains(method)
                && (operation.getExtensions() == null
                        || !operation.getExtensions().containsKey("x-unkeyed"));
        if (keyed) {
            operation.addParametersItem(new Parameter()
                    .in("header")
                    .name("Idempotency-Key")
                    .required(false)
                    .description("required; a fresh one for each submit, the same one for its retries")
                    .schema(text("key", null, "018f5b0e-7c5e-7b0a-9f51-0b6b6f1f3c11")));
        }
        operation
                .getResponses()
                .addApiResponse(
                        "default",
                        new ApiResponse()
                                .description("a refusal (RFC 9457)")
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>()
                                                                .$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static Schema<?> problem() {
        var field = object("field", "code", "message");
        var fields = new Schema<Object>();
        fields.addType("array");
        fields.setItems(field);
        fields.setDescription("the places of the input that are wrong");
        var problem = object("type", "title", "instance");
        var status = new Schema<Integer>();
        status.addType("integer");
        problem.addProperty("status", status);
        problem.addProperty("fields", fields);
        problem.setAdditionalProperties(true);
        problem.setRequired(List.of("status", "title", "type"));
        problem.setExample(new TreeMap<>(Map.of(
                "type",
                "/problems/common/input-invalid",
                "title",
                "填写内容有误，请按提示逐项改正",
                "status",
                422,
                "instance",
                "/api/v1/…")));
        return problem;
    }

    private static Schema<Object> object(String... texts) {
        var schema = new Schema<Object>();
        schema.addType("object");
        for (var name : texts) {
            var text = new Schema<Object>();
            text.addType("string");
            schema.addProperty(name, text);
        }
        schema.setRequired(new ArrayList<>(List.of(texts)));
        return schema;
    }

    /** What only answers carry is always there; what a request carries is required where its validation says so. */
    private static void required(OpenAPI api) {
        var asked = new HashSet<String>();
        var queue = new ArrayDeque<String>();
        api.getPaths()
                .values()
                .forEach(item -> item.readOperations().forEach(operation -> {
                    if (operation.getRequestBody() != null
                            && operation.getRequestBody().getContent() != null) {
                        operation
                                .getRequestBody()
                                .getContent()
                                .values()
                                .forEach(media -> references(media.getSchema(), queue));
                    }
                }));
        var schemas = api.getComponents().getSchemas();
        while (!queue.isEmpty()) {
            var name = queue.poll();
            if (asked.add(name) && schemas.containsKey(name)) references(schemas.get(name), queue);
        }
        schemas.forEach((name, schema) -> {
            if (asked.contains(name) || name.equals(PROBLEM) || schema.getProperties() == null) return;
            schema.setRequired(
                    new ArrayList<>(new TreeMap<>(new LinkedHashMap<String, Object>(properties(schema))).keySet()));
        });
    }

    /** Each body of a request with an example of what the fields look like. */
    private static void examples(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        api.getPaths()
                .values()
                .forEach(item -> item.readOperations().forEach(operation -> {
                    if (operation.getRequestBody() == null
                            || operation.getRequestBody().getContent() == null) return;
                    var media = operation.getRequestBody().getContent().get("application/json");
                    if (media != null && media.getSchema() != null && media.getExample() == null)
                        media.setExample(Examples.of(media.getSchema(), schemas));
                }));
    }

    private static Map<String, Schema> properties(Schema schema) {
        return schema.getProperties();
    }

    private static void references(Schema schema, ArrayDeque<String> into) {
        if (schema == null) return;
        if (schema.get$ref() != null)
            into.add(schema.get$ref().substring(schema.get$ref().lastIndexOf('/') + 1));
        references(schema.getItems(), into);
        if (schema.getAdditionalProperties() instanceof Schema more) references(more, into);
        if (schema.getProperties() != null)
            ((Map<String, Schema>) schema.getProperties()).values().forEach(p -> references(p, into));
        for (var part : List.of(or(schema.getAllOf()), or(schema.getOneOf()), or(schema.getAnyOf())))
            ((List<Schema>) part).forEach(p -> references(p, into));
    }

    private static List<?> or(List<?> list) {
        return list == null ? List.of() : list;
    }
}
