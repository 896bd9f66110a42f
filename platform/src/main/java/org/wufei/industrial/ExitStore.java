package org.wufei.industrial;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wufei.industrial.Exit.Load;
import org.wufei.industrial.Exit.Receipt;
import org.wufei.industrial.Exit.Settlement;
import org.wufei.industrial.Exit.Shipment;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Stage;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The tables of exits and of their steps. */
@Repository
class ExitStore {
    private static final TypeReference<List<Lots.Kept>> LOTS = new TypeReference<>() {};

    private final JdbcClient db;
    private final NamedParameterJdbcOperations batch;
    private final JsonMapper json;

    ExitStore(JdbcClient db, NamedParameterJdbcOperations batch, JsonMapper json) {
        this.db = db;
        this.batch = batch;
        this.json = json;
    }

    /** What a list of exits is narrowed by. {@code side}: {@code out} of the unit, {@code in} to it, or either. */
    record Filter(YardStore.Filter common, UUID receiver, String side, String state, String way) {}

    /** When a document was entered, and by whom. */
    record Stamp(Instant recordedAt, String recordedBy) {}

    /** An exit with when and by whom it was entered. */
    record Row(Exit exit, Stamp stamp) {}

    void insert(Exit exit, Stamp stamp) {
        insert(List.of(new Row(exit, stamp)));
    }

    void insert(List<Row> rows) {
        if (rows.isEmpty()) return;
        var all =
                rows.stream().map(this::values).map(MapSqlParameterSource::new).toList();
        var names = all.getFirst().getValues().keySet().stream().sorted().toList();
        batch.batchUpdate(
                "insert into industrial.exit (" + String.join(", ", names) + ") values ("
                        + String.join(", ", names.stream().map(ExitStore::slot).toList()) + ")",
                all.toArray(MapSqlParameterSource[]::new));
    }

    void update(Exit exit) {
        var values = columns(exit);
        var names = values.keySet().stream()
                .filter(name -> !name.equals("id"))
                .sorted()
                .toList();
        int changed = db.sql("update industrial.exit set "
                        + String.join(
                                ", ",
                                names.stream()
                                        .map(name -> name + " = " + slot(name))
                                        .toList())
                        + " where id = :id")
                .params(values)
                .update();
        if (changed != 1) throw new IllegalStateException("exit " + exit.load().id() + " not there to be changed");
    }

    void step(Exit from, Exit to, String act, String actor, Instant at, String reason) {
        steps(from, List.of(to), act, actor, at, reason);
    }

    /** The same step of many exits. */
    void steps(Exit from, List<? extends Exit> all, String act, String actor, Instant at, String reason) {
        batch.batchUpdate(
                """
                insert into industrial.exit_step (exit_id, version, unit_id, county, receiver_id, from_state, to_state,
                    act, actor, at, reason)
                values (:id, :version, :unit, :county, :receiver, :from, :to, :act, :actor, :at, :reason)
                """,
                all.stream()
                        .map(to -> new MapSqlParameterSource()
                                .addValue("id", to.load().id())
                                .addValue("version", to.version())
                                .addValue("unit", to.load().unit())
                                .addValue("county", to.load().county().digits())
                                .addValue(
                                        "receiver",
                                        to.load().receiver() instanceof Exit.Receiver.Registered registered
                                                ? registered.unit()
                                                : null)
                                .addValue("from", from == null ? "" : from.state())
                                .addValue("to", to.state())
                                .addValue("act", act)
                                .addValue("actor", actor)
                                .addValue("at", YardStore.time(at))
                                .addValue("reason", reason))
                        .toArray(MapSqlParameterSource[]::new));
    }

    /** One step of an exit's life, as its page shows it. */
    record Step(long version, String from, String to, String act, String actor, Instant at, String reason) {}

    List<Step> steps(UUID exit) {
        return db.sql("select * from industrial.exit_step where exit_id = ? order by version")
                .param(exit)
                .query((row, _) -> new Step(
                        row.getLong("version"),
                        row.getString("from_state"),
                        row.getString("to_state"),
                        row.getString("act"),
                        row.getString("actor"),
                        YardStore.time(row, "at"),
                        row.getString("reason")))
                .list();
    }

    Optional<Row> find(UUID id, boolean lock) {
        return db.sql("select * from industrial.exit where id = ?" + (lock ? " for update" : ""))
                .param(id)
                .query(this::row)
                .optional();
    }

    /** Those of a unit under these batch numbers, but for what was taken back. */
    List<Row> find(UUID unit, Collection<String> batchNos) {
        if (batchNos.isEmpty()) return List.of();
        return db.sql(
                        "select * from industrial.exit where unit_id = :unit and batch_no = any(:nos) and state <> 'Voided'")
                .param("unit", unit)
                .param("nos", batchNos.toArray(String[]::new))
                .query(this::row)
                .list();
    }

