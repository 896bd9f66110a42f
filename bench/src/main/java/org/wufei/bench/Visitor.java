package org.wufei.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person signed in to the platform over HTTP, as the demo's accounts are. */
final class Visitor {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PASSWORD = "Wufei-demo-2026";
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final String cookies;
    private final String csrf;

    Visitor(String url, String login) throws IOException, InterruptedException {
        this.url = url;
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/api/v1/identity/session"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("login", login, "password", PASSWORD))))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        require(answer);
        cookies = String.join(
                "; ",
                answer.headers().allValues("Set-Cookie").stream()
                        .map(line -> line.split(";", 2)[0])
                        .toList());
        csrf = JSON.readTree(answer.body()).path("csrf").asString();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(ask(path).body());
    }

    /** Milliseconds from the request to the whole answer. */
    double time(String path) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ask(path);
        return (System.nanoTime() - start) / 1e6;
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return require(http.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofString()));
    }

    JsonNode post(String path) throws IOException, InterruptedException {
        return JSON.readTree(require(http.send(
                        request(path).POST(HttpRequest.BodyPublishers.noBody()).build(),
                        HttpResponse.BodyHandlers.ofString()))
                .body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Cookie", cookies)
                .header("X-CSRF-Token", csrf);
    }

    private static HttpResponse<String> require(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() < 300) return answer;
        throw new IOException(answer.request().uri().getPath() + " → " + answer.statusCode() + " " + answer.body());
    }

    /** The value below which 95 of 100 lie. */
    static double p95(List<Double> times) {
        return percentile(times, 0.95);
    }

    static double percentile(List<Double> times, double part) {
        var sorted = times.stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, (int) Math.ceil(sorted.size() * part) - 1));
    }
}
