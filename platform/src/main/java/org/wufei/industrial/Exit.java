package org.wufei.industrial;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.wufei.kernel.Mass;
import org.wufei.kernel.RegionCode;
import org.wufei.kernel.WasteCode;
import org.wufei.ledger.Stage;

/**
 * 出厂环节记录: one load of one waste that leaves a unit. Its states are types: a step that a state does not have does not
 * compile.
 *
 * @see <a href="https://www.mee.gov.cn">公告2021年第82号 附表3; 固体废物污染环境防治法 第二十二条、第三十六条、第三十七条</a>
 */
sealed interface Exit {
    Load load();

    long version();

    default String state() {
        return getClass().getSimpleName();
    }

    /** 运输方式. */
    enum Transport {
        ROAD("公路"),
        RAIL("铁路"),
        PIPE("管道"),
        BELT("皮带"),
        OTHER("其他");

        final String title;

        Transport(String title) {
            this.title = title;
        }
    }

    /** 流向类型. */
    enum FlowType {
        IN_PROVINCE("省内转移"),
        ACROSS_PROVINCES("跨省转移");

        final String title;

        FlowType(String title) {
            this.title = title;
        }
    }

    /** 去向: what the receiver is meant to do with it. */
    enum Way {
        USE("委托利用", "ENTRUSTED_USE"),
        DISPOSAL("委托处置", "ENTRUSTED_DISPOSAL"),
        STORAGE("委托贮存", "ENTRUSTED_STORAGE");

        final String title;
        final String permitWay;

        Way(String title, String permitWay) {
            this.title = title;
            this.permitWay = permitWay;
        }
    }

    /** 接收方. */
    sealed interface Receiver {
        String name();

        /** A unit of the registry. */
        record Registered(UUID unit, String name, RegionCode county) implements Receiver {}

        /** Someone who is in no register of ours: beyond the prefecture. */
        record Outside(String name, String province, String address) implements Receiver {}
    }

    /** 过磅: what the weigh ticket of the load said. */
    record Weighing(UUID id, String ticketNo, Instant weighedAt, Mass grossG, Mass tareG, Mass netG, String plate) {}

    /** What the load is; the same in every state. {@code county} is the sender's, {@code placeCounty} where it left from. */
    record Load(
            UUID id,
            UUID unit,
            String unitName,
            RegionCode county,
            UUID place,
            String placeName,
            RegionCode placeCounty,
            WasteCode waste,
            String wasteName,
            Mass mass,
            Instant shippedAt,
            String batchNo,
            String handler,
            String carrier,
            String plate,
            Transport transport,
            Receiver receiver,
            FlowType flow,
            Way way,
            String method,
            UUID approval,
            String contractNo,
            Weighing weighing,
            String note,
            List<UUID> evidence) {
        boolean sameAs(Load other) {
            return place.equals(other.place)
                    && waste.equals(other.waste)
                    && mass.equals(other.mass)
                    && shippedAt.equals(other.shippedAt)
                    && plate.equals(other.plate)
                    && receiver.equals(other.receiver)
                    && way == other.way;
        }
    }

    /** How it left: its entry in the book, the month that is booked in, and its lots as they left. */
    record Shipment(long entryNo, YearMonth booked, Lots lots) {}

    /**
     * What the receiver took: {@code accepted + returned + rest = sent} and {@code surplus} is what was weighed above it.
     *
     * @param into where it went: {@code STORED}, {@code UTILISED}, {@code DISPOSED} or, outside, {@code EXPORTED}
     */
    record Receipt(
            Instant at,
            Mass accepted,
            Mass returned,
            Mass rest,
            Mass surplus,
            Stage into,
            String method,
            UUID place,
            String handler,
            UUID ticket,
            String note) {}

    /** 磅差的处理: what became of the rest, why, and who decided. */
    record Settlement(As as, String reason, String by) {
        enum As {
            LOST,
            RETURNED
        }
    }

    /** 草稿. */
    record Draft(Load load, long version) implements Exit {
        Draft change(Load other) {
            return new Draft(other, version + 1);
        }

        Shipped ship(Shipment shipment) {
            return new Shipped(load, version + 1, shipment);
        }

        Voided discard(String reason) {
            return new Voided(load, version + 1, reason);
        }
    }

    /** 已出厂: on the way. */
    record Shipped(Load load, long version, Shipment shipment) implements Exit {
        /** Taken in whole, in part, or with a difference. */
        Exit receive(Receipt receipt) {
            if (!receipt.rest().isZero()) return new Differing(load, version + 1, shipment, receipt);
            return receipt.returned().isZero()
                    ? new Received(load, version + 1, shipment, receipt, null)
                    : new PartlyReceived(load, version + 1, shipment, receipt, null);
        }

        Refused refuse(String reason) {
            return new Refused(load, version + 1, shipment, reason);
        }

        Voided takeBack(String reason) {
            return new Voided(load, version + 1, reason);
        }
    }

    /** 接收有差异: part of it was neither accepted nor sent back, and stays in transit until a person books it. */
    record Differing(Load load, long version, Shipment shipment, Receipt receipt) implements Exit {
        Exit settle(Settlement settlement) {
            boolean back = settlement.as() == Settlement.As.RETURNED
                    || !receipt.returned().isZero();
            return back
                    ? new PartlyReceived(load, version + 1, shipment, receipt, settlement)
                    : new Received(load, version + 1, shipment, receipt, settlement);
        }
    }

    /** 已接收. {@code settlement} is {@code null} where nothing differed. */
    record Received(Load load, long version, Shipment shipment, Receipt receipt, Settlement settlement)
            implements Exit {}

    /** 部分接收: the rest went back to the sender. */
    record PartlyReceived(Load load, long version, Shipment shipment, Receipt receipt, Settlement settlement)
            implements Exit {}

    /** 拒收: all of it went back to the sender. */
    record Refused(Load load, long version, Shipment shipment, String reason) implements Exit {}

    /** 作废. */
    record Voided(Load load, long version, String reason) implements Exit {}
}
