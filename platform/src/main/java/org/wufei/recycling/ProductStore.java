package org.wufei.recycling;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Page;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.Rows;

@Component
class ProductStore {
    private final JdbcClient db;

    ProductStore(JdbcClient db) {
        this.db = db;
    }

    List<Products.Benefit> benefits() {
        return db.sql("select * from recycling.benefit order by code")
                .query(Rows.of(Products.Benefit.class))
                .list();
    }

    Optional<Products.Benefit> benefit(String code) {
        return db.sql("select * from recycling.benefit where code = :code")
                .param("code", code)
                .query(Rows.of(Products.Benefit.class))
                .optional();
    }

    Products.Benefit check(Products.BenefitBody benefit, String by) {
        return db.sql("""
                insert into recycling.benefit (code, product, wastes, share_min, refund_percent, basis, valid_from, valid_to, checked,
                    checked_by, checked_at)
                values (:code, :product, :wastes, :shareMin, :refundPercent, :basis, :validFrom, :validTo, true, :by, clock_timestamp())
                on conflict (code) do update set product = excluded.product, wastes = excluded.wastes, share_min = excluded.share_min,
                    refund_percent = excluded.refund_percent, basis = excluded.basis, valid_from = excluded.valid_from,
                    valid_to = excluded.valid_to, checked = true, checked_by = excluded.checked_by, checked_at = excluded.checked_at
                returning *
                """)
                .params(Rows.params(benefit))
                .param("by", by)
                .query(Rows.of(Products.Benefit.class))
                .single();
    }

    Products.Product insert(Products.Product product) {
        return db.sql("""
                insert into recycling.product (unit_id, county, name, spec, benefit_code, wastes, share_percent, evidence)
                values (:unitId, :county, :name, :spec, :benefitCode, cast(:wastes as text[]), :sharePercent,
                    cast(:evidence as uuid[])) returning *
                """)
                .params(Rows.params(product))
                .query(Rows.of(Products.Product.class))
                .single();
    }

    Optional<Products.Product> product(UUID id) {
        return db.sql("select * from recycling.product where id = :id")
                .param("id", id)
                .query(Rows.of(Products.Product.class))
                .optional();
    }

    Map<UUID, String> names(List<UUID> ids) {
        var names = new HashMap<UUID, String>();
        db.sql("select id, name from recycling.product where id = any (cast(:ids as uuid[]))")
                .params(Rows.params("ids", ids))
                .query((RowCallbackHandler) row -> names.put(row.getObject("id", UUID.class), row.getString("name")));
        return names;
    }

    Page<Products.Product> products(UUID unit, RegionCode county, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                recycling.product where (cast(:unit as uuid) is null or unit_id = :unit)
                    and (cast(:county as text) is null or county = :county)
                    and (cast(:q as text) is null or name ilike :q or spec ilike :q)
                """,
                asked.order(Map.of("name", "name", "county", "county", "sharePercent", "share_percent"), "id desc"),
                Rows.params("unit", unit, "county", county, "q", asked.pattern()),
                asked,
                Products.Product.class);
    }

    boolean overlaps(UUID product, YearMonth from, YearMonth to) {
        return db.sql("""
                select exists (select 1 from recycling.claim where product_id = :product and state <> 'REFUSED'
                    and from_month <= :to and to_month >= :from)
                """)
                .params(Rows.params("product", product, "from", from, "to", to))
                .query(Boolean.class)
                .single();
    }

    Products.Claim insert(Products.Claim claim) {
        return db.sql("""
                insert into recycling.claim (product_id, unit_id, county, from_month, to_month, waste_g, material_g, share_percent,
                    sales_yuan, vat_yuan, claimed_yuan, basis, evidence, state_on)
                values (:productId, :unitId, :county, :fromMonth, :toMonth, :wasteG, :materialG, :sharePercent,
                    :salesYuan, :vatYuan, :claimedYuan, :basis, cast(:evidence as uuid[]), :stateOn) returning *
                """)
                .params(Rows.params(claim))
                .query(Rows.of(Products.Claim.class))
                .single();
    }

    Products.Claim state(UUID id, Products.ClaimState state, LocalDate on, String note) {
        return db.sql("""
                update recycling.claim set state = :state, state_on = :on, note = :note, version = version + 1
                where id = :id returning *
                """)
                .params(Rows.params("id", id, "state", state, "on", on, "note", note))
                .query(Rows.of(Products.Claim.class))
                .single();
    }

    Optional<Products.Claim> claim(UUID id) {
        return db.sql("select * from recycling.claim where id = :id for update")
                .param("id", id)
                .query(Rows.of(Products.Claim.class))
                .optional();
    }

    Optional<Products.Claim> seenClaim(UUID id) {
        return db.sql("select * from recycling.claim where id = :id")
                .param("id", id)
                .query(Rows.of(Products.Claim.class))
                .optional();
    }

    Page<Products.Claim> claims(UUID product, UUID unit, Products.ClaimState state, Asked asked) {
        return Rows.page(
                db,
                "*",
                """
                recycling.claim where (cast(:product as uuid) is null or product_id = :product)
                    and (cast(:unit as uuid) is null or unit_id = :unit)
                    and (cast(:state as text) is null or state = :state)
                """,
                asked.order(Map.of("from", "from_month", "claimedYuan", "claimed_yuan", "state", "state"), "id desc"),
                Rows.params("product", product, "unit", unit, "state", state),
                asked,
                Products.Claim.class);
    }
}
