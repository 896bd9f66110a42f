package org.wufei.recycling;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.kernel.Asked;
import org.wufei.kernel.Caller;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Inputs;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Flow;
import org.wufei.ledger.Ledger;
import org.wufei.ledger.Stage;
import org.wufei.registry.Registry;

/** 资源综合利用产品: products made of waste, and the VAT refunds claimed for them, each with its basis (plan tasks 3, 12). */
@Service
class Products {
    private final ProductStore store;
    private final Booking booking;
    private final Registry registry;
    private final Ledger ledger;
    private final Audit audit;

    Products(ProductStore store, Booking booking, Registry registry, Ledger ledger, Audit audit) {
        this.store = store;
        this.booking = booking;
        this.registry = registry;
        this.ledger = ledger;
        this.audit = audit;
    }

    /** 优惠目录条目. @param checked whether an officer compared it with the official catalogue */
    record Benefit(
            String code,
            String product,
            String wastes,
            BigDecimal shareMin,
            BigDecimal refundPercent,
            String basis,
            boolean checked,
            LocalDate validFrom,
            LocalDate validTo,
            String checkedBy,
            Instant checkedAt) {
        /** Whether it holds in every month of a period. */
        boolean holds(YearMonth from, YearMonth to) {
            return !from.isBefore(YearMonth.from(validFrom))
                    && (validTo == null || !to.isAfter(YearMonth.from(validTo)));
        }
    }

    /** An entry of the official list as an officer read it there. */
    record BenefitBody(
            String code,
            String product,
            String wastes,
            BigDecimal shareMin,
            BigDecimal refundPercent,
            String basis,
            LocalDate validFrom,
            LocalDate validTo) {}

    record Product(
            UUID id,
            UUID unitId,
            RegionCode county,
            String name,
            String spec,
            String benefitCode,
            List<WasteCode> wastes,
            BigDecimal sharePercent,
            List<UUID> evidence,
            Instant createdAt) {
        List<String> steps() {
            return benefitCode != null && Booking.keeps(county, unitId) ? List.of("claim") : List.of();
        }
    }

    enum ClaimState {
        SUBMITTED("已提交"),
        APPROVED("已审核"),
        REFUSED("未通过"),
        PAID("已退付");

        final String title;

        ClaimState(String title) {
            this.title = title;
        }

        Set<ClaimState> next() {
            return switch (this) {
                case SUBMITTED -> Set.of(APPROVED, REFUSED);
                case APPROVED -> Set.of(PAID);
                case REFUSED, PAID -> Set.of();
            };
        }
    }

    record Claim(
            UUID id,
            UUID productId,
            UUID unitId,
            RegionCode county,
            YearMonth fromMonth,
            YearMonth toMonth,
            Mass wasteG,
            Mass materialG,
            BigDecimal sharePercent,
            BigDecimal salesYuan,
            BigDecimal vatYuan,
            BigDecimal claimedYuan,
            String basis,
            List<UUID> evidence,
            ClaimState state,
            LocalDate stateOn,
            String note,
            long version,
            Instant createdAt) {
        Trail.Owner owner() {
            return new Trail.Owner("claim", id, county, unitId, null);
        }

        /** What the caller may do with it now, so that a screen copies no rule. */
        List<String> steps() {
            var caller = Caller.current();
            if (!caller.may("recycling.supervise") || !caller.scope().sees(county, unitId)) return List.of();
            return state.next().stream().map(Enum::name).sorted().toList();
        }
    }

    record Body(
            UUID unitId,
            String name,
            String spec,
            String benefitCode,
            List<WasteCode> wastes,
            BigDecimal sharePercent,
            List<UUID> evidence) {}

    record ClaimBody(
            YearMonth from,
            YearMonth to,
            Mass wasteG,
            Mass materialG,
            BigDecimal salesYuan,
            BigDecimal vatYuan,
            BigDecimal claimedYuan,
            String basis,
            List<UUID> evidence) {}

