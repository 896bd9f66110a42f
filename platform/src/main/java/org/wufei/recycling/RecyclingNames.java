package org.wufei.recycling;

import java.util.List;
import org.springframework.stereotype.Component;
import org.wufei.audit.ObjectNames;

/** How this module's objects are called where the audit names them. */
@Component
class RecyclingNames implements ObjectNames {
    @Override
    public List<Kind> kinds() {
        return List.of(
                new Kind(
                        "recycling.vehicle",
                        "recycling.read",
                        "select id, plate from recycling.vehicle where id = any(:ids)"),
                new Kind(
                        "recycling.dismantling",
                        "recycling.read",
                        "select id, happened_on::text from recycling.dismantling where id = any(:ids)"),
                new Kind(
                        "recycling.item", "recycling.read", "select id, code from recycling.item where id = any(:ids)"),
                new Kind(
                        "recycling.channel",
                        "recycling.read",
                        "select id, name from recycling.channel where id = any(:ids)"),
                new Kind(
                        "recycling.producer",
                        "recycling.read",
                        "select id, name from recycling.producer where id = any(:ids)"),
                new Kind(
                        "recycling.product",
                        "recycling.read",
                        "select id, name from recycling.product where id = any(:ids)"),
                new Kind(
                        "recycling.sludge-day",
                        "recycling.read",
                        "select id, happened_on::text from recycling.sludge_day where id = any(:ids)"),
                new Kind(
                        "recycling.sludge-drying",
                        "recycling.read",
                        "select id, happened_on::text from recycling.sludge_drying where id = any(:ids)"),
                new Kind(
                        "recycling.sludge-delivery",
                        "recycling.read",
                        "select id, happened_on::text from recycling.sludge_delivery where id = any(:ids)"));
    }
}
