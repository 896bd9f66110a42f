package org.wufei.identity;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Binds an authenticator to an official of a test, sealed as the real one is, so that they may work at once. */
@Component
public class Enrolment {
    private final Secrets secrets;
    private final JdbcClient db;

    Enrolment(Secrets secrets, JdbcClient db) {
        this.secrets = secrets;
        this.db = db;
    }

    /** Within the caller's transaction; nothing for people of firms, from whom none is asked. */
    public void of(UUID person) {
        db.sql("update identity.person set totp_secret = ?, totp_confirmed_at = now() where id = ? and unit_id is null")
                .params(secrets.sealBytes(new byte[20], person), person)
                .update();
    }
}