    /** Share of waste in the material, in percent, four decimals, rounded down: a claim is never helped by rounding. */
    static BigDecimal share(Mass waste, Mass material) {
        return BigDecimal.valueOf(waste.grams())
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(material.grams()), 4, RoundingMode.DOWN);
    }

    @Transactional(readOnly = true)
    List<Benefit> benefits() {
        return store.benefits();
    }

    /**
     * 核对优惠目录: an officer of the whole prefecture enters what the official list says, and answers for it. Claims made before
     * are judged by it when they are approved.
     */
    @Transactional
    Benefit check(BenefitBody body) {
        if (!Caller.current().scope().all()) {
            throw new Problem(CommonProblem.NOT_ALLOWED, Map.of("permission", "recycling.supervise"));
        }
        var in = new Inputs();
        var code = in.text("code", body.code(), 40);
        in.must(code.matches("[0-9A-Za-z-]{1,40}"), "code", "code-invalid", "条目代码为字母、数字或短横线");
        var product = in.text("product", body.product(), 200);
        var wastes = in.text("wastes", body.wastes(), 200);
        in.number("shareMin", body.shareMin(), "0", "100", 2);
        in.number("refundPercent", body.refundPercent(), "0", "100", 2);
        var basis = in.text("basis", body.basis(), 200);
        var from = in.day("validFrom", body.validFrom(), Days.EARLIEST, Inputs.LATEST);
        if (body.validTo() != null && from != null) in.day("validTo", body.validTo(), from, Inputs.LATEST);
        in.done();
        var before = store.benefit(code).orElse(null);
        var after = store.check(
                new BenefitBody(
                        code, product, wastes, body.shareMin(), body.refundPercent(), basis, from, body.validTo()),
                Caller.current().name());
        audit.record("recycling.benefit.check", "benefit", code, before, after);
        return after;
    }

    @Transactional
    Product register(Body body) {
        var in = new Inputs();
        in.present("unitId", body.unitId());
        var name = in.text("name", body.name(), 100);
        var spec = in.maybe("spec", body.spec(), 100);
        var wastes = in.list("wastes", body.wastes(), 20);
        in.must(!wastes.isEmpty(), "wastes", "missing", "请填写所用废物代码");
        wastes.forEach(waste -> booking.waste(in, "wastes", waste, booking.today()));
        in.number("sharePercent", body.sharePercent(), "0.01", "100", 2);
        in.must(
                body.benefitCode() == null || store.benefit(body.benefitCode()).isPresent(),
                "benefitCode",
                "unknown",
                "优惠目录中没有此条目");
        var evidence = booking.evidence(in, body.evidence());
        in.done();
        var unit = registry.unit(body.unitId());
        Booking.requireSeen(unit.county(), unit.id());
        var product = store.insert(new Product(
                null,
                unit.id(),
                unit.county(),
                name,
                spec,
                body.benefitCode(),
                wastes,
                body.sharePercent(),
                evidence,
                null));
        audit.record("recycling.product.register", "product", product.id().toString(), null, product);
        return product;
    }

    @Transactional
    Claim claim(UUID id, ClaimBody body) {
        var product = product(id);
        var in = new Inputs();
        var from = in.present("from", body.from());
        var to = in.present("to", body.to());
        var today = YearMonth.from(booking.today());
        in.must(
                from == null || to == null || !to.isBefore(from) && !to.isAfter(today) && from.getYear() >= 2000,
                "to",
                "out-of-range",
                "所属期须在 2000 年至本月之间，且止月不早于起月");
        in.mass("wasteG", body.wasteG());
        in.mass("materialG", body.materialG());
        in.number("salesYuan", body.salesYuan(), "0", "99999999999", 2);
        in.number("vatYuan", body.vatYuan(), "0", "99999999999", 2);
        in.number("claimedYuan", body.claimedYuan(), "0.01", "99999999999", 2);
        in.must(
                !in.clean() || body.wasteG().compareTo(body.materialG()) <= 0,
                "materialG",
                "less-than-waste",
                "原料总量不能小于其中的废物量");
        var evidence = booking.evidence(in, body.evidence());
        var given = in.maybe("basis", body.basis(), 200);
        in.done();
        if (product.benefitCode() == null)
            throw new Problem(RecyclingProblem.NO_BENEFIT, Map.of("product", product.name()));
        var benefit = store.benefit(product.benefitCode()).orElseThrow();
        var share = share(body.wasteG(), body.materialG());
        require(benefit, from, to, share, body.vatYuan(), body.claimedYuan());
        if (store.overlaps(id, from, to))
            throw new Problem(RecyclingProblem.CLAIM_OVERLAPS, Map.of("product", product.name()));
        var claim = store.insert(new Claim(
                null,
                id,
                product.unitId(),
                product.county(),
                from,
                to,
                body.wasteG(),
                body.materialG(),
                share,
                body.salesYuan(),
                body.vatYuan(),
                body.claimedYuan(),
                given.isEmpty() ? benefit.basis() : given,
                evidence,
                ClaimState.SUBMITTED,
                booking.today(),
                "",
                1,
                null));
        booking.trail().add(claim.owner(), "SUBMITTED", claim.stateOn(), claim.basis(), null);
        audit.record("recycling.claim.submit", "claim", claim.id().toString(), null, claim);
        return claim;
    }

    /** The three rules of the list: it holds in the period, the share is reached, and no more than the part of the tax is claimed. */
    private static void require(
            Benefit benefit, YearMonth from, YearMonth to, BigDecimal share, BigDecimal vat, BigDecimal claimed) {
        if (!benefit.holds(from, to)) {
            throw new Problem(
                    RecyclingProblem.BENEFIT_NOT_VALID,
                    Map.of(
                            "from",
                            benefit.validFrom().toString(),
                            "to",
                            benefit.validTo() == null ? "" : benefit.validTo().toString()));
        }
        if (share.compareTo(benefit.shareMin()) < 0) {
            throw new Problem(
                    RecyclingProblem.SHARE_TOO_LOW,
                    Map.of(
                            "share",
                            share.toPlainString(),
                            "needed",
                            benefit.shareMin().toPlainString()));
        }
        var most = vat.multiply(benefit.refundPercent()).divide(BigDecimal.valueOf(100), 2, RoundingMode.DOWN);
        if (claimed.compareTo(most) > 0) {
            throw new Problem(
                    RecyclingProblem.CLAIM_TOO_HIGH,
                    Map.of("claimed", claimed.toPlainString(), "most", most.toPlainString()));
        }
    }

    @Transactional
    Claim decide(UUID id, String ifMatch, ClaimState to, LocalDate on, String note) {
        var before = store.claim(id).orElseThrow(() -> Booking.unknown(id));
        Etag.require(ifMatch, before.version());
        var in = new Inputs();
        in.present("to", to);
        in.happened("on", on, booking.clock());
        in.must(on == null || !on.isBefore(before.stateOn()), "on", "before-former", "不能早于上一步日期 " + before.stateOn());
        var kept = to == ClaimState.REFUSED ? in.text("note", note, 500) : in.maybe("note", note, 500);
        in.done();
        if (!before.state().next().contains(to)) throw Booking.unfit(before.state());
        if (to == ClaimState.APPROVED) {
            var benefit = benefitOf(before);
            if (!benefit.checked())
                throw new Problem(RecyclingProblem.BENEFIT_UNCHECKED, Map.of("code", benefit.code()));
            require(
                    benefit,
                    before.fromMonth(),
                    before.toMonth(),
                    before.sharePercent(),
                    before.vatYuan(),
                    before.claimedYuan());
        }
        var after = store.state(id, to, on, kept);
        booking.trail().add(after.owner(), to.name(), on, kept, null);
        audit.record("recycling.claim.decide", "claim", id.toString(), before, after);
        return after;
    }

    @Transactional(readOnly = true)
    Map<UUID, String> names(List<UUID> products) {
        return store.names(products.stream().distinct().toList());
    }

    @Transactional(readOnly = true)
    Product product(UUID id) {
        return store.product(id).orElseThrow(() -> Booking.unknown(id));
    }

    private Benefit benefitOf(Claim claim) {
        return store.benefit(product(claim.productId()).benefitCode()).orElseThrow();
    }

    @Transactional(readOnly = true)
    Claim claimSeen(UUID id) {
        return store.seenClaim(id).orElseThrow(() -> Booking.unknown(id));
    }

    /**
     * What a claim stands on beside its own words.
     *
     * @param bookedG what the unit's book shows as utilised of the product's wastes in the period: the other side of {@code wasteG}
     */
    record Standing(Product product, Benefit benefit, Mass bookedG) {}

    @Transactional(readOnly = true)
    Standing standing(Claim claim) {
        var product = product(claim.productId());
        var wastes = product.wastes().stream().map(WasteCode::text).toList();
        var period = Flow.Query.between(
                        claim.fromMonth().atDay(1), claim.toMonth().atEndOfMonth())
                .unit(claim.unitId())
                .stages(Set.of(), Set.of(Stage.UTILISED))
                .by(Flow.By.WASTE);
        var booked = Mass.ZERO;
        for (var flow : ledger.flows(period)) {
            if (wastes.contains(flow.waste())) booked = booked.plus(flow.mass());
        }
        return new Standing(product, benefitOf(claim), booked);
    }

    @Transactional(readOnly = true)
    Page<Product> products(UUID unit, RegionCode county, Asked asked) {
        return store.products(unit, county, asked);
    }

    @Transactional(readOnly = true)
    Page<Claim> claims(UUID product, UUID unit, ClaimState state, Asked asked) {
        return store.claims(product, unit, state, asked);
    }
}
