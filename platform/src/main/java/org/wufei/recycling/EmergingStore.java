package org.wufei.recycling;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;
import org.wufei.recycling.Emerging.Channel;
import org.wufei.recycling.Emerging.Duty;
import org.wufei.recycling.Emerging.Item;

@Component
class EmergingStore {
    private final JdbcClient db;

    EmergingStore(JdbcClient db) {
        this.db = db;
    }

    Optional<UUID> insert(Emerging.ProducerBody producer) {
        return db.sql("""
                insert into recycling.producer (name, unit_id, county, item, year, sold_pieces, target_percent)
                values (:name, :unitId, :county, :item, :year, :soldPieces, :targetPercent)
                on conflict (name, item, year) do nothing returning id
                """).params(Rows.params(producer)).query(UUID.class).optional();
    }

    private static final String DUTY = "p.*, recycling.recovered(p.name, p.item, p.year) as recovered_pieces";

    Page<Duty> duties(Emerging.Kind item, Integer year, Asked asked) {
        return Rows.page(
                db,
                DUTY,
                """
                recycling.producer p where (cast(:item as text) is null or item = :item)
                    and (cast(:year as int) is null or year = :year) and (cast(:q as text) is null or name ilike :q)
                """,
                asked.order(Map.of("name", "name", "year", "year", "soldPieces", "sold_pieces"), "year desc, name"),
                Rows.params("item", item, "year", year, "q", asked.pattern()),
                asked,
                Duty.class);
    }

    Optional<Duty> duty(UUID id) {
        return db.sql("select " + DUTY + " from recycling.producer p where id = :id")
                .param("id", id)
                .query(Rows.of(Duty.class))
                .optional();
    }

    List<Duty> dutiesBefore(int year) {
        return db.sql("select " + DUTY + " from recycling.producer p where year < :year order by id")
                .param("year", year)
                .query(Rows.of(Duty.class))
                .list();
    }

    List<Emerging.ProducerName> producerNames(Emerging.Kind item) {
        return db.sql("""
                select * from recycling.producer_names() where cast(:item as text) is null or item = :item order by year desc, name
                """)
                .params(Rows.params("item", item))
                .query(Rows.of(Emerging.ProducerName.class))
                .list();
    }

    boolean producerKnown(UUID id, Emerging.Kind item) {
        return producerNames(item).stream().anyMatch(producer -> producer.id().equals(id));
    }

    Channel insert(Channel channel) {
        return db.sql("""
                insert into recycling.channel (name, item, county, from_unit_id, to_unit_id, carrier, valid_from, valid_to,
                    agreement, evidence)
                values (:name, :item, :county, :fromUnitId, :toUnitId, :carrier, :validFrom, :validTo, :agreement,
                    cast(:evidence as uuid[])) returning *
                """)
                .params(Rows.params(channel))
                .query(Rows.of(Channel.class))
                .single();
    }

    Optional<Channel> channel(UUID id) {
        return db.sql("select * from recycling.channel where id = :id")
                .param("id", id)
                .query(Rows.of(Channel.class))
                .optional();
    }

    List<Channel> channelsFrom(UUID unit) {
        return db.sql("select * from recycling.channel where from_unit_id = :unit order by name, id")
                .param("unit", unit)
                .query(Rows.of(Channel.class))
                .list();
    }

    Page<Channel> channels(Emerging.Kind item, UUID unit, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                recycling.channel where (cast(:item as text) is null or item = :item)
                    and (cast(:unit as uuid) is null or :unit in (from_unit_id, to_unit_id))
                    and (cast(:q as text) is null or name ilike :q or agreement ilike :q)
                """,
                asked.order(Map.of("name", "name", "validTo", "valid_to"), "id desc"),
                Rows.params("item", item, "unit", unit, "q", asked.pattern()),
                asked,
                Channel.class);
    }

    Optional<Item> insert(Item item) {
        return db.sql("""
                insert into recycling.item (code, item, unit_id, county, place_id, waste, producer_id, model, pieces, mass_g,
                    factor_g, mass_source, retired_on, evidence, state_on)
                values (:code, :item, :unitId, :county, :placeId, :waste, :producerId, :model, :pieces, :massG,
                    :factorG, :massSource, :retiredOn, cast(:evidence as uuid[]), :retiredOn)
                on conflict (code) where state <> 'VOIDED' do nothing returning *
                """).params(Rows.params(item)).query(Rows.of(Item.class)).optional();
    }

    Item update(Item item) {
        return db.sql("""
                update recycling.item set state = :state, state_on = :stateOn, channel_id = :channelId, receiver_id = :receiverId,
                    receiver_place_id = :receiverPlaceId, entry_no = :entryNo
                where id = :id returning *
                """).params(Rows.params(item)).query(Rows.of(Item.class)).single();
    }

    List<Item> sentBefore(LocalDate day) {
        return db.sql("select * from recycling.item where state = 'SENT' and state_on < :day order by id")
                .param("day", day)
                .query(Rows.of(Item.class))
                .list();
    }

    Optional<Item> item(UUID id, boolean lock) {
        return db.sql("select * from recycling.item where id = :id" + (lock ? " for update" : ""))
                .param("id", id)
                .query(Rows.of(Item.class))
                .optional();
    }

    Page<Item> items(Emerging.Kind item, UUID unit, RegionCode county, Emerging.State state, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                recycling.item where (cast(:item as text) is null or item = :item)
                    and (cast(:unit as uuid) is null or :unit in (unit_id, receiver_id))
                    and (cast(:county as text) is null or county = :county)
                    and (cast(:state as text) is null or state = :state)
                    and (cast(:q as text) is null or code ilike :q or model ilike :q)
                """,
                asked.order(
                        Map.of(
                                "code",
                                "code",
                                "retiredOn",
                                "retired_on",
                                "massG",
                                "mass_g",
                                "pieces",
                                "pieces",
                                "state",
                                "state"),
                        "id desc"),
                Rows.params("item", item, "unit", unit, "county", county, "state", state, "q", asked.pattern()),
                asked,
                Item.class);
    }
}
