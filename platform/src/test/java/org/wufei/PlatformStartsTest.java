package org.wufei;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.wufei.testkit.WufeiTest;

@WufeiTest
class PlatformStartsTest {
    @Autowired
    JdbcClient db;

    @Test
    void a_connection_that_set_no_scope_sees_nothing() {
        assertThat(db.sql("select wufei.sees_all()").query(Boolean.class).single())
                .isFalse();
    }
}
