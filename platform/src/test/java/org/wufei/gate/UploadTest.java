package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.wufei.registry.Registry;
import org.wufei.testkit.As;
import org.wufei.testkit.Firms;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class UploadTest {
    @Autowired
    As as;

    @Autowired
    Registry registry;

    @Test
    void two_hundred_megabytes_are_refused_with_a_sentence_and_the_next_request_goes_on() {
        var clerk = as.clerk(Firms.inGar(registry).id());
        long bytes = 200L * 1024 * 1024;
        var block = ByteBuffer.allocate(64 * 1024);
        var body = BodyPublishers.fromPublisher(
                BodyPublishers.ofByteArrays(() -> Collections.nCopies((int) (bytes / block.capacity()), block.array())
                        .iterator()),
                bytes);
        var refused = clerk.send(
                "POST", "/api/v1/evidence", body, List.of("Content-Type", "multipart/form-data; boundary=b"));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.problem()).isEqualTo("common/too-large");
        assertThat(refused.json().get("title").asString()).contains("过大");
        assertThat(clerk.get("/api/v1/industrial/tickets").status()).isEqualTo(200);
    }
}
