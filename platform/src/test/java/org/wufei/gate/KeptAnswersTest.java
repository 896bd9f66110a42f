package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wufei.testkit.As;
import org.wufei.testkit.WufeiTest;

/** An answer is kept for a retry, and for nobody who reads the database or a backup of it. */
@WufeiTest
class KeptAnswersTest {
    private static final String IDENTITY = "/api/v1/identity";

    @Autowired
    As as;

    @Autowired
    JdbcClient db;

    @Test
    void a_one_time_link_comes_again_to_whoever_sends_again_and_lies_open_nowhere() {
        var administrator = as.administrator();
        var clerk = as.clerk(UUID.randomUUID());
        var path = IDENTITY + "/people/" + clerk.id + "/link";
        var key = UUID.randomUUID().toString();
        var first = administrator.post(path, Map.of(), "Idempotency-Key", key);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        var token = first.json().get("link").asString().replace("/link/", "");
        var again = administrator.post(path, Map.of(), "Idempotency-Key", key);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");

        var kept = db.sql("select * from gate.answer where caller = ?")
                .param(administrator.id)
                .query()
                .singleRow();
        assertThat(kept).containsEntry("request", "POST " + path);
        for (var value : kept.values()) {
            var text = value instanceof byte[] bytes
                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                    : String.valueOf(value);
            assertThat(text).doesNotContain(token).doesNotContain(key);
        }
    }

    @Test
    void nothing_kept_of_a_new_password_lets_anyone_try_words_against_it() throws Exception {
        var clerk = as.clerk(UUID.randomUUID());
        var body = "{\"old\":\"" + As.PASSWORD + "\",\"password\":\"Fresh-snow-4700\"}";
        assertThat(clerk.put(IDENTITY + "/me/password", body).status()).isEqualTo(204);
        var digest = db.sql("select digest from gate.answer where caller = ?")
                .param(clerk.id)
                .query(byte[].class)
                .single();
        assertThat(digest)
                .isNotEqualTo(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void an_answer_changed_by_hand_is_not_given_as_ours() {
        var seal = new KeySeal(UUID.randomUUID(), "k");
        var sealed = seal.seal("{}".getBytes(StandardCharsets.UTF_8));
        assertThat(seal.open(sealed)).asString().isEqualTo("{}");
        sealed[sealed.length - 1] ^= 1;
        org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(() -> seal.open(sealed));
    }
}
