package org.wufei.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 个人信息加密: what is sealed is bound to its row, shows when it was touched, and outlives a change of keys. */
class SecretsTest {
    private static final String NUMBER = "54252319900101123X";

    @TempDir
    Path folder;

    private Secrets secrets() {
        return new Secrets(folder.resolve("keys.properties").toString());
    }

    @Test
    void a_number_comes_back_after_a_new_start_and_never_looks_the_same_twice() {
        var row = UUID.randomUUID();
        var secrets = secrets();
        var sealed = secrets.seal(NUMBER, row);
        assertThat(secrets.seal(NUMBER, row)).isNotEqualTo(sealed);
        assertThat(secrets().open(sealed, row)).isEqualTo(NUMBER);
    }

    @Test
    void a_byte_changed_anywhere_or_a_move_to_another_row_is_noticed() {
        var row = UUID.randomUUID();
        var secrets = secrets();
        var sealed = secrets.seal(NUMBER, row);
        assertThatIllegalStateException().isThrownBy(() -> secrets.open(sealed, UUID.randomUUID()));
        for (int i = 0; i < sealed.length; i++) {
            var touched = sealed.clone();
            touched[i] ^= 1;
            assertThatIllegalStateException().as("byte " + i).isThrownBy(() -> secrets.open(touched, row));
        }
    }

    @Test
    void after_a_change_of_keys_the_old_ones_still_open_what_backups_hold_and_new_things_take_the_newest() {
        var row = UUID.randomUUID();
        var secrets = secrets();
        var before = secrets.seal(NUMBER, row);
        assertThat(secrets.rotate()).isEqualTo(2);
        var after = secrets.seal(NUMBER, row);
        assertThat(secrets.newest(before)).isFalse();
        assertThat(secrets.newest(after)).isTrue();
        assertThat(secrets().open(before, row)).isEqualTo(NUMBER);
        assertThat(secrets().open(after, row)).isEqualTo(NUMBER);
    }

    @Test
    void the_keys_are_their_owners_only_and_without_them_nothing_opens() throws IOException {
        var row = UUID.randomUUID();
        var sealed = secrets().seal(NUMBER, row);
        var file = folder.resolve("keys.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.delete(file);
        assertThatIllegalStateException().isThrownBy(() -> secrets().open(sealed, row));
    }
}
