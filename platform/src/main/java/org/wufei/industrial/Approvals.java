package org.wufei.industrial;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wufei.audit.Audit;
import org.wufei.kernel.Caller;
import org.wufei.kernel.Days;
import org.wufei.kernel.Mass;
import org.wufei.kernel.Page;
import org.wufei.kernel.Problem;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;

/**
 * 跨省转移审批、备案: what the autonomous region approved (storage, disposal) or was told (use), and how much of it is left.
 *
 * @see <a href="https://flk.npc.gov.cn">固体废物污染环境防治法 第二十二条</a>
 */
@Service
class Approvals {
    private final ApprovalStore store;
    private final Facts facts;
    private final Audit audit;
    private final Clock clock;

    Approvals(ApprovalStore store, Facts facts, Audit audit, Clock clock) {
        this.store = store;
        this.facts = facts;
        this.audit = audit;
        this.clock = clock;
    }

    /** 审批 for storage and disposal, 备案 for use. */
    enum Kind {
        APPROVAL,
        FILING
    }

    record Approval(
            UUID id,
            UUID unitId,
            RegionCode county,
            Kind kind,
            String no,
            String authority,
            WasteCode waste,
            Exit.Way way,
            String receiver,
            String province,
            Mass massG,
            Mass usedG,
            Mass leftG,
            LocalDate validFrom,
            LocalDate validTo,
            List<UUID> evidence,
            Instant recordedAt,
            String recordedBy) {}

    record NewApproval(
            UUID unit,
            Kind kind,
            String no,
            String authority,
            WasteCode waste,
            Exit.Way way,
            String receiver,
            String province,
            Mass mass,
            LocalDate validFrom,
            LocalDate validTo,
            List<UUID> evidence) {}

    @Transactional
    Approval register(NewApproval wanted) {
        var unit = facts.unit(wanted.unit());
        facts.waste(wanted.waste(), wanted.validFrom());
        facts.evidence(wanted.evidence());
        var row = new Approval(
                facts.id(),
                wanted.unit(),
                unit.county().county(),
                wanted.kind(),
                wanted.no(),
                wanted.authority(),
                wanted.waste(),
                wanted.way(),
                wanted.receiver(),
                wanted.province(),
                wanted.mass(),
                Mass.ZERO,
                wanted.mass(),
                wanted.validFrom(),
                wanted.validTo(),
                wanted.evidence(),
                clock.instant(),
                Caller.current().name());
        if (!store.insert(row)) throw new Problem(IndustrialProblem.APPROVAL_CONFLICT, Map.of("no", wanted.no()));
        audit.record("industrial.approval.register", "approval", row.id().toString(), null, row);
        return row;
    }

    @Transactional(readOnly = true)
    Approval get(UUID id) {
        return store.find(id, false).orElseThrow(() -> Yard.unknown(id));
    }

    @Transactional(readOnly = true)
    Page<Approval> list(UUID unit, String q, Keyset after, int size) {
        return Keyset.page(store.list(unit, q, after, size), size, row -> new Keyset(row.recordedAt(), row.id()));
    }

    /** Takes a load off what is left; refused where the approval does not fit it or holds too little. */
    void draw(UUID approval, Exit.Load load, LocalDate on) {
        var found = Optional.ofNullable(approval)
                .flatMap(id -> store.find(id, true))
                .orElseThrow(() ->
                        new Problem(IndustrialProblem.APPROVAL_MISSING, Map.of("approval", String.valueOf(approval))));
        var misfit = misfit(found, load, on);
        if (misfit != null) {
            throw new Problem(
                    IndustrialProblem.APPROVAL_UNFIT,
                    Map.of("no", found.no(), "reason", misfit),
                    List.of(new Problem.Field("approvalId", "approval-unfit", misfit)));
        }
        if (load.mass().compareTo(found.leftG()) > 0) {
            throw new Problem(
                    IndustrialProblem.APPROVAL_EXCEEDED,
                    Map.of(
                            "no", found.no(),
                            "leftG", found.leftG().wire(),
                            "askedG", load.mass().wire()),
                    List.of(new Problem.Field(
                            "massG",
                            "approval-exceeded",
                            "剩余可转移 " + found.leftG().tonnes() + " 吨")));
        }
        store.use(approval, found.usedG().plus(load.mass()));
    }

    void giveBack(UUID approval, Mass mass) {
        var found = store.find(approval, true)
                .orElseThrow(() -> new IllegalStateException("approval " + approval + " of a shipped load is gone"));
        store.use(approval, found.usedG().minus(mass));
    }

    /** What of an approval does not fit a load, in a sentence; {@code null} where all does. */
    static String misfit(Approval approval, Exit.Load load, LocalDate on) {
        return misfit(approval, load.unit(), load.waste(), load.way(), load.receiver(), on);
    }

    /** The same of a load that is not yet one. */
    static String misfit(Approval approval, Exits.NewExit wanted) {
        return misfit(
                approval, wanted.unit(), wanted.waste(), wanted.way(), wanted.outside(), Days.of(wanted.shippedAt()));
    }

    private static String misfit(
            Approval approval, UUID unit, WasteCode waste, Exit.Way way, Exit.Receiver receiver, LocalDate on) {
        if (!approval.unitId().equals(unit)) return "该审批、备案不属于本单位";
        if (!approval.waste().equals(waste)) return "该审批、备案的废物代码是 " + approval.waste();
        if (approval.way() != way) return "该审批、备案的去向是" + approval.way().title;
        if (on.isBefore(approval.validFrom()) || on.isAfter(approval.validTo())) {
            return "有效期为 " + approval.validFrom() + " 至 " + approval.validTo();
        }
        return switch (receiver) {
            case Exit.Receiver.Outside outside ->
                outside.province().equals(approval.province()) ? null : "该审批、备案的接收省份是 " + approval.province();
            case Exit.Receiver.Registered _ -> "在册接收单位在本地区内，不属于跨省转移";
        };
    }
}
