package org.wufei.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Short-1",
                "zhaxi-2026-A",
                "aaaaaaaaaaaaaaaaaaaa",
                "Password2026!",
                "Admin@2026!!",
                "P@ssw0rd2026",
                "1qaz2wsx3E",
                "onlylowercase",
                "1234567890-12"
            })
    void a_password_that_is_short_ones_own_name_common_or_of_one_kind_is_refused(String password) {
        assertThat(Passwords.strong("zhaxi", password)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Fresh-snow-4700", "一句只有您知道的话-2026", "correct horse battery staple", "བཀྲ་ཤིས་བདེ་ལེགས་༢༠༢༦"})
    void a_sentence_in_any_script_is_taken(String password) {
        assertThat(Passwords.strong("zhaxi", password)).isTrue();
    }

    @Test
    void a_password_is_kept_as_argon2id_of_nineteen_mebibytes_and_checked_where_there_is_no_such_person_too() {
        var passwords = new Passwords();
        var hash = passwords.hash("Fresh-snow-4700");
        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.hash("Fresh-snow-4700")).isNotEqualTo(hash);
        assertThat(passwords.matches("Fresh-snow-4700", hash)).isTrue();
        assertThat(passwords.matches("Fresh-snow-4701", hash)).isFalse();
        assertThat(passwords.matches("Fresh-snow-4700", null)).isFalse();
        assertThat(passwords.matches("x".repeat(100_000), hash)).isFalse();
    }

    @Test
    void each_further_failure_doubles_the_wait_up_to_half_an_hour() {
        assertThat(Sessions.backOff(5)).isEqualTo(Duration.ofSeconds(30));
        assertThat(Sessions.backOff(6)).isEqualTo(Duration.ofSeconds(60));
        assertThat(Sessions.backOff(9)).isEqualTo(Duration.ofMinutes(8));
        assertThat(Sessions.backOff(11)).isEqualTo(Duration.ofMinutes(30));
        assertThat(Sessions.backOff(1_000_000)).isEqualTo(Duration.ofMinutes(30));
    }
}