    Optional<Row> find(UUID unit, String batchNo) {
        return db.sql("select * from industrial.exit where unit_id = ? and batch_no = ? and state <> 'Voided'")
                .params(List.of(unit, batchNo))
                .query(this::row)
                .optional();
    }

    List<Row> list(Filter filter) {
        var common = filter.common();
        return db.sql("""
                        select * from industrial.exit
                        where (:unit::uuid is null or (:side <> 'in' and unit_id = :unit) or (:side <> 'out' and receiver_id = :unit))
                          and (:receiver::uuid is null or receiver_id = :receiver)
                          and (:state::text is null or state = any(string_to_array(:state, ',')))
                          and (:way::text is null or way = any(string_to_array(:way, ',')))
                          and (:waste::text is null or waste = :waste)
                          and (:from::timestamptz is null or shipped_at >= :from) and (:to::timestamptz is null or shipped_at < :to)
                          and (:q::text is null or batch_no ilike :q or plate ilike :q or waste ilike :q or waste_name ilike :q
                               or receiver_name ilike :q or unit_name ilike :q or contract_no ilike :q)
                        """ + common.after().sql("shipped_at", "mass_g"))
                .param("unit", common.unit())
                .param("side", filter.side() == null ? "" : filter.side())
                .param("receiver", filter.receiver())
                .param("state", YardStore.blank(filter.state()))
                .param("way", YardStore.blank(filter.way()))
                .param("waste", YardStore.blank(common.waste()))
                .param("from", YardStore.time(common.from()))
                .param("to", YardStore.time(common.to()))
                .param("q", YardStore.like(common.q()))
                .param("at", common.after().value())
                .param("id", common.after().id())
                .param("limit", common.size() + 1)
                .query(this::row)
                .list();
    }

    private static String slot(String name) {
        return switch (name) {
            case "evidence" -> ":evidence::uuid[]";
            case "lots", "ticket" -> ":" + name + "::jsonb";
            default -> ":" + name;
        };
    }

    private Map<String, Object> values(Row row) {
        var values = columns(row.exit());
        values.put("recorded_at", YardStore.time(row.stamp().recordedAt()));
        values.put("recorded_by", row.stamp().recordedBy());
        return values;
    }

    private Map<String, Object> columns(Exit exit) {
        var load = exit.load();
        var all = new HashMap<String, Object>();
        all.put("id", load.id());
        all.put("version", exit.version());
        all.put("state", exit.state());
        all.put("unit_id", load.unit());
        all.put("unit_name", load.unitName());
        all.put("county", load.county().digits());
        all.put("place_id", load.place());
        all.put("place_name", load.placeName());
        all.put("place_county", load.placeCounty().digits());
        all.put("waste", load.waste().text());
        all.put("waste_name", load.wasteName());
        all.put("mass_g", load.mass().grams());
        all.put("shipped_at", YardStore.time(load.shippedAt()));
        all.put("batch_no", load.batchNo());
        all.put("handler", load.handler());
        all.put("carrier", load.carrier());
        all.put("plate", load.plate());
        all.put("transport", load.transport().name());
        all.put("flow", load.flow().name());
        all.put("way", load.way().name());
        all.put("method", load.method());
        all.put("approval_id", load.approval());
        all.put("contract_no", load.contractNo());
        all.put("ticket_id", load.weighing() == null ? null : load.weighing().id());
        all.put("ticket", load.weighing() == null ? null : json.writeValueAsString(load.weighing()));
        all.put("note", load.note());
        all.put("evidence", YardStore.uuids(load.evidence()));
        all.put("receiver_name", load.receiver().name());
        switch (load.receiver()) {
            case Exit.Receiver.Registered registered -> {
                all.put("receiver_id", registered.unit());
                all.put("receiver_county", registered.county().digits());
                all.put("outside_name", null);
                all.put("outside_province", null);
                all.put("outside_address", null);
            }
            case Exit.Receiver.Outside(var name, var province, var address) -> {
                all.put("receiver_id", null);
                all.put("receiver_county", null);
                all.put("outside_name", name);
                all.put("outside_province", province);
                all.put("outside_address", address);
            }
        }
        switch (exit) {
            case Exit.Draft _ -> all.put("end_reason", null);
            case Exit.Shipped shipped -> shipment(all, shipped.shipment());
            case Exit.Differing it -> receipt(all, it.shipment(), it.receipt(), null);
            case Exit.Received it -> receipt(all, it.shipment(), it.receipt(), it.settlement());
            case Exit.PartlyReceived it -> receipt(all, it.shipment(), it.receipt(), it.settlement());
            case Exit.Refused refused -> {
                shipment(all, refused.shipment());
                all.put("end_reason", refused.reason());
            }
            case Exit.Voided voided -> all.put("end_reason", voided.reason());
        }
        return all;
    }

