package org.wufei.registry;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.wufei.catalogue.Catalogue;
import org.wufei.evidence.Evidences;
import org.wufei.kernel.Asked;
import org.wufei.kernel.CommonProblem;
import org.wufei.kernel.Days;
import org.wufei.kernel.Etag;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;

/**
 * 合同: the written contract by which a unit entrusts carriage, use or disposal: both parties, the wastes, how much, from when to
 * when, and the paper itself. Both parties see it; the one that entrusts keeps it.
 *
 * @see <a href="https://www.npc.gov.cn">固体废物污染环境防治法 第三十七条</a>
 */
@Service
class Contracts {
    static final Set<String> WAYS = Set.of("CARRIAGE", "STORAGE", "USE", "DISPOSAL");

    private static final int WASTES_MAX = 100;
    private static final int PAPERS_MAX = 20;

    private final ContractStore store;
    private final Units units;
    private final UnitStore unitStore;
    private final History history;
    private final Catalogue catalogue;
    private final Evidences evidences;
    private final Clock clock;

    Contracts(
            ContractStore store,
            Units units,
            UnitStore unitStore,
            History history,
            Catalogue catalogue,
            Evidences evidences,
            Clock clock) {
        this.store = store;
        this.units = units;
        this.unitStore = unitStore;
        this.history = history;
        this.catalogue = catalogue;
        this.evidences = evidences;
        this.clock = clock;
    }

    /** 合同. @param counterparty where the other party is registered; @param amountG agreed over the term */
    record Contract(
            UUID id,
            UUID unit,
            String unitName,
            RegionCode county,
            String no,
            UUID counterparty,
            String counterpartyName,
            String way,
            List<String> wastes,
            Mass amountG,
            LocalDate validFrom,
            LocalDate validTo,
            List<UUID> evidence,
            String state,
            long version) {}

    /** What is filled in of a contract. @param counterpartyName where the other party is not registered; @param amountG grams */
    record NewContract(
            UUID unit,
            String no,
            UUID counterparty,
            String counterpartyName,
            String way,
            List<String> wastes,
            String amountG,
            LocalDate validFrom,
            LocalDate validTo,
            List<UUID> evidence) {}

    /** What a list asks for. @param unit either party; @param endsBy in use and its last day not after that one */
    record Filter(UUID unit, String way, String county, String state, LocalDate endsBy) {}

    Page<Contract> list(Filter filter, Asked asked) {
        return store.list(filter, asked);
    }

    Contract get(UUID id) {
        return store.find(id)
                .orElseThrow(() -> new Problem(RegistryProblem.CONTRACT_UNKNOWN, Map.of("contract", id.toString())));
    }

    Contract register(NewContract draft) {
        var unit = units.active(draft.unit());
        Writers.requireUnit(unit.id(), unit.county());
        var wanted = read(draft, unit, null);
        try {
            return kept("register", null, store.insert(wanted));
        } catch (DuplicateKeyException e) {
            throw exists(wanted);
        }
    }

    Contract change(UUID id, NewContract draft, String ifMatch) {
        var before = mine(id);
        var unit = units.active(before.unit());
        Etag.require(ifMatch, before.version());
        var wanted = read(draft, unit, before);
        try {
            return save("change", before, wanted);
        } catch (DuplicateKeyException e) {
            throw exists(wanted);
        }
    }

    /** Ends it before its term: its last day is the one given. */
    Contract end(UUID id, LocalDate on, String ifMatch) {
        var before = mine(id);
        Etag.require(ifMatch, before.version());
        var day = on == null ? Days.today(clock) : Days.happened(on, clock);
        if (day.isBefore(before.validFrom())) day = before.validFrom();
        return save(
                "end",
                before,
                new Contract(
                        before.id(),
                        before.unit(),
                        before.unitName(),
                        before.county(),
                        before.no(),
                        before.counterparty(),
                        before.counterpartyName(),
                        before.way(),
                        before.wastes(),
                        before.amountG(),
                        before.validFrom(),
                        day.isAfter(before.validTo()) ? before.validTo() : day,
                        before.evidence(),
                        "ENDED",
                        before.version()));
    }

