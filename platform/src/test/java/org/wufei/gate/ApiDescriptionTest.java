package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;

/**
 * The description of the API is made from the handlers by this test, committed, and served as it is: nothing is computed at
 * start. {@code -Dgolden=write} renews it.
 */
@WufeiTest
class ApiDescriptionTest {
    static final Path FILE = Path.of("../docs/openapi.json");

    @Autowired
    OpenApiWebMvcResource springdoc;

    @Autowired
    As as;

    @Test
    void the_committed_description_is_what_the_handlers_are() throws IOException {
        var json = new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
        var described =
                json.readTree(springdoc.openapiJson(new MockHttpServletRequest(), "/v3/api-docs", Locale.CHINA));
        var text = json.writerWithDefaultPrettyPrinter()
                        // as maps, so that names stand in one order, whatever order reflection gives
                        .writeValueAsString(json.treeToValue(described, Object.class))
                + "\n";
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, text);
        }
        assertThat(text).as("renew with ./wufei client").isEqualTo(Files.readString(FILE));
        assertThat(described.at("/openapi").asText()).startsWith("3.1");
    }

    @Test
    void anyone_may_read_the_description() {
        var reply = as.stranger().get("/api/v1/openapi.json");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().get("paths").has("/api/v1/identity/me")).isTrue();
    }
}