    private void shipment(Map<String, Object> all, Shipment shipment) {
        all.put("ship_entry_no", shipment.entryNo());
        all.put("booked_month", shipment.booked().atDay(1));
        all.put("lots", json.writeValueAsString(shipment.lots().kept()));
    }

    private void receipt(Map<String, Object> all, Shipment shipment, Receipt receipt, Settlement settlement) {
        shipment(all, shipment);
        all.put("received_at", YardStore.time(receipt.at()));
        all.put("received_g", receipt.accepted().grams());
        all.put("returned_g", receipt.returned().grams());
        all.put("rest_g", receipt.rest().grams());
        all.put("surplus_g", receipt.surplus().grams());
        all.put("into_stage", receipt.into().name());
        all.put("receipt_method", receipt.method());
        all.put("receipt_place_id", receipt.place());
        all.put("receipt_handler", receipt.handler());
        all.put("receipt_ticket_id", receipt.ticket());
        all.put("receipt_note", receipt.note());
        all.put("settled_as", settlement == null ? null : settlement.as().name());
        all.put("settled_reason", settlement == null ? null : settlement.reason());
        all.put("settled_by", settlement == null ? null : settlement.by());
    }

    private Row row(ResultSet row, int no) throws SQLException {
        return new Row(exit(row), new Stamp(YardStore.time(row, "recorded_at"), row.getString("recorded_by")));
    }

    private Exit exit(ResultSet row) throws SQLException {
        var load = load(row);
        long version = row.getLong("version");
        return switch (row.getString("state")) {
            case "Draft" -> new Exit.Draft(load, version);
            case "Shipped" -> new Exit.Shipped(load, version, shipment(row));
            case "Differing" -> new Exit.Differing(load, version, shipment(row), receipt(row));
            case "Received" -> new Exit.Received(load, version, shipment(row), receipt(row), settlement(row));
            case "PartlyReceived" ->
                new Exit.PartlyReceived(load, version, shipment(row), receipt(row), settlement(row));
            case "Refused" -> new Exit.Refused(load, version, shipment(row), row.getString("end_reason"));
            case "Voided" -> new Exit.Voided(load, version, row.getString("end_reason"));
            case String other -> throw new IllegalStateException("unknown exit state " + other);
        };
    }

    private Load load(ResultSet row) throws SQLException {
        var receiverId = row.getObject("receiver_id", UUID.class);
        var ticket = row.getString("ticket");
        return new Load(
                row.getObject("id", UUID.class),
                row.getObject("unit_id", UUID.class),
                row.getString("unit_name"),
                new RegionCode(row.getString("county")),
                row.getObject("place_id", UUID.class),
                row.getString("place_name"),
                new RegionCode(row.getString("place_county")),
                new WasteCode(row.getString("waste")),
                row.getString("waste_name"),
                new Mass(row.getLong("mass_g")),
                YardStore.time(row, "shipped_at"),
                row.getString("batch_no"),
                row.getString("handler"),
                row.getString("carrier"),
                row.getString("plate"),
                Exit.Transport.valueOf(row.getString("transport")),
                receiverId == null
                        ? new Exit.Receiver.Outside(
                                row.getString("outside_name"),
                                row.getString("outside_province"),
                                row.getString("outside_address"))
                        : new Exit.Receiver.Registered(
                                receiverId,
                                row.getString("receiver_name"),
                                new RegionCode(row.getString("receiver_county"))),
                Exit.FlowType.valueOf(row.getString("flow")),
                Exit.Way.valueOf(row.getString("way")),
                row.getString("method"),
                row.getObject("approval_id", UUID.class),
                row.getString("contract_no"),
                ticket == null ? null : json.readValue(ticket, Exit.Weighing.class),
                row.getString("note"),
                YardStore.uuids(row, "evidence"));
    }

    private Shipment shipment(ResultSet row) throws SQLException {
        return new Shipment(
                row.getLong("ship_entry_no"),
                YearMonth.from(row.getObject("booked_month", LocalDate.class)),
                Lots.of(json.readValue(row.getString("lots"), LOTS)));
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                YardStore.time(row, "received_at"),
                new Mass(row.getLong("received_g")),
                new Mass(row.getLong("returned_g")),
                new Mass(row.getLong("rest_g")),
                new Mass(row.getLong("surplus_g")),
                Stage.valueOf(row.getString("into_stage")),
                row.getString("receipt_method"),
                row.getObject("receipt_place_id", UUID.class),
                row.getString("receipt_handler"),
                row.getObject("receipt_ticket_id", UUID.class),
                row.getString("receipt_note"));
    }

    private static Settlement settlement(ResultSet row) throws SQLException {
        var as = row.getString("settled_as");
        return as == null
                ? null
                : new Settlement(
                        Settlement.As.valueOf(as), row.getString("settled_reason"), row.getString("settled_by"));
    }
}
