package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;

/** What a browser is told about every answer, so that a mistake in a page harms nobody. */
@WufeiTest
class HeadersTest {
    @Autowired
    As as;

    @Test
    void every_kind_of_answer_forbids_frames_foreign_scripts_and_guessing_at_types() {
        var clerk = as.clerk(UUID.randomUUID());
        var answers = new LinkedHashMap<String, As.Reply>();
        answers.put("a page", as.stranger().get("/leader"));
        answers.put("data", clerk.get("/api/v1/identity/me"));
        answers.put("the description", as.stranger().get("/api/v1/openapi.json"));
        answers.put("nobody signed in", as.stranger().get("/api/v1/identity/me"));
        answers.put("not allowed", clerk.get("/api/v1/catalogue/nothing"));
        answers.put("without the header of a write", clerk.delete("/api/v1/identity/sessions", "X-CSRF-Token", "x"));
        answers.put("no such thing", as.stranger().get("/api/v1/nothing"));
        answers.put("bad input", clerk.post("/api/v1/industrial/generations", "{"));
        answers.put("no such file", as.stranger().get("/assets/nothing.js"));
        answers.forEach((what, answer) -> {
            assertThat(answer.header("X-Content-Type-Options")).as(what).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).as(what).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).as(what).isEqualTo("same-origin");
            assertThat(answer.header("Permissions-Policy")).as(what).contains("microphone=()");
            assertThat(answer.header("Content-Security-Policy"))
                    .as(what)
                    .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'", "object-src 'none'")
                    .doesNotContain("unsafe-eval")
                    .doesNotContain("http");
            assertThat(answer.header("Server")).as(what).isNull();
            assertThat(answer.text()).as(what).doesNotContain("Exception").doesNotContain("org.wufei");
        });
        assertThat(answers.get("data").header("Cache-Control")).contains("no-store");
    }

    @Test
    void what_cannot_even_be_read_as_a_request_is_told_so_and_says_nothing_about_the_server() throws IOException {
        for (var line : new String[] {"GET /%zz HTTP/1.1", "GET /a\\b HTTP/1.1", "G@T / HTTP/1.1"}) {
            var answer = raw(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer)
                    .as(line)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json")
                    .contains("X-Content-Type-Options: nosniff")
                    .doesNotContain("Tomcat")
                    .doesNotContain("Exception");
        }
        assertThat(raw("TRACE / HTTP/1.1\r\nHost: localhost\r\nX-Secret: 1\r\nConnection: close\r\n\r\n"))
                .as("nothing is echoed")
                .doesNotContain("X-Secret");
    }

    private String raw(String request) throws IOException {
        var to = as.uri("/");
        try (var socket = new Socket(to.getHost(), to.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void the_one_page_runs_no_script_that_the_policy_would_have_to_allow_by_name() throws IOException {
        var page = Files.readString(Path.of("../web/index.html"));
        assertThat(page).contains("<script");
        assertThat(Pattern.compile("<script(?![^>]*\\bsrc=)[^>]*>")
                        .matcher(page)
                        .find())
                .as("inline script")
                .isFalse();
        assertThat(Pattern.compile("\\son\\w+=").matcher(page).find())
                .as("inline handler")
                .isFalse();
        assertThat(Pattern.compile("(?:src|href)=\"(?:https?:)?//")
                        .matcher(page)
                        .find())
                .as("anything from elsewhere")
                .isFalse();
    }

    @Test
    void a_request_of_another_site_cannot_use_the_cookie_and_is_given_no_permission_to_read() {
        var clerk = as.clerk(UUID.randomUUID());
        var asked = clerk.send(
                "OPTIONS",
                "/api/v1/identity/sessions",
                null,
                "X-Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "DELETE");
        assertThat(asked.headers().keySet())
                .noneMatch(name -> name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-allow"));
        var form = clerk.send(
                "POST",
                "/api/v1/identity/delegations",
                "taker=1",
                "Content-Type",
                "application/x-www-form-urlencoded",
                "X-CSRF-Token",
                "");
        assertThat(form.problem()).isEqualTo("common/csrf");
        assertThat(Map.of("status", form.status())).containsEntry("status", 403);
    }
}
