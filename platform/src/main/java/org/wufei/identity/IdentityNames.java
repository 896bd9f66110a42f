package org.wufei.identity;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wufei.audit.ObjectNames;

/** How this module's objects are called where the audit names them. */
@Component
class IdentityNames implements ObjectNames {
    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "identity.person",
                        "identity.person.read",
                        "select id, name from identity.person where id = any(:ids)"),
                new Kind(
                        "identity.organisation",
                        "identity.organisation.read",
                        "select id, name from identity.organisation where id = any(:ids)"),
                new Kind(
                        "identity.client",
                        "identity.client.manage",
                        "select id, name from identity.api_client where id = any(:ids)"),
                new Kind(
                        "identity.application",
                        "identity.application.read",
                        "select id, name from identity.application where id = any(:ids)"));
    }
}
