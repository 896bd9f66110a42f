package org.wufei.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Problem;
import org.wufei.kernel.Scope;

/** 限流: who asks too much waits, and nobody else does. */
class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;

    private final List<Problem> refused = new ArrayList<>();

    /** Three requests at once for a person, two for a stranger, one for a guess at a secret. */
    private final RateLimit limit =
            new RateLimit(3, 0.001, 2, 0.001, 1, 0.001, (request, response, handler, thrown) -> {
                refused.add((Problem) thrown);
                return null;
            });

    private int passed(int tries, String method, String path, String address, String claimed) {
        int passed = 0;
        for (int i = 0; i < tries; i++) {
            var request = new MockHttpServletRequest(method, path);
            request.setRemoteAddr(address);
            if (claimed != null) request.addHeader("X-Forwarded-For", claimed + i);
            var reached = new boolean[1];
            try {
                limit.doFilter(request, new MockHttpServletResponse(), (_, _) -> reached[0] = true);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            if (reached[0]) passed++;
        }
        return passed;
    }

    @Test
    void a_stranger_is_limited_by_address_whatever_address_they_claim_and_a_neighbour_is_not() {
        assertThat(passed(5, "GET", "/api/v1/catalogue/regions", "10.0.0.1", "1.2.3."))
                .isEqualTo(2);
        assertThat(passed(1, "GET", "/api/v1/catalogue/regions", "10.0.0.2", null))
                .isEqualTo(1);
        assertThat(refused).hasSize(3);
        assertThat(refused.getFirst().type()).isEqualTo(CommonProblem.TOO_MANY);
        assertThat((Long) refused.getFirst().facts().get("retryAfterSeconds")).isPositive();
    }

    @Test
    void guesses_at_passwords_links_and_applications_are_counted_together_and_more_strictly() {
        assertThat(passed(1, "POST", "/api/v1/identity/session", "10.0.0.3", null))
                .isEqualTo(1);
        assertThat(passed(1, "POST", "/api/v1/identity/links/abc", "10.0.0.3", null))
                .isZero();
        assertThat(passed(1, "POST", "/api/v1/identity/registrations", "10.0.0.3", null))
                .isZero();
        assertThat(passed(1, "GET", "/api/v1/catalogue/regions", "10.0.0.3", null))
                .isEqualTo(1);
    }

    @Test
    void a_person_is_limited_as_themselves_behind_one_address_with_others() {
        for (int person = 0; person < 2; person++) {
            var caller =
                    new Caller(UUID.randomUUID(), "扎西", null, null, Set.of(), Set.of(), Scope.NONE, Caller.Via.BROWSER);
            assertThat(caller.call(() -> passed(5, "GET", "/api/v1/identity/me", "10.0.0.4", null))
                            .intValue())
                    .isEqualTo(3);
        }
    }

    @Test
    void a_bucket_fills_steadily_and_never_over_its_brim() {
        var buckets = new TokenBuckets(2, 1);
        assertThat(buckets.take("a", 0)).isZero();
        assertThat(buckets.take("a", 0)).isZero();
        assertThat(buckets.take("a", 0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(buckets.take("a", SECOND / 2)).isEqualTo(Duration.ofMillis(500));
        assertThat(buckets.take("a", SECOND)).isZero();
        assertThat(buckets.take("a", 100 * SECOND)).isZero();
        assertThat(buckets.take("a", 100 * SECOND)).isZero();
        assertThat(buckets.take("a", 100 * SECOND)).isNotEqualTo(Duration.ZERO);
    }

    @Test
    void a_flood_of_addresses_does_not_fill_the_memory() {
        var buckets = new TokenBuckets(2, 1);
        for (int i = 0; i < 120_000; i++) buckets.take("10." + i, 0);
        assertThat(buckets.buckets().size()).isLessThan(60_000);
    }
}