    private Contract mine(UUID id) {
        var contract = get(id);
        Writers.requireUnit(contract.unit(), contract.county());
        return contract;
    }

    private static Problem exists(Contract contract) {
        var type = RegistryProblem.CONTRACT_EXISTS;
        return new Problem(
                type, Map.of("no", contract.no()), List.of(new Problem.Field("no", "already-used", type.title())));
    }

    private Contract save(String act, Contract before, Contract wanted) {
        return kept(
                act,
                before,
                store.update(wanted)
                        .orElseThrow(() -> new Problem(
                                CommonProblem.CHANGED_MEANWHILE, Map.of("current", Etag.of(before.version() + 1)))));
    }

    private Contract kept(String act, Contract before, Contract after) {
        history.keep(
                act, "contract", after.id(), after.unit(), after.county().digits(), after.version(), before, after);
        return after;
    }

    private Contract read(NewContract draft, UnitStore.Row unit, Contract before) {
        var wrongs = new Wrongs();
        var no = wrongs.text("no", draft.no(), 1, 60);
        var name = other(draft, unit, wrongs);
        var way = wrongs.oneOf("way", draft.way(), WAYS, null);
        var today = Days.today(clock);
        var from = wrongs.day("validFrom", draft.validFrom(), null, today);
        var to = wrongs.day("validTo", draft.validTo(), null, today);
        wrongs.inOrder("validTo", from, to);
        var given = draft.wastes() == null ? List.<String>of() : draft.wastes();
        var wastes = new LinkedHashSet<String>();
        if (given.isEmpty()) wrongs.add("wastes", "missing", "须至少选一种废物");
        if (given.size() > WASTES_MAX) wrongs.add("wastes", "too-many", "一份合同最多 " + WASTES_MAX + " 种废物");
        for (int i = 0; i < Math.min(given.size(), WASTES_MAX); i++) {
            var waste =
                    Permits.waste(wrongs, "wastes[" + i + "]", given.get(i), from == null ? today : from, catalogue);
            if (waste != null) wastes.add(waste.text());
        }
        var amount = wrongs.mass("amountG", draft.amountG());
        if (draft.amountG() == null || draft.amountG().isBlank()) wrongs.add("amountG", "missing", "须填约定数量");
        var papers = draft.evidence() == null
                ? List.<UUID>of()
                : draft.evidence().stream().distinct().toList();
        if (papers.isEmpty()) wrongs.add("evidence", "missing", "须附合同文本（PDF 或照片）");
        else if (papers.size() > PAPERS_MAX) wrongs.add("evidence", "too-many", "最多 " + PAPERS_MAX + " 个文件");
        else if (papers.contains(null) || evidences.list(papers).size() != papers.size()) {
            wrongs.add("evidence", "unknown-value", "有文件不存在或不在您的查看范围内，请重新上传");
        }
        wrongs.refuse();
        return new Contract(
                before == null ? null : before.id(),
                unit.id(),
                unit.name(),
                unit.county(),
                no,
                draft.counterparty(),
                name,
                way,
                List.copyOf(wastes),
                new Mass(amount),
                from,
                to,
                papers,
                before == null ? "ACTIVE" : before.state(),
                before == null ? 1 : before.version());
    }

    /** Name of the other party: the register's own where it is registered, otherwise as filled in. */
    private String other(NewContract draft, UnitStore.Row unit, Wrongs wrongs) {
        if (draft.counterparty() == null) {
            var name = wrongs.text("counterpartyName", draft.counterpartyName(), 2, 100);
            if (name.equals(unit.name())) wrongs.add("counterpartyName", "itself", "另一方不能是本单位");
            return name;
        }
        if (draft.counterparty().equals(unit.id())) wrongs.add("counterparty", "itself", "另一方不能是本单位");
        return unitStore.names(List.of(draft.counterparty())).stream()
                .findFirst()
                .map(Registry.UnitName::name)
                .orElseGet(() -> {
                    wrongs.add("counterparty", "unknown-value", RegistryProblem.UNIT_UNKNOWN.title());
                    return "";
                });
    }
}
